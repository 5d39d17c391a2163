"""Downloads an archive, checks that it is what is pinned, and unpacks a folder of it."""

import hashlib
import io
import pathlib
import sys
import tarfile
import urllib.request
import zipfile


def members(data: bytes):
    """Name and content of each file."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if not name.endswith("/"):
                    yield name, archive.read(name)
        return
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            if member.isfile():
                yield member.name, archive.extractfile(member).read()


def main(url: str, sha256: str, prefix: str, target: str) -> None:
    with urllib.request.urlopen(url) as response:
        data = response.read()
    if hashlib.sha256(data).hexdigest() != sha256:
        sys.exit(f"{url} is something else than what is pinned")
    root = pathlib.Path(target).resolve()
    for name, content in members(data):
        if not (name.startswith(prefix) and name.endswith(".proto")):
            continue
        path = (root / name[len(prefix) :]).resolve()
        if not path.is_relative_to(root):
            sys.exit(f"{name} would be written outside of {root}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main(*sys.argv[1:])
