"""The bytes of an envelope, section 2, and its declaration, section 3."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from .encoding import Reader, u8, u32, varint
from .errors import MalformedError
from .suites import TAG_SIZE

VERSION = 1
MOST_ENTRIES = 1000
MOST_STEPS = 100
_MOST_FIELD = 536_870_911
_PLACE, _INSTANCE = 1, 2


def group_tag(key_name: str) -> bytes:
    """The two bytes that name the group of a key."""
    return hashlib.sha256(b"protoseal/v1/group" + key_name.encode()).digest()[:2]


@dataclass(frozen=True)
class Declaration:
    """What an envelope bound, as numbers and kinds."""

    group: bytes
    others: tuple[bytes, ...]
    context: int
    #: (field number, kind)
    bound: tuple[tuple[int, int], ...]
    children: tuple[int, ...]
    #: (field number, step kind) from the ancestor down; None without flag
    path: tuple[tuple[int, int], ...] | None
    instance: bytes | None

    def encode(self) -> bytes:
        """Its canonical form."""
        flags = _PLACE * (self.path is not None)
        flags |= _INSTANCE * (self.instance is not None)
        out = [u8(flags), self.group, varint(len(self.others)), *self.others]
        out += [varint(self.context), varint(len(self.bound))]
        out += [varint(number * 8 + kind) for number, kind in self.bound]
        out += [varint(len(self.children)), *map(varint, self.children)]
        if self.path is not None:
            out += [varint(len(self.path))]
            out += [varint(number * 4 + kind) for number, kind in self.path]
        out.append(self.instance or b"")
        return b"".join(out)


@dataclass(frozen=True)
class Header:
    """All of an envelope that comes before the ciphertext."""

    key_version: int
    salt: bytes
    n: bytes
    commitment: bytes
    declaration: Declaration

    def encode(self) -> bytes:
        """Its bytes."""
        fixed = u8(VERSION) + u32(self.key_version) + self.salt + self.n
        return fixed + self.commitment + self.declaration.encode()

    @property
    def instance(self) -> bytes:
        """The instance id that the envelope says it has."""
        declared = self.declaration.instance
        return self.n[:8] if declared is None else declared

    @property
    def groups(self) -> frozenset[bytes]:
        """The tags of all groups of its message."""
        return frozenset((self.declaration.group, *self.declaration.others))


@dataclass(frozen=True)
class Envelope:
    """A parsed envelope."""

    header: Header
    #: As it was on the wire, which is its only form.
    header_bytes: bytes
    sealed: bytes

    @classmethod
    def parse(cls, data: bytes) -> Envelope:
        """Parses an envelope, or raises MalformedError."""
        reader = Reader(data)
        if reader.u8("the version") != VERSION:
            raise MalformedError(0, "its format version is not 1")
        key_version = reader.u32("the key version")
        if key_version == 0:
            raise MalformedError(1, "its key version is 0")
        salt = reader.take(16, "the salt")
        n = reader.take(12, "n")
        commitment = reader.take(32, "the commitment")
        declaration = _declaration(reader)
        if reader.left < TAG_SIZE + 1:
            raise MalformedError(reader.offset, "ciphertext and tag are cut short")
        header = Header(key_version, salt, n, commitment, declaration)
        return cls(header, data[: reader.offset], data[reader.offset :])


def _declaration(reader: Reader) -> Declaration:
    start = reader.offset
    flags = reader.u8("the flags")
    if flags & ~(_PLACE | _INSTANCE):
        raise MalformedError(start, "a flag has no meaning")
    group = reader.take(2, "the group")
    others = _ascending(reader, "others", lambda: reader.take(2, "a tag"))
    if group in others:
        raise MalformedError(start, "its own tag is among the others")
    context = reader.varint("the context")
    bound = _ascending(reader, "bound", lambda: _field(reader, 8, range(1, 7)), _number)
    children = _ascending(reader, "children", lambda: _field(reader, 1, range(1))[0])
    path = _path(reader) if flags & _PLACE else None
    instance = reader.take(8, "the instance id") if flags & _INSTANCE else None
    return Declaration(group, others, context, bound, children, path, instance)


def _number(field: tuple[int, int]) -> int:
    return field[0]


def _ascending(reader: Reader, what: str, read: Callable, key: Callable = lambda entry: entry) -> tuple:
    """A counted list, strictly ascending."""
    count = _count(reader, what, MOST_ENTRIES)
    entries: list = []
    for _ in range(count):
        start = reader.offset
        entry = read()
        if entries and key(entries[-1]) >= key(entry):
            raise MalformedError(start, f"{what} do not ascend")
        entries.append(entry)
    return tuple(entries)


def _path(reader: Reader) -> tuple[tuple[int, int], ...]:
    start = reader.offset
    count = _count(reader, "path", MOST_STEPS)
    if count == 0:
        raise MalformedError(start, "the path is empty")
    return tuple(_field(reader, 4, range(3)) for _ in range(count))


def _count(reader: Reader, what: str, most: int) -> int:
    start = reader.offset
    count = reader.varint(what)
    if count > most:
        raise MalformedError(start, f"{what} are too many")
    return count


def _field(reader: Reader, kinds: int, allowed: range) -> tuple[int, int]:
    """A field number and, below it, one of so many kinds."""
    start = reader.offset
    number, kind = divmod(reader.varint("a field"), kinds)
    if not 1 <= number <= _MOST_FIELD:
        raise MalformedError(start, "no field has this number")
    if kind not in allowed:
        raise MalformedError(start, "there is no such kind")
    return number, kind
