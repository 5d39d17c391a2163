"""JSON of stock protobuf, to compare other JSON with.

    python canonical.py --include DIR --proto FILE...

Requests are lines of JSON, with bytes in hex:

    {"op": "print", "message": NAME, "data": WIRE, "names": BOOL}    {"text": JSON}
    {"op": "parse", "message": NAME, "text": JSON}                   {"data": WIRE} or {"error": TEXT}
    {"op": "compare", "ours": JSON, "theirs": JSON}                  {"difference": TEXT}, "" if there is none

Where NAMES is true, fields have the names of the .proto file. Texts are the same that have the same values,
numbers to the last digit and integers apart from floats.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from typing import Any

from google.protobuf import json_format
from stranger import decoded, encoded, generate

def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are unique, as ProtoJSON wants it."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(f"a name stands twice: {[name for name, _ in pairs]}")
    return found


def no_constant(name: str) -> float:
    """NaN and infinities are strings in ProtoJSON."""
    raise ValueError(f"{name} is no JSON")


def read(text: str) -> Any:
    """Strictly, and integers apart from floats."""
    return json.loads(text, object_pairs_hook=members, parse_constant=no_constant)


def difference(ours: str, theirs: str) -> str:
    """What is not the same; nothing if all is."""
    try:
        first, second = (json.dumps(read(text), indent=0, sort_keys=True) for text in (ours, theirs))
    except ValueError as error:
        return str(error)
    lines = zip(first.splitlines(), second.splitlines(), strict=False)
    differ = next(((a, b) for a, b in lines if a != b), None)
    if differ is None:
        return "" if first == second else "one is longer"
    return f"ours {differ[0]}, theirs {differ[1]}"


def answer(request: dict) -> dict:
    """Does what is asked."""
    operation = request["op"]
    if operation == "compare":
        return {"difference": difference(request["ours"], request["theirs"])}
    name = request["message"]
    if operation == "print":
        message = decoded(name, bytes.fromhex(request["data"]))
        text = json_format.MessageToJson(message, preserving_proto_field_name=request["names"])
        return {"text": text}
    try:
        message = json_format.Parse(request["text"], decoded(name, b""))
    except json_format.ParseError as error:
        return {"error": ascii(error)}
    return {"data": encoded(message).hex()}


def main() -> None:
    """Answers until standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--include", action="append", required=True)
    parser.add_argument("--proto", action="append", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        generate(folder, arguments.include, arguments.proto)
        for line in sys.stdin:
            print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
