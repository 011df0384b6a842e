"""The secret link of a draft: the same need goes on later, or on another phone.

Opening the link changes nothing, so that neither a preview of a messenger nor a stranger's link slips a draft under
somebody's hands: the page says whose words these are, and a button takes it up.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.secret_codes import typed
from accounts.throttle import spent, too_often
from proposals.need_draft import OpenNeed, find

from .need_door import hold, running_anywhere

GUESSES = 20
GONE = "Draf tidak ditemukan. Draf disimpan tujuh hari, dan dihapus setelah terkirim. Periksa lagi tautannya."


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """Show which draft a secret link opens; with the button it becomes this visitor's own."""
    if spent(request, "lanjut", most=GUESSES):
        raise PermissionDenied("Terlalu banyak percobaan. Coba lagi satu menit lagi.")
    at = timezone.now()
    cycle = running_anywhere(at)
    row = find(cycle, typed(code), at)
    if row is None:
        too_often(request, "lanjut", most=GUESSES)
        raise Http404(GONE)
    told = OpenNeed(cycle, row)
    if request.method == "POST":
        hold(request, told)
        return redirect("kebutuhan-baru", min(told.done + 1, 4))
    said = {**told.texts, **told.typed_on(1)}
    response = render(request, "proposals/kebutuhan_lanjut.html", {"draft": told, "problem": said.get("problem", "")})
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"  # with no-referrer browsers send `Origin: null`, and the button fails
    response["Cache-Control"] = "private, no-store"
    return response
