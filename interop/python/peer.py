"""A peer with keys: opens and seals for another process, a line of JSON each.

    python peer.py --include DIR --proto FILE...

Requests, with bytes in hex, and what answers them:

    {"op": "keys", "document": KEY FILE}                                   {}
    {"op": "seal", "message": NAME, "data": PLAIN, "context": [[N, V]]}    {"data": WIRE}
    {"op": "open", "message": NAME, "data": WIRE, "context": [[N, V]]}     {"data": PLAIN}

PLAIN is the message as protobuf encodes it with all fields in the clear. What
is refused is answered with {"error": CAUSE, "at": PATH}.
"""

from __future__ import annotations

import argparse
import json
import sys

from compiled import descriptor_set
from protoseal_peer import Keyring, Opener, OpenError, Padding, Schema, Sealer


class Peer:
    """What the process keeps between requests."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._opener = Opener(schema, Keyring([]))
        self._sealers: list[Sealer] = []
        self._sealed = 0

    def answer(self, request: dict) -> dict:
        """Does what is asked."""
        if request["op"] == "keys":
            keyring = Keyring.from_document(request["document"])
            self._opener = Opener(self._schema, keyring)
            self._sealers = [Sealer(self._schema, keyring, mode) for mode in Padding]
            return {}
        name, data = request["message"], bytes.fromhex(request["data"])
        context = [(pair[0], pair[1]) for pair in request["context"]]
        if request["op"] == "seal":
            self._sealed += 1
            sealer = self._sealers[self._sealed % len(self._sealers)]
            return {"data": sealer.seal_bytes(name, data, context).hex()}
        try:
            return {"data": self._opener.open_bytes(name, data, context).hex()}
        except OpenError as error:
            return {"error": error.cause.value, "at": error.at}


def main() -> None:
    """Answers until standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--include", action="append", required=True)
    parser.add_argument("--proto", action="append", required=True)
    arguments = parser.parse_args()
    schema = Schema(descriptor_set(arguments.include, arguments.proto))
    peer = Peer(schema)
    for line in sys.stdin:
        print(json.dumps(peer.answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
