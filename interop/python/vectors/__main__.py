"""Writes the files of docs/vectors, or says whether they are up to date.

python -m vectors [--check]        from the folder interop/python
"""

from __future__ import annotations

import argparse
import json
import sys

from . import binds, children, forged, good, malformed, resealed
from .bench import FOLDER, KEYRINGS


def _files() -> dict[str, str]:
    """What each file holds."""
    documents: dict[str, object] = {"keyrings": KEYRINGS}
    for module in (good, binds, children, resealed, malformed, forged):
        documents |= {each.subject: each.document() for each in module.all_files()}
    return {
        f"{name}.json": json.dumps(document, indent=1, ensure_ascii=False) + "\n"
        for name, document in documents.items()
    }


def main() -> int:
    """Writes, or checks."""
    parser = argparse.ArgumentParser(prog="vectors")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    files = _files()
    there = {path.name for path in FOLDER.glob("*.json")}
    stale = sorted(there - files.keys())
    for name, text in files.items():
        path = FOLDER / name
        if name in there and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    if not check:
        for name in there - files.keys():
            (FOLDER / name).unlink()
        return 0
    if stale:
        print(f"docs/vectors is out of date: {', '.join(stale)}; run `cargo xtask vectors`", file=sys.stderr)
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
