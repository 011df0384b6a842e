"""The verb that publishes a closed round: its bundle is built, and proves itself before anybody gets it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from rounds.counting.publication import bundle_record, stored_report
from rounds.counting.publish_blockers import publish_blockers
from rounds.engine.bundle import files, zipped
from rounds.engine.bundle.checking import check, digest
from rounds.engine.bundle.documents import RESULTS
from rounds.models import Round, Scan
from rounds.models.round import SETTLED
from rounds.verify import told as sentences

from .stepping import Status, locked, refuse, step, told


@transaction.atomic
def publish(round_: Round, *, by: OfficeHolding | None, at: datetime) -> bytes:
    """Publish a round from TUTUP on and return its bundle. Publishing again returns the same bytes and changes nothing.

    Refused while the signed berita acara of its forum is not here, where what is stored is not what its rows come to,
    or where the bundle does not prove itself.
    """
    round_ = locked(round_, *SETTLED, at=at)
    if round_.status == Status.CLOSED:
        refuse(publish_blockers(round_.forum))
    archive, found = bundle(round_)
    if round_.status == Status.CLOSED:
        step(round_, Status.PUBLISHED)
        scans = list(Scan.objects.signed_minutes(round_.forum).order_by("pk").values_list("digest", flat=True))
        told(
            round_, "diterbitkan", by=by, at=at,
            sidik=digest(found[RESULTS]), bundel=digest(archive), pindaian=scans,
        )  # fmt: skip
    return archive


def bundle(round_: Round) -> tuple[bytes, dict[str, bytes]]:
    """The archive of a counted round and the files in it. ValidationError where it would not verify."""
    report = stored_report(round_)
    if report.incomplete or report.differences:
        raise ValidationError(sentences(report))
    try:
        found = files(bundle_record(round_))
    except ValueError as refused:
        raise ValidationError(f"Bundel tidak dapat dibuat: {refused}") from refused
    report = check(found)
    if report.incomplete or report.differences:
        raise ValidationError(sentences(report))
    return zipped(found), found
