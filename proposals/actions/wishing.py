"""Verbs of the bank usulan: a need without an item is kept with its askers, reviewed, and answered to each of them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from rapidfuzz import fuzz, process

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.models import Agency, KamusItem
from catalogue.words import plain
from proposals.models import Cycle, Event, Need, Notice, Wish, WishAsk
from regions.models import Region

from .drafting import act_of
from .recording import record
from .stages import require_open

MIN_WISH = 10
SAME = 92
"""Likeness (0–100) from which two wishes are one; below it a person joins them."""
NEAREST = 3
NOTICE_BATCH = 200


@transaction.atomic
def ask(
    cycle: Cycle,
    *,
    text: str,
    region: Region,
    problem: str = "",
    address: str = "",
    group: ProposerGroup | None = None,
    need: Need | None = None,
    by: OfficeHolding | None,
    at: datetime,
) -> Wish:
    """Keep what the kamus does not know; the same words join the wish that is there, the same asker counts once."""
    if len(text.strip()) < MIN_WISH:
        raise ValidationError({"text": f"Tulis yang diinginkan paling sedikit {MIN_WISH} huruf."})
    if need is None and by is not None:
        require_open(cycle, act_of(by, group) if group else "propose_for", region, at=at)
    wish = _same(cycle, text) or _new(cycle, text.strip(), at)
    asker = {"need": need} if need is not None else {"group": group, "region": region}
    known = WishAsk.objects.filter(wish=wish, **asker).exists()
    if not known:
        entry = WishAsk(
            wish=wish,
            need=need,
            group=group if need is None else None,
            region=region,
            address=address.strip(),
            problem=problem.strip(),
            by=by,
            at=at,
        )
        entry.full_clean()
        entry.save()
        record(Event.Kind.WISH_ASKED, by=by, at=at, cycle=cycle, subject=f"bank:{wish.public_id}", text=wish.text)
    return wish


def _same(cycle: Cycle, text: str) -> Wish | None:
    """The wish of this year that says the same."""
    open_wishes = {wish: plain(wish.text) for wish in Wish.objects.filter(cycle=cycle, status=Wish.Status.NEW)}
    found = process.extractOne(plain(text), open_wishes, scorer=fuzz.token_sort_ratio, score_cutoff=SAME)
    return found[2] if found else None


def _new(cycle: Cycle, text: str, at: datetime) -> Wish:
    near = nearest(cycle, text)
    agency = near[0].agency if near else None
    wish = Wish(cycle=cycle, text=text, agency=agency, first_asked_at=at)
    wish.full_clean()
    wish.save()
    wish.nearest.set(near)
    return wish


def nearest(cycle: Cycle, text: str) -> list[KamusItem]:
    """The items of the year's kamus that sound most alike, at most three, the likest first."""
    items = KamusItem.objects.active().filter(version_id=cycle.kamus_id).select_related("agency").in_order()
    names = {item: item.search_text for item in items}
    found = process.extract(plain(text), names, scorer=fuzz.token_set_ratio, score_cutoff=50, limit=NEAREST)
    return [item for _, _, item in found]


def _locked(wish: Wish) -> Wish:
    wish = Wish.objects.select_for_update(of=("self",)).select_related("cycle__city", "agency").get(pk=wish.pk)
    if wish.status != Wish.Status.NEW:
        raise ValidationError("Isi bank ini sudah dijawab. Muat ulang halaman.", code="conflict")
    return wish


@transaction.atomic
def advise(wish: Wish, *, advice: str, by: OfficeHolding, at: datetime) -> Wish:
    """Saran perangkat daerah: what the OPD says about making it an item, at which unit and price."""
    if len(advice.strip()) < 10:
        raise ValidationError({"advice": "Tulis sarannya paling sedikit 10 huruf."})
    wish = _locked(wish)
    wish.advice, wish.advised_by = advice.strip(), by
    wish.full_clean()
    wish.save()
    return wish


@transaction.atomic
def hand_to(wish: Wish, *, agency: Agency, by: OfficeHolding, at: datetime) -> Wish:
    """Give a wish to the OPD that reviews it."""
    wish = _locked(wish)
    if agency.city_id != wish.cycle.city_id:
        raise ValidationError({"agency": "Pilih perangkat daerah kota ini."})
    wish.agency = agency
    wish.save(update_fields=["agency"])
    return wish


@transaction.atomic
def answer(
    wish: Wish,
    *,
    status: str,
    answer: str,
    item: KamusItem | None = None,
    joined: Wish | None = None,
    by: OfficeHolding,
    at: datetime,
) -> Wish:
    """Bappeda's answer, told to every asker: an item of a later kamus, joined to another wish, not ours, or no."""
    if len(answer.strip()) < 10:
        raise ValidationError({"answer": "Tulis jawabannya paling sedikit 10 huruf. Peminta membacanya."})
    wish = _locked(wish)
    if status == Wish.Status.ITEM and (item is None or not _later(item, wish)):
        year = wish.cycle.plan_year
        raise ValidationError({"item": f"Pilih item dari kamus sesudah {year}. Buat itemnya lebih dulu di kamus."})
    if status == Wish.Status.JOINED:
        if joined is None or joined.pk == wish.pk or joined.cycle_id != wish.cycle_id:
            raise ValidationError({"joined": "Pilih isi bank lain dari tahun yang sama."})
        WishAsk.objects.filter(wish=wish).exclude(group__in=joined.asks.exclude(group=None).values("group")).update(
            wish=joined
        )
    wish.status, wish.answer, wish.answered_by, wish.answered_at = status, answer.strip(), by, at
    wish.item = item if status == Wish.Status.ITEM else None
    wish.joined = joined if status == Wish.Status.JOINED else None
    wish.full_clean()
    wish.save()
    if status != Wish.Status.JOINED:
        _tell(wish, at)
    record(
        Event.Kind.WISH_ANSWERED,
        by=by,
        at=at,
        cycle=wish.cycle,
        subject=f"bank:{wish.public_id}",
        status=status,
        reason=wish.answer,
        item=wish.item.name if wish.item else "",
    )
    return wish


def _later(item: KamusItem, wish: Wish) -> bool:
    version = item.version
    return version.city_id == wish.cycle.city_id and version.plan_year > wish.cycle.plan_year


def _tell(wish: Wish, at: datetime) -> None:
    """One notice per asker, and the answer on the receipt of each resident."""
    asks = list(WishAsk.objects.filter(wish=wish).select_related("need").order_by("pk"))
    said = f"{wish.get_status_display()}. {wish.answer}"
    Need.objects.filter(pk__in=[ask.need_id for ask in asks if ask.need_id]).update(answer=said[:1000])
    Notice.objects.bulk_create(
        [
            Notice(
                cycle=wish.cycle,
                key=f"bank:{wish.pk}:{ask.pk}",
                group_id=ask.group_id,
                need=ask.need,
                title=f"Bank usulan dijawab: {wish.text}"[:160],
                text=said[:1400],
                link=ask.need.get_absolute_url() if ask.need else "",
                created_at=at,
                leaves_at=at,
            )
            for ask in asks
        ],
        batch_size=NOTICE_BATCH,
    )
