"""A peer without keys: stock protobuf and the .proto files, nothing of Protoseal's.

    python stranger.py --include DIR --proto FILE...

Its classes are protoc's own. Requests are lines of JSON, with bytes in hex:

    {"op": "relay", "message": NAME, "data": WIRE}       decodes, logs, encodes again
    {"op": "json", "message": NAME, "data": WIRE}        the same by way of JSON, which is the log
    {"op": "any", "message": NAME, "data": ANY}          unpacks, logs, packs again
    {"op": "rows", "message": NAME, "field": F, "rows": [WIRE...]}
                                                         puts rows into a list, or a map by "0", "1"...

Each is answered with {"data": WIRE, "log": TEXT}.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from importlib import resources
from pathlib import Path

from google.protobuf import any_pb2, descriptor_pool, json_format, message_factory
from google.protobuf.message import Message
from grpc_tools import protoc

OPTIONS = Path(__file__).resolve().parents[2] / "proto"


def generate(folder: str, includes: list[str], files: list[str]) -> None:
    """Generates protoc's Python for the files, and for the options they import."""
    well_known = resources.files("grpc_tools") / "_proto"
    paths = [f"--proto_path={path}" for path in (*includes, OPTIONS, well_known)]
    arguments = [f"--python_out={folder}", *files, "protoseal/options.proto"]
    if protoc.main(["protoc", *paths, *arguments]) != 0:
        raise SystemExit("protoc refuses the files")
    # In place of this file's folder, in which packages of other names lie.
    sys.path[0] = folder
    for file in files:
        importlib.import_module(file.removesuffix(".proto").replace("/", ".") + "_pb2")


def decoded(name: str, data: bytes) -> Message:
    """A message of a stock class."""
    descriptor = descriptor_pool.Default().FindMessageTypeByName(name)
    return message_factory.GetMessageClass(descriptor).FromString(data)


def encoded(message: Message) -> bytes:
    """A message's bytes, also where proto2's required fields are unset."""
    return message.SerializePartialToString()


def answer(request: dict) -> tuple[bytes, str]:
    """Does what is asked: what goes on, and what went into the log."""
    operation, name = request["op"], request["message"]
    if operation == "rows":
        holder = decoded(name, b"")
        field = holder.DESCRIPTOR.fields_by_name[request["field"]]
        rows = [bytes.fromhex(row) for row in request["rows"]]
        for index, row in enumerate(rows):
            held = getattr(holder, field.name)
            if field.message_type.GetOptions().map_entry:
                held[str(index)].ParseFromString(row)
            else:
                held.append(decoded(field.message_type.full_name, row))
        return encoded(holder), str(holder)
    data = bytes.fromhex(request["data"])
    if operation == "any":
        packed = any_pb2.Any.FromString(data)
        message = decoded(name, b"")
        if not packed.Unpack(message):
            raise SystemExit(f"the Any holds {packed.type_url}")
        again = any_pb2.Any(type_url=packed.type_url, value=encoded(message))
        return encoded(again), f"{packed}{message}"
    message = decoded(name, data)
    if operation == "json":
        text = json_format.MessageToJson(message)
        return encoded(json_format.Parse(text, decoded(name, b""))), text
    for _ in range(3):
        message = decoded(name, encoded(message))
    return encoded(message), str(message)


def main() -> None:
    """Answers until standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--include", action="append", required=True)
    parser.add_argument("--proto", action="append", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        generate(folder, arguments.include, arguments.proto)
        for line in sys.stdin:
            data, log = answer(json.loads(line))
            print(json.dumps({"data": data.hex(), "log": log}), flush=True)


if __name__ == "__main__":
    main()
