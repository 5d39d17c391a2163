"""What vectors are made with: schemas, keys, random bytes that are none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from google.protobuf import text_format
from google.protobuf.message import Message

from compiled import ROOT, descriptor_set
from protoseal_peer import Cause, Keyring, Opener, OpenError, Padding, Schema, Sealer
from protoseal_peer.schema import Group

FOLDER = ROOT / "docs" / "vectors"
CONTEXT = [("tenant", "acme"), ("table", "vectors")]
PACKAGE = "vectors.v1."


def _schema(include: Path, *files: str) -> Schema:
    return Schema(descriptor_set([include], [f"vectors/v1/{file}" for file in files]))


READER = _schema(FOLDER / "proto", "vectors.proto", "legacy.proto")
NEWER = _schema(FOLDER / "writers", "newer.proto")
OLDER = _schema(FOLDER / "writers", "older.proto")


def stream(name: str) -> Callable[[int], bytes]:
    """Bytes that look random and are always the same for a name."""
    drawn = 0

    def draw(count: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hashlib.shake_256(f"{name}/{drawn}".encode()).digest(count)

    return draw


def key(name: str, suite: str, states: Iterable[str] = ("active",), salt: str = "") -> dict:
    """A key of a key file, its secrets fixed by name, version and salt."""
    versions = []
    for number, state in enumerate(states, 1):
        version = {"version": number, "state": state, "created": 1795564800}
        if state != "destroyed":
            version["key"] = stream(f"key {salt}{name} {number}")(32).hex()
        versions.append(version)
    key_id = stream(f"id {name}")(16).hex()
    return {"id": key_id, "name": name, "suite": suite, "versions": versions}


def ring(*keys: dict) -> dict:
    """A key file."""
    return {"format": "protoseal-keyring", "version": 1, "keys": list(keys)}


_NAMES = ("pii", "other", "legacy")
_STATES = ("decrypt-only", "active", "pre-active", "pending-destruction", "destroyed")
_AES, _SM4 = "AES-256-GCM", "SM4-GCM"

#: The readers' keys, as docs/vectors/keyrings.json has them.
KEYRINGS = {
    "aes": ring(*(key(name, _AES) for name in _NAMES)),
    "sm4": ring(*(key(name, _SM4) for name in _NAMES)),
    "mixed": ring(key("pii", _AES), key("other", _SM4), key("legacy", _SM4)),
    "rotated": ring(key("pii", _AES, _STATES), key("other", _SM4, _STATES)),
    "strangers": ring(*(key(name, _AES, salt="strangers ") for name in _NAMES)),
    "one": ring(key("pii", _AES)),
    "all": ring(*(key(name, _AES) for name in (*_NAMES, "newer"))),
}


class Writer:
    """Seals for one vector."""

    def __init__(
        self,
        name: str,
        keys: str | dict = "all",
        schema: Schema = READER,
        padding: Padding = Padding.BLOCKS,
        sealer: type[Sealer] = Sealer,
    ) -> None:
        document = KEYRINGS[keys] if isinstance(keys, str) else keys
        self.schema = schema
        self.sealer = sealer(schema, Keyring.from_document(document), padding, stream(name))

    def message(self, message: str, text: str) -> Message:
        """A message from its text form."""
        return text_format.Parse(text, self.schema.message_class(PACKAGE + message)())

    def seal(self, message: str, text: str, context: list | None = None) -> bytes:
        """The wire form of a message in text form."""
        pairs = CONTEXT if context is None else context
        return self.sealer.seal(self.message(message, text), pairs)

    def wire(self, message: str, text: str, context: list | None = None) -> Message:
        """The same, decoded, to be changed."""
        return decoded(message, self.seal(message, text, context))


def decoded(message: str, wire: bytes) -> Message:
    """A wire message, to be changed."""
    return READER.message_class(PACKAGE + message).FromString(wire)


def encoded(wire: Message | bytes) -> bytes:
    """The bytes of what may be decoded."""
    if isinstance(wire, bytes):
        return wire
    return wire.SerializePartialToString(deterministic=True)


def plaintext_of(key: str, plaintext: Callable[[bytes], bytes]) -> type[Sealer]:
    """A sealer that has another plaintext for the groups of a key."""

    class Odd(Sealer):
        """Makes of a fragment what no writer should, and seals that."""

        def plaintext(self, group: Group, fragment: bytes) -> bytes:
            """What is asked, for the groups of the key."""
            if group.key == key:
                return plaintext(fragment)
            return super().plaintext(group, fragment)

    return Odd


class Vectors:
    """The vectors of one file. Each is opened as it is added."""

    def __init__(self, subject: str, about: str) -> None:
        self.subject = subject
        self.about = about
        self.vectors: list[dict] = []

    def document(self) -> dict:
        """The file's JSON value."""
        head = {"format": "protoseal-vectors", "version": 1}
        return {**head, "subject": self.subject, "about": self.about, "vectors": self.vectors}

    def good(
        self,
        name: str,
        note: str,
        message: str,
        wire: Message | bytes,
        text: str,
        keyring: str = "aes",
        context: list | None = None,
    ) -> None:
        """A message that opens to what the text says."""
        clear = text_format.Parse(text, READER.message_class(PACKAGE + message)())
        self.good_bytes(name, note, message, wire, encoded(clear), keyring, context)

    def good_bytes(
        self,
        name: str,
        note: str,
        message: str,
        wire: Message | bytes,
        clear: bytes,
        keyring: str = "aes",
        context: list | None = None,
    ) -> None:
        """A message that opens to what these bytes decode to."""
        pairs = CONTEXT if context is None else context
        opened = _open(message, encoded(wire), keyring, pairs)
        if opened != decoded(message, clear):
            raise AssertionError(f"{self.subject}/{name} opens to {opened}")
        self._add(name, note, message, keyring, pairs, wire, {"clear": clear.hex()})

    def bad(
        self,
        name: str,
        note: str,
        message: str,
        wire: Message | bytes,
        cause: Cause,
        keyring: str = "aes",
        context: list | None = None,
    ) -> None:
        """A message that is refused, and why."""
        pairs = CONTEXT if context is None else context
        try:
            _open(message, encoded(wire), keyring, pairs)
        except OpenError as error:
            if error.cause is not cause:
                raise AssertionError(f"{self.subject}/{name}: {error}") from error
        else:
            raise AssertionError(f"{self.subject}/{name} opens")
        self._add(name, note, message, keyring, pairs, wire, {"error": cause.value})

    def _add(
        self,
        name: str,
        note: str,
        message: str,
        keyring: str,
        context: list,
        wire: Message | bytes,
        outcome: dict,
    ) -> None:
        if any(each["name"] == name for each in self.vectors):
            raise AssertionError(f"{self.subject}/{name} is there twice")
        vector = {"name": name, "note": note, "message": PACKAGE + message}
        vector |= {"keyring": keyring, "context": [list(pair) for pair in context]}
        self.vectors.append({**vector, "wire": encoded(wire).hex(), **outcome})


def _open(message: str, wire: bytes, keyring: str, context: list) -> Message:
    opener = Opener(READER, Keyring.from_document(KEYRINGS[keyring]))
    opened = opener.open(PACKAGE + message, wire, context)
    _drop_envelopes(opened)
    return opened


def _drop_envelopes(message: Message) -> None:
    """Removes the envelopes of a newer schema's groups, which were carried on."""
    envelope = READER.policy(message.DESCRIPTOR.full_name).envelope
    if envelope is not None:
        message.ClearField(envelope.name)
