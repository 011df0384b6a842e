"""What another process of Python says, without any package, under another hash seed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]


def elsewhere(code: str) -> Iterator[str]:
    """What this code prints where nothing is installed, once for each of two hash seeds."""
    for seed in ("0", "4711"):
        done = subprocess.run(
            [sys.executable, "-S", "-c", code],  # -S: no site-packages
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        yield done.stdout
