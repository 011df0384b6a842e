"""What is known of one usulan, as the check of the kamus takes it; and what its item still asks the proposer.

`load` reads all that for many usulan in a fixed number of queries; the rest is pure. No model of this app is imported
here, so that `Proposal.blockers` may ask.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects

from catalogue.checking import Answer, Facts, Verdict, check
from catalogue.models import KamusItem, KamusRule

from .holes import Keys, Prepared
from .statuses import TAKES_QUOTA, Status

if TYPE_CHECKING:
    from proposals.models import Proposal

Kind, Measure = KamusRule.Kind, KamusRule.Measure
YES, NO = "ya", "tidak"
MIN_OVERRIDE = 10
SQUARE_METRES = "m²"

_MEASURED: dict[str, tuple[str, ...]] = {
    Measure.LENGTH: ("length_m",),
    Measure.WIDTH: ("width_m",),
    Measure.HEIGHT: ("height_m",),
    Measure.AREA: ("length_m", "width_m"),
    Measure.DAMAGE: ("damage_pct",),
    Measure.PARTICIPANTS: ("participants",),
}
_LACKING = {
    "length_m": "Isi panjangnya dalam meter, misalnya 118,5.",
    "width_m": "Isi lebarnya dalam meter, misalnya 2,5.",
    "height_m": "Isi tingginya dalam meter, misalnya 1,2.",
    "damage_pct": "Isi kerusakannya dalam persen, misalnya 60.",
    "participants": "Isi jumlah pesertanya.",
    "youngest": "Isi usia peserta yang termuda.",
    "oldest": "Isi usia peserta yang tertua.",
    "listed": "Isi jumlah nama pada daftar peserta.",
    "variant": "Pilih satu dari pilihan harganya.",
}


@dataclass(frozen=True)
class Taken:
    """How much others have asked for this cycle, by rule of a quota, in the item's unit: in the city, the kecamatan."""

    city: Mapping[str, Decimal] = field(default_factory=dict)
    area: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """The answers to an item's own questions as a usulan keeps them: {"jawaban": {"7": "ya"}, "usia": [17, 45], …}."""

    answers: Mapping[str, str] = field(default_factory=dict)
    youngest: int | None = None
    oldest: int | None = None
    listed: int | None = None

    @classmethod
    def read(cls, kept: Any) -> "Told":
        """Take from stored JSON what has the right shape; leave the rest."""
        kept = kept if isinstance(kept, dict) else {}
        said, ages = kept.get("jawaban"), kept.get("usia")
        answers = {
            key: value
            for key, value in (said.items() if isinstance(said, dict) else ())
            if isinstance(key, str) and key.isascii() and key.isdigit() and len(key) < 19 and value in (YES, NO)
        }
        youngest, oldest = ages if isinstance(ages, list) and len(ages) == 2 else (None, None)
        return cls(answers, _number(youngest), _number(oldest), _number(kept.get("daftar")))

    def kept(self) -> dict[str, Any]:
        """As it is stored; nothing told is an empty dictionary."""
        said: dict[str, Any] = {"jawaban": dict(self.answers)} if self.answers else {}
        if self.youngest is not None or self.oldest is not None:
            said["usia"] = [self.youngest, self.oldest]
        return said if self.listed is None else said | {"daftar": self.listed}


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100_000 else None


def asked(item: KamusItem | None) -> dict[str, bool]:
    """The fields that an item asks for besides its volume, each with whether Kirim insists on it."""
    found: dict[str, bool] = {}
    if item is None:
        return found
    for rule in item.rules.all():
        for name in _MEASURED.get(rule.measure, ()) if rule.kind == Kind.MEASURE else ():
            found[name] = True
        if rule.kind == Kind.SPACING:
            found.setdefault("length_m", False)
        if rule.kind == Kind.AGES:
            found["youngest"] = found["oldest"] = True
        if rule.kind == Kind.PEOPLE:
            found["listed"] = True
    if "damage_pct" in found:
        found["condition"] = False
    if item.unit == SQUARE_METRES and found.keys() & {"length_m", "width_m"}:
        found = {"length_m": False, "width_m": False} | found
    if item.price_period:
        found["periods"] = True
    if item.variants.all():
        found["variant"] = True
    return found


def questions(item: KamusItem | None) -> list[KamusRule]:
    """The rules of an item that are answered by ya or tidak."""
    return [rule for rule in item.rules.all() if rule.kind in {Kind.QUESTION, Kind.REGISTERED}] if item else []


def papers(item: KamusItem | None) -> list[KamusRule]:
    """The rules of an item that ask for a file."""
    return [rule for rule in item.rules.all() if rule.kind == Kind.DOCUMENT] if item else []


def needs_receiver(item: KamusItem | None) -> bool:
    """Say whether an item goes to a lembaga that must be named."""
    return item is not None and (item.needs_receiver or any(rule.kind == Kind.RECEIVER for rule in item.rules.all()))


def needs_land(item: KamusItem | None) -> bool:
    """Say whether an item asks whose land it stands on, whatever its kind."""
    return item is not None and any(rule.kind == Kind.LAND for rule in item.rules.all())


def has_quota(item: KamusItem | None) -> bool:
    """Say whether the city or each kecamatan may ask for so much of an item only."""
    return item is not None and any(rule.kind == Kind.QUOTA for rule in item.rules.all())


def area_of(length: Decimal | None, width: Decimal | None) -> Decimal | None:
    """Length times width in m², to the hundredth; None while one of them is unknown."""
    return None if length is None or width is None else (length * width).quantize(Decimal("0.01"), ROUND_HALF_UP)


def facts_of(proposal: "Proposal") -> Facts:
    """What a stored usulan tells the check. Reads `group`, and `documents` where its item asks for a file."""
    told = Told.read(proposal.answers)
    filed: Iterable[str] = ()
    if proposal.filed_rules is not None:
        filed = proposal.filed_rules.split(",")
    elif proposal.pk and papers(proposal.item):
        filed = (str(document.rule_id) for document in proposal.documents.all())
    taken = proposal.taken or Taken()
    return Facts(
        volume=proposal.volume,
        length=proposal.length_m,
        width=proposal.width_m,
        height=proposal.height_m,
        damage=proposal.damage_pct,
        participants=proposal.participants,
        youngest=told.youngest,
        oldest=told.oldest,
        listed=told.listed,
        land=proposal.land_status,
        receiver=proposal.receiver.strip(),
        group_kind=proposal.group.kind,
        answers=told.answers,
        documents=frozenset(filed),
        taken_city=taken.city,
        taken_area=taken.area,
    )


def answers_of(proposal: "Proposal") -> list[Answer]:
    """Check a stored usulan against its item; [] without an item or rules. Loads what `load` has not loaded."""
    if proposal.item is None:
        return []
    if proposal.taken is None and has_quota(proposal.item):
        load([proposal])
    return check(proposal.item, facts_of(proposal))


def missing(proposal: "Proposal") -> list[str]:
    """What the item asks and nobody has answered, each as a sentence."""
    item, told = proposal.item, Told.read(proposal.answers)
    known = {"youngest": told.youngest, "oldest": told.oldest, "listed": told.listed}
    lacking = [
        _LACKING.get(name, f"Isi lamanya, dalam {item.price_period if item else ''}.")
        for name, is_needed in asked(item).items()
        if is_needed and (known[name] if name in known else getattr(proposal, name)) is None
    ]
    open_questions = [rule for rule in questions(item) if str(rule.pk) not in told.answers]
    return lacking + [f"Jawab ya atau tidak: {rule.question}" for rule in open_questions]


def unfit(proposal: "Proposal") -> list[str]:
    """Why the kamus does not fit, each as a sentence with what helps; [] where a reason to send it anyway is given."""
    if len(proposal.override_reason.strip()) >= MIN_OVERRIDE:
        return []
    return [refusal(answer) for answer in answers_of(proposal) if answer.verdict == Verdict.UNFIT]


def refusal(answer: Answer) -> str:
    """Say what does not fit and what helps."""
    other = f"Ganti ke {answer.other}, atau tulis" if answer.other else "Tulis"
    return f"Tidak sesuai kamus: {answer.text.rstrip('.')}. {other} alasan tetap mengirim paling sedikit 10 huruf."


def load(proposals: Sequence["Proposal"], *, only_check: bool = False) -> None:
    """Read rules, files and running quotas of many usulan of one cycle, in four queries at most.

    With one query more the price variants, which `missing` needs and the check alone does not (`only_check`). Drafts
    earlier in the list count as asked for by those after them, as they would be when all are sent.
    """
    chosen = [proposal for proposal in proposals if proposal.item is not None]
    prefetch_related_objects(
        chosen, Prefetch("item__rules", KamusRule.objects.to_check()), *(() if only_check else ("item__variants",))
    )
    owing = [one for one in proposals if one.pk and (one.needs_evidence or papers(one.item))]
    prefetch_related_objects(owing, "documents")
    limited = [proposal for proposal in chosen if has_quota(proposal.item)]
    for proposal in chosen:
        proposal.taken = Taken()
    if not limited:
        return
    items = {proposal.item_id for proposal in limited if proposal.item_id}
    sums = type(limited[0]).objects.asked_volumes(limited[0].cycle_id, items)
    for proposal in limited:
        proposal.taken = _taken(proposal, sums)
        if proposal.status == Status.DRAFT:
            place = (proposal.item_id or 0, proposal.kecamatan_id)
            sums[place] = sums.get(place, Decimal(0)) + (proposal.volume or 0)


def load_rules(proposals: Sequence["Proposal"]) -> None:
    """Read the rules alone, in one query: enough for a word in a long list, where quotas are not counted."""
    items = [proposal.item for proposal in proposals if proposal.item is not None]
    given: dict[int, list[KamusRule]] = {item.pk: [] for item in items}
    for rule in _RULES.read(keys=list(given)) if given else ():
        given[rule.item_id].append(rule)
    for item in items:
        known = KamusRule.objects.all()
        known._result_cache = given[item.pk]  # as a prefetch leaves it, which would take four times as long
        vars(item).setdefault("_prefetched_objects_cache", {})["rules"] = known
    for proposal in proposals:
        proposal.taken = Taken()


_RULES = Prepared(lambda: KamusRule.objects.to_check().filter(item__in=Keys("keys")))


def _taken(proposal: "Proposal", sums: Mapping[tuple[int, int], Decimal]) -> Taken:
    """Others' share: all that is counted of the item, less what the usulan itself has in it."""
    own = (proposal.current_volume or Decimal(0)) if proposal.status in TAKES_QUOTA else Decimal(0)
    city = _sum(volume for (item, _), volume in sums.items() if item == proposal.item_id) - own
    area = sums.get((proposal.item_id or 0, proposal.kecamatan_id), Decimal(0)) - own
    rules = proposal.item.rules.all() if proposal.item else ()
    keys = [str(rule.pk) for rule in rules if rule.kind == Kind.QUOTA]
    return Taken(dict.fromkeys(keys, city), dict.fromkeys(keys, area))


def _sum(volumes: Iterable[Decimal]) -> Decimal:
    return sum(volumes, Decimal(0))
