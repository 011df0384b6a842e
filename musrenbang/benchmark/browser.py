"""How the benchmark opens pages: as an office that has logged in, each answer read to its end."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.test import Client

from accounts import second_factor

from .city import City


def page(browser: Client, address: str) -> Callable[[], object]:
    """Opening one page, to be measured."""
    return lambda: answered(browser.get(address), 200)


def of_office(city: City, code: str) -> Client:
    """A browser in which that office has logged in, with a second factor."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(city.holding(code).user, backend="accounts.permissions.TableBackend")
    session = client.session
    session[second_factor.SESSION_KEY] = second_factor.PASSED
    session.save()
    return client


def answered(response: HttpResponseBase, status: int) -> int:
    """Read an answer to its end; refuse to measure a page that failed."""
    size = sum(len(bytes(part)) for part in response)
    response.close()
    if response.status_code != status:
        raise RuntimeError(f"{response.status_code} instead of {status}")
    return size
