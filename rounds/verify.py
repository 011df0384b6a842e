"""`python -m rounds.verify BUNDLE`: computes a published round again from its bundle alone, without a database.

Standard library only. Exit 0 where everything is equal, 1 where something differs (file and line are named), 2 where
the bundle is incomplete or cannot be opened.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .archives import Unreadable, opened
from .engine.bundle.checking import Report, check
from .engine.bundle.documents import document_hash
from .engine.record import compute
from .engine.results import canonical_hash, result_hash

EQUAL, DIFFERENT, INCOMPLETE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Check one bundle and say what was found. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m rounds.verify", description="Menghitung ulang bundel putaran.")
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help="berkas .zip, atau folder hasil ekstraknya")
    path = parser.parse_args(arguments).bundle
    try:
        report = check(opened(path))
    except Unreadable as error:
        _say(f"Tidak lengkap: {path.name} {error}.")
        return INCOMPLETE
    for line in told(report):
        _say(line)
    return exit_code(report)


def exit_code(report: Report) -> int:
    """0, 1 or 2; what is incomplete cannot be judged."""
    if report.incomplete:
        return INCOMPLETE
    return DIFFERENT if report.differences else EQUAL


def told(report: Report) -> list[str]:
    """The report in sentences, the first difference first."""
    lines = [f"Tidak lengkap: {sentence}" for sentence in report.incomplete]
    lines += [f"Berbeda: {difference}" for difference in report.differences]
    if report.record is not None and not lines:
        lines.append(f"Sama: putaran {report.record.code} versi {report.record.version}.")
        lines.append(f"Sidik aturan   {canonical_hash(report.record.rule)}")
        lines.append(f"Sidik hasil    {result_hash(compute(report.record, explain=False))}")
        lines.append(f"Sidik dokumen  {document_hash(report.record)}")
        lines.append("Cocokkan sidik ini dengan berita acara.")
    return lines


def _say(line: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(line.encode(encoding, "replace").decode(encoding) + "\n")


if __name__ == "__main__":
    sys.exit(main())
