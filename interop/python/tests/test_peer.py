"""What vectors cannot show: limits, key files, and what a sealer refuses."""

from __future__ import annotations

import json
import unittest

from protoseal_peer import Cause, Keyring, Opener, OpenError, Padding, SealError
from protoseal_peer.errors import KeyFileError
from protoseal_peer.padding import pad
from protoseal_peer.suites import SM4_GCM, EpochKeys
from vectors.bench import CONTEXT, KEYRINGS, READER, Writer
from vectors.good import NOTE

NAME = "vectors.v1.Note"


class Peer(unittest.TestCase):
    """One method for each thing."""

    def test_failed_openings_have_a_limit(self) -> None:
        """From then on nothing opens with that version."""
        opener = Opener(READER, Keyring.from_document(KEYRINGS["aes"]), most_failures=2)
        wire = Writer("test/limit").seal("Note", NOTE)
        opener.open(NAME, wire, CONTEXT)
        for _ in range(2):
            self.assertEqual(Cause.TAMPERED, self._refused(opener, wire, CONTEXT[:1]))
        self.assertEqual(Cause.LIMIT_REACHED, self._refused(opener, wire, CONTEXT))

    def test_what_is_sealed_is_not_sealed_again(self) -> None:
        """A wire message is no clear one."""
        writer = Writer("test/again")
        wire = writer.wire("Note", NOTE)
        with self.assertRaises(SealError):
            writer.sealer.seal(wire, CONTEXT)

    def test_a_context_names_each_pair_once(self) -> None:
        """On both sides."""
        writer = Writer("test/context")
        opener = Opener(READER, Keyring.from_document(KEYRINGS["aes"]))
        for context in ([("", "v")], [("n", "1"), ("n", "2")]):
            with self.assertRaises(ValueError):
                writer.seal("Note", NOTE, context)
            with self.assertRaises(ValueError):
                opener.open(NAME, b"", context)

    def test_a_version_that_is_not_active_does_not_seal(self) -> None:
        """Nor does a key that is not there."""
        document = json.loads(json.dumps(KEYRINGS["one"]))
        document["keys"][0]["versions"][0]["state"] = "decrypt-only"
        with self.assertRaises(SealError):
            Writer("test/state", document).seal("Note", NOTE)
        with self.assertRaises(SealError):
            Writer("test/key", "one").seal("Pair", "")

    def test_key_files(self) -> None:
        """What section 10 rules out is refused."""
        self.assertIsNotNone(Keyring.from_json(json.dumps(KEYRINGS["aes"])).get("pii"))
        with self.assertRaises(KeyFileError):
            Keyring.from_json("{")
        wrong = [
            ("format", lambda it: it.update(format="other")),
            ("version", lambda it: it.update(version=2)),
            ("keys", lambda it: it.pop("keys")),
            ("a key", lambda it: it["keys"].append(7)),
            ("digits", lambda it: it["keys"][0].update(id="zz" * 16)),
            ("two names", lambda it: it["keys"].append(it["keys"][0])),
            ("no name", lambda it: it["keys"][0].update(name="")),
            ("suite", lambda it: it["keys"][0].update(suite="DES")),
            ("id", lambda it: it["keys"][0].update(id="00")),
            ("two active", lambda it: it["keys"][0]["versions"][0].update(state="active")),
            ("version 0", lambda it: it["keys"][0]["versions"][0].update(version=0)),
            ("two versions", lambda it: it["keys"][0]["versions"][0].update(version=2)),
            ("state", lambda it: it["keys"][0]["versions"][0].update(state="lost")),
            ("no secret", lambda it: it["keys"][0]["versions"][0].pop("key")),
            ("secret", lambda it: it["keys"][0]["versions"][4].update(key="00" * 32)),
        ]
        for name, change in wrong:
            document = json.loads(json.dumps(KEYRINGS["rotated"]))
            Keyring.from_document(document)
            change(document)
            with self.subTest(name), self.assertRaises(KeyFileError):
                Keyring.from_document(document)

    def test_padme(self) -> None:
        """The lengths of Padmé: at most about 12 % more, few bits significant."""
        lengths = {1: 1, 2: 2, 8: 8, 9: 10, 17: 18, 100: 104, 1000: 1024, 65537: 67584}
        for length, padded in lengths.items():
            self.assertEqual(padded, len(pad(bytes(length - 1), Padding.PADME)), length)

    def test_sm4_gcm_is_that_of_rfc_8998(self) -> None:
        """Its appendix A.1."""
        key = bytes.fromhex("0123456789abcdeffedcba9876543210")
        keys = EpochKeys(SM4_GCM, key, bytes.fromhex("00001234567800000000abcd"), b"")
        plaintext = b"".join(bytes([byte]) * 8 for byte in b"\xaa\xbb\xcc\xdd\xee\xff\xee\xaa")
        aad = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
        sealed = keys.encrypt(bytes(12), plaintext, aad)
        self.assertEqual("17f399f08c67d5ee", sealed[:8].hex())
        self.assertEqual("83de3541e4c2b58177e065a9bf7b62ec", sealed[-16:].hex())
        self.assertEqual(plaintext, keys.decrypt(bytes(12), sealed, aad))

    def _refused(self, opener: Opener, wire: bytes, context: list) -> Cause:
        with self.assertRaises(OpenError) as refused:
            opener.open(NAME, wire, context)
        return refused.exception.cause


if __name__ == "__main__":
    unittest.main()
