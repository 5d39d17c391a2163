"""Every vector opens, or is refused, as it says."""

from __future__ import annotations

import json
import unittest

from compiled import ROOT, descriptor_set
from protoseal_peer import Cause, Keyring, Opener, OpenError, Schema

FOLDER = ROOT / "docs" / "vectors"


class Vectors(unittest.TestCase):
    """One subtest for each."""

    def test_all(self) -> None:
        """Reads the files as they are, not as the generator has them in memory."""
        protos = ["vectors/v1/legacy.proto", "vectors/v1/vectors.proto"]
        schema = Schema(descriptor_set([FOLDER / "proto"], protos))
        rings = json.loads((FOLDER / "keyrings.json").read_text(encoding="utf-8"))
        openers = {name: Opener(schema, Keyring.from_document(ring)) for name, ring in rings.items()}
        seen: list[str | None] = []
        for path in sorted(FOLDER.glob("*.json")):
            document = json.loads(path.read_text(encoding="utf-8"))
            for vector in document.get("vectors", []):
                seen.append(vector.get("error"))
                with self.subTest(path.stem, vector=vector["name"]):
                    self._check(schema, openers[vector["keyring"]], vector)
        self.assertGreater(len(seen), 300)
        causes = {cause.value for cause in Cause} - {Cause.LIMIT_REACHED.value}
        self.assertEqual(causes, set(seen) - {None})

    def _check(self, schema: Schema, opener: Opener, vector: dict) -> None:
        name, wire = vector["message"], bytes.fromhex(vector["wire"])
        context = [(pair[0], pair[1]) for pair in vector["context"]]
        if "error" in vector:
            with self.assertRaises(OpenError) as refused:
                opener.open(name, wire, context)
            self.assertEqual(refused.exception.cause.value, vector["error"])
            return
        opened = opener.open(name, wire, context)
        envelope = schema.policy(name).envelope
        if envelope is not None:
            # Those of a newer schema's groups, which are carried on.
            opened.ClearField(envelope.name)
        clear = schema.message_class(name).FromString(bytes.fromhex(vector["clear"]))
        self.assertEqual(opened, clear)


if __name__ == "__main__":
    unittest.main()
