"""What keeps the rule of a counted round from being frozen: F01 to F18 of prioritisation.md 3.2, all at once."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from proposals.models import Stage
from proposals.twins import Alike
from proposals.windows import ALLOWS
from rounds import pool
from rounds.blockers import Blocker
from rounds.engine import ahp
from rounds.engine.faults import faults
from rounds.engine.limits import key_of
from rounds.engine.rule_file import JOINT, rule_from
from rounds.engine.values import BY_OWN_RANK, DIMENSIONS, PROPOSALS, Candidate, Guarantee, Limit, Rule
from rounds.models import Round

from . import words
from .rule import alpha, has_ballots, has_scores, rule_of

RULE, VOTERS, FORUM, DESK = "putaran", "putaran-suara", "forum-satu", "usulan-masuk"
TWINS = "putaran-kembar"
"""The page where a person says whether two usulan that are alike are one."""

RANKS = "urutan"
"""The step of the round's own page that gives ranks to what came without."""

NAMED = 3


def unread(round_: Round) -> list[str]:
    """Texts of the rule that cannot be read, each named: without these nothing else can be said."""
    found = []
    rows: list[tuple[Sequence[Model], tuple[tuple[str, Any], ...]]] = [
        (list(round_.criteria.order_by("place", "code")), (("rubric", words.rubric),)),
        (list(round_.limits.order_by("code")), (("per", words.dimensions), ("only", words.values))),
        (list(round_.guarantees.order_by("place", "code")), (("per", words.dimensions), ("only", words.values))),
        ([round_.terms], (("ahp", words.matrix),)),
    ]
    for some, fields in rows:
        for row in some:
            for name, read in fields:
                try:
                    read(getattr(row, name))
                except ValidationError as fault:
                    found.append(f"{row}: {fault.messages[0]}")
    return found


def freeze_blockers(round_: Round, candidates: Sequence[Candidate], alike: Sequence[Alike] = ()) -> list[Blocker]:
    """All that must be mended before the rule is frozen; empty when it may be. Needs forum, cycle and terms.

    `alike` is what may be one usulan among those that play, and that nobody has decided on.
    """
    if faulty := unread(round_):
        return [Blocker("F03", sentence, RULE) for sentence in faulty]
    if not candidates:
        return [Blocker("F01", "Belum ada usulan untuk putaran ini. Periksa lingkup putaran dan daftar forum.", RULE)]
    data = rule_of(round_)
    rule = rule_from(data)
    playing = [one for one in candidates if not one.unfit]
    return [
        *_of_scores(round_),
        *_of_ballots(round_, len(playing)),
        *_of_limits(rule, playing),
        *_of_candidates(playing, rule),
        *_of_twins(alike),
        *_of_forum(round_),
    ]


def _of_scores(round_: Round) -> Iterator[Blocker]:
    terms, share = round_.terms, alpha(round_)
    if round_.method == Round.Method.BLEND and share in {0, 100}:
        yield Blocker("F02", "Gabungan nilai dan suara memerlukan bobot nilai antara 1 dan 99.", RULE)
    if not has_scores(round_):
        return
    sums: Counter[str] = Counter()
    for one in round_.criteria.order_by("place", "code"):
        sums[one.list_kind] += one.weight
    if not sums:
        yield Blocker("F02", "Belum ada kriteria. Isi 1 sampai 9 kriteria dengan bobot berjumlah 100.", RULE)
    for kind, total in sums.items():
        if total != 100:
            name = f" {kind}" if kind else ""
            yield Blocker("F02", f"Bobot kriteria{name} berjumlah {total}. Jadikan tepat 100.", RULE)
    if terms.ahp.strip():
        for sentence in ahp.faults(words.matrix(terms.ahp)):
            yield Blocker("F04", sentence, RULE)
    assessors = round_.assessors.count()
    if assessors < terms.assessors_needed:
        yield Blocker("F05", f"Penilai baru {assessors}, diperlukan {terms.assessors_needed}. Tambah penilai.", RULE)


def _of_ballots(round_: Round, candidates: int) -> Iterator[Blocker]:
    if not has_ballots(round_):
        return
    terms = round_.terms
    if terms.choices > candidates:
        yield Blocker(
            "F06", f"Surat suara memilih {terms.choices}, calonnya hanya {candidates}. Kurangi pilihan.", RULE
        )
    voters = list(round_.voters.order_by("number"))
    if not voters:
        yield Blocker("F05", "Belum ada pemilik suara. Ambil delegasi yang terpilih, atau tulis mandatnya.", VOTERS)
    for voter in voters:
        if not voter.mandate.strip():
            yield Blocker("F16", f"{voter.name} belum bermandat. Tulis rapat yang memilihnya.", VOTERS)


def _of_limits(rule: Rule, candidates: Sequence[Candidate]) -> Iterator[Blocker]:
    covered = {key_of(one, limit.per, limit.only) for limit in rule.limits if limit.is_ceiling for one in candidates}
    for fund in sorted({one.fund for one in candidates}):
        if (fund,) not in covered:
            yield Blocker("F07", f"Sumber dana {fund} belum berpagu. Tambah batas rupiah tiap sumber_dana.", RULE)
    for guarantee in rule.guarantees:
        for limit in rule.limits:
            same = limit.unit == PROPOSALS and limit.per == guarantee.per and limit.only == guarantee.only
            if same and guarantee.count > min([limit.maximum, *limit.special.values()]):
                names = f"{guarantee.label or guarantee.code} lebih besar daripada batas {limit.label or limit.code}"
                yield Blocker("F08", f"Jaminan {names}. Samakan angkanya.", RULE)
    records: tuple[Limit | Guarantee, ...] = (*rule.limits, *rule.guarantees)
    for record in records:
        for dimension, some in record.only.items():
            known = {getattr(one, DIMENSIONS[dimension]) for one in candidates}
            for value in some:
                if value not in known:
                    said = f"{record.label or record.code}: tidak ada calon dengan {dimension} {value}."
                    yield Blocker("F09", f"{said} Pilih dari: {', '.join(sorted(filter(None, known))[:8])}.", RULE)
    for limit in rule.limits:
        for key in limit.special:
            if key not in {key_of(one, limit.per, limit.only) for one in candidates}:
                yield Blocker("F09", f"{limit.label}: tidak ada calon untuk {JOINT.join(key)}. Periksa ejaannya.", RULE)


def _of_candidates(candidates: Sequence[Candidate], rule: Rule) -> Iterator[Blocker]:
    bare = [one.number for one in candidates if one.cost < 1 or not one.fund or not one.kind or not one.group]
    if bare:
        yield Blocker("F10", f"Biaya, sumber dana, atau jenis belum ada: {named(bare)}. Lengkapi usulannya.", DESK)
    numbers = {one.number for one in candidates}
    for one in candidates:
        if away := [needed for needed in one.requires if needed not in numbers]:
            yield Blocker("F13", f"{one.number} bergantung pada {named(away)} yang tidak ikut putaran ini.", RULE)
    ranked = [guarantee for guarantee in rule.guarantees if guarantee.order == BY_OWN_RANK]
    held: defaultdict[str, list[int | None]] = defaultdict(list)
    for one in candidates:
        if any(key_of(one, guarantee.per, guarantee.only) is not None for guarantee in ranked):
            held[one.group].append(one.own_rank)
    for group, ranks in sorted(held.items()):
        if None in ranks or len(set(ranks)) != len(ranks):
            yield Blocker("F17", f"Urutan {group} kosong atau berulang. Lengkapi urutan kelompoknya.", RANKS)
    if "requirements in a circle" in faults(candidates, Rule(method="MUFAKAT")):
        yield Blocker("F13", "Ada usulan yang saling bergantung melingkar. Lepas salah satu syaratnya.", RULE)


def _of_twins(alike: Sequence[Alike]) -> Iterator[Blocker]:
    if alike:
        first = named([one.number for one in alike[0].members])
        said = f"Usulan mirip di {len(alike)} tempat belum diputuskan, misalnya {first}."
        yield Blocker("F12", f"{said} Baca berdampingan, lalu nyatakan berbeda atau hanya satu yang didanai.", TWINS)


def _of_forum(round_: Round) -> Iterator[Blocker]:
    forum = round_.forum
    missing = pool.missing_kelurahan(forum)
    if missing and len(round_.terms.go_on_reason.strip()) < 10:
        names = ", ".join(region.name for region in missing)
        yield Blocker("F14", f"Belum mengirim: {names}. Tunda, atau tulis alasan melanjutkan.", RULE)
    collects = has_scores(round_) or has_ballots(round_)
    windows = Stage.objects.windows(forum.cycle, ALLOWS[forum.custom.act], forum.region.code)
    window = next(iter(windows.values()), None)
    if collects and (round_.opens_at is None or round_.closes_at is None):
        yield Blocker("F15", "Isi kapan nilai dan suara mulai dan selesai dikumpulkan.", RULE)
    elif (
        round_.opens_at
        and round_.closes_at
        and window
        and not (window.opens_at <= round_.opens_at and round_.closes_at <= window.closes_at)
    ):
        yield Blocker("F15", "Waktu pengumpulan berada di luar jadwal tahap forum ini. Sesuaikan waktunya.", RULE)
    if not forum.chair.strip() or not forum.secretary.strip():
        yield Blocker("F18", "Isi pimpinan rapat dan notulis di data forum.", FORUM)


def named(numbers: Sequence[str]) -> str:
    more = f", dan {len(numbers) - NAMED} lagi" if len(numbers) > NAMED else ""
    return ", ".join(numbers[:NAMED]) + more
