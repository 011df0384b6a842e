"""How often one address may ask what could be guessed or flooded; counted in Django's cache."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address a request comes from; behind our own proxies the right-most hop that they vouch for."""
    hops = settings.AXES_IPWARE_PROXY_COUNT
    if hops:
        named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(named) >= hops and named[-hops]:
            return named[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))


def too_often(request: HttpRequest, what: str, *, most: int, seconds: int = 60) -> bool:
    """Count one try; say whether it is one too many for this address, so many seconds from its first."""
    key = _key(request, what)
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # the entry ran out between the two calls
        return False


def spent(request: HttpRequest, what: str, *, most: int) -> bool:
    """Say whether this address has used up its tries; asking counts as none."""
    used: int = cache.get(_key(request, what), 0)
    return used >= most


def _key(request: HttpRequest, what: str) -> str:
    return f"batas:{what}:{address_of(request)}".replace(" ", "")
