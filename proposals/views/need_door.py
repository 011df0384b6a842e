"""How the pages of the public form find the draft they work on: by the code that the visitor's session keeps."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest

from accounts.throttle import too_often
from proposals.models import Cycle, Need
from proposals.need_draft import OpenNeed, find

SESSION_KEY = "kebutuhan"
TOO_MANY_DRAFTS = "Terlalu banyak isian baru dari jaringan ini. Coba lagi satu jam lagi; tulisan Anda tetap di sini."


def running_anywhere(at: datetime) -> Cycle:
    """The newest cycle that has begun; 404 where none has."""
    cycle = Cycle.objects.running(at).first()
    if cycle is None:
        raise Http404("Belum ada tahapan yang berjalan.")
    return cycle


def open_need(request: HttpRequest, cycle: Cycle, at: datetime) -> OpenNeed:
    """The need that this visitor is telling; an empty one under the key of the page where none is kept."""
    code = request.session.get(SESSION_KEY, "")
    told = OpenNeed(cycle, find(cycle, code, at) if isinstance(code, str) else None)
    key = posted_key(request)
    if told.row is None and key is not None:
        told.key = str(key)
    return told


def posted_key(request: HttpRequest) -> UUID | None:
    """The submission key that a page sends along."""
    try:
        return UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return None


def sent_already(request: HttpRequest, cycle: Cycle) -> Need | None:
    """The need that this very form has made before, where it is sent a second time."""
    key = posted_key(request)
    return Need.objects.filter(cycle=cycle, submission_key=key).first() if key else None


def must_be_welcome(request: HttpRequest, told: OpenNeed) -> None:
    """Refuse to begin a new draft for an address that has begun very many."""
    if told.row is None and too_often(request, "draf", most=4 * settings.NEEDS_PER_HOUR, seconds=3600):
        raise ValidationError(TOO_MANY_DRAFTS)


def hold(request: HttpRequest, told: OpenNeed) -> OpenNeed:
    """Remember in the session which draft this visitor writes; nothing else of it is kept there."""
    if request.session.get(SESSION_KEY) != told.code:
        request.session[SESSION_KEY] = told.code
    return told


def let_go(request: HttpRequest) -> None:
    """Forget the draft of this visitor."""
    request.session.pop(SESSION_KEY, None)
