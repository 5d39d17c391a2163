"""Descriptor sets of .proto files, by the protoc in `grpcio-tools`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from grpc_tools import protoc

ROOT = Path(__file__).resolve().parents[2]


def descriptor_set(includes: Sequence[str | Path], files: Sequence[str]) -> bytes:
    """The files, named as from an include path, with all that they import."""
    well_known = resources.files("grpc_tools") / "_proto"
    paths = [*includes, ROOT / "proto", well_known]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "set.pb"
        arguments = ["protoc", "--include_imports", f"--descriptor_set_out={out}"]
        arguments += [f"--proto_path={path}" for path in paths]
        if protoc.main([*arguments, *files]) != 0:
            raise SystemExit(f"protoc refuses {', '.join(files)}")
        return out.read_bytes()
