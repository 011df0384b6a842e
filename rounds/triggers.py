"""What the database itself refuses in a counted round, on both engines; the test runner alone lifts it, to flush.

Verbs say it first and in words; these hold for whoever comes past them: a superuser, a bulk update, a slip of ours.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from proposals.guards import ALWAYS, Guard, drop, put

from .models.round import NEXT

COUNTED = "EXISTS (SELECT 1 FROM rounds_terms t WHERE t.round_id = {row}.round_id)"
STATUS = "(SELECT r.status FROM rounds_round r WHERE r.id = {row}.round_id)"
FROZEN = f"{STATUS} <> 'draf'"


def _guards() -> Iterator[Guard]:
    frozen = "aturan putaran sudah beku"
    for table in ("terms", "criterion", "guarantee", "bond", "assessor"):
        for act in ("INSERT", "UPDATE", "DELETE"):
            yield Guard(f"rounds_{table}", act, FROZEN, frozen)
    snapshot = "proposal_id, lane, area, cost, volume, facts, position"
    for act, columns in (("INSERT", ""), ("DELETE", ""), ("UPDATE", snapshot)):
        yield Guard("rounds_candidate", act, f"{COUNTED} AND {FROZEN}", "calon putaran sudah beku", columns)
    for act in ("INSERT", "UPDATE", "DELETE"):
        yield Guard("rounds_limit", act, f"{COUNTED} AND {FROZEN}", frozen)
    for act, columns in (("INSERT", ""), ("DELETE", ""), ("UPDATE", "round_id, number, name, area, mandate")):
        yield Guard("rounds_voter", act, FROZEN, "mandat sudah beku", columns)
    for table in ("score", "recusal", "receipt", "paperentry"):
        yield Guard(f"rounds_{table}", "INSERT", f"{STATUS} <> 'kumpul'", "pengumpulan tidak terbuka")
    yield Guard("rounds_ballot", "INSERT", f"{STATUS} NOT IN ('kumpul', 'kocok')", "pengumpulan tidak terbuka")
    yield Guard("rounds_ballot", "DELETE", f"{STATUS} <> 'kocok'", "surat suara tidak dapat dihapus")
    yield Guard("rounds_ballot", "UPDATE", ALWAYS, "surat suara tidak dapat diubah")
    for table in ("score", "recusal", "receipt", "paperentry", "run", "runresult", "addendum"):
        for act in ("UPDATE", "DELETE"):
            yield Guard(f"rounds_{table}", act, ALWAYS, "catatan putaran tidak dapat diubah")
    for act in ("UPDATE", "DELETE"):
        yield Guard("rounds_move", act, COUNTED, "catatan putaran tidak dapat diubah")
    for act in ("UPDATE", "DELETE"):
        yield Guard("rounds_scan", act, ALWAYS, "pindaian tidak dapat diubah")
    for act in ("UPDATE", "DELETE"):
        yield Guard("rounds_reading", act, ALWAYS, "pembacaan lembar tidak dapat diubah")
    yield Guard("rounds_blank", "DELETE", ALWAYS, "nomor lembar tidak dapat dihapus")
    yield Guard("rounds_blank", "UPDATE", ALWAYS, "nomor lembar tidak dapat diubah", "forum_id, kind, number")
    yield Guard("rounds_blank", "UPDATE", "OLD.state = 'dipakai'", "lembar ini sudah dipakai", "state, proposal_id")
    yield Guard("rounds_lot", "DELETE", ALWAYS, "undian tidak dapat diulang")
    yield Guard(
        "rounds_lot",
        "UPDATE",
        ALWAYS,
        "undian tidak dapat diulang",
        "seed, witnesses, after_closing, drawn_by_id, drawn_at",
    )
    yield from _of_round()


def _of_round() -> Iterator[Guard]:
    steps = " OR ".join(
        f"(OLD.status = '{before}' AND NEW.status IN ({', '.join(repr(str(one)) for one in sorted(after))}))"
        for before, after in NEXT.items()
    )
    counted = "EXISTS (SELECT 1 FROM rounds_terms t WHERE t.round_id = OLD.id)"
    wrong = f"{counted} AND OLD.status <> NEW.status AND NOT ({steps})"
    yield Guard("rounds_round", "UPDATE", wrong, "langkah putaran ini tidak ada", "status")
    thawed = "(NEW.status = 'draf' AND NEW.version > OLD.version)"
    changed = "(OLD.rule <> NEW.rule OR OLD.rule_hash <> NEW.rule_hash)"
    yield Guard("rounds_round", "DELETE", "OLD.rule <> ''", "putaran beku tidak dapat dihapus")
    yield Guard(
        "rounds_round",
        "UPDATE",
        f"OLD.rule <> '' AND {changed} AND NOT {thawed}",
        "aturan putaran sudah beku",
        "rule, rule_hash",
    )


GUARDS = tuple(_guards())


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on their tables; what an early migration finds missing of later ones, it passes over."""
    put(connection, GUARDS)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off; for flushing a test database and nothing else."""
    drop(connection, GUARDS)
