"""The child process that sets papers by typst: reads jobs from its input, writes the files to its output.

It knows nothing of Django, has an empty root, no packages, no fonts but those of the wheel, and bounds its own memory.
Input: one JSON object `{"source": …, "root": …, "jobs": [{"data": …, "format": "pdf", "timestamp": …}]}`.
Output: for each file its length in eight bytes, then the file. Run by `pdf.py` as `python -I compiler.py`.
"""

import json
import resource
import sys

GIGABYTE = 1 << 30


def main() -> None:
    """Set every job with one compiler, so that fonts are read once."""
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))
    import typst  # noqa: PLC0415 - after the bound

    asked = json.load(sys.stdin)
    source = asked["source"].encode()
    compiler = typst.Compiler(source, root=asked["root"], font_paths=typst.Fonts(include_system_fonts=False))
    for job in asked["jobs"]:
        made = compiler.compile(
            source,
            format=job["format"],
            ppi=job.get("ppi"),
            sys_inputs={"data": job["data"]},
            pdf_standards=["ua-1"] if job["format"] == "pdf" else [],
            timestamp=job["timestamp"],
        )
        for file in made if isinstance(made, list) else [made or b""]:
            sys.stdout.buffer.write(len(file).to_bytes(8, "big") + file)


main()
