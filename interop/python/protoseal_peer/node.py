"""Walks a message and its view side by side, section 6's steps in hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from .encoding import sized, u8, u64, varint
from .schema import KINDS, Policy, Schema, is_map, value_type

#: How deep messages may stand; the root is at 0. Section 9.
MOST_DEPTH = 100
#: Keys of maps, in bytes, that places hold as they are; of longer ones the hash.
LONGEST_KEY = 64


class TooDeepError(Exception):
    """A message, or the entry of a map, stands deeper than it may."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


@dataclass(frozen=True)
class Step:
    """One step of a place."""

    number: int
    #: 0 the only value, 1 of a repeated field, 2 of a map.
    kind: int
    #: Index or map key, encoded.
    position: bytes = b""

    @property
    def declared(self) -> tuple[int, int]:
        """As a declaration has it: without index or key."""
        return self.number, self.kind

    def encode(self) -> bytes:
        """As the additional data has it."""
        return varint(self.number * 4 + self.kind) + self.position


@dataclass(frozen=True)
class Node:
    """One message: the plain one, which is changed, and its view, which is read."""

    schema: Schema
    message: Message
    view: Message
    path: str = ""
    depth: int = 0

    @property
    def policy(self) -> Policy:
        """What the schema says of it."""
        return self.schema.policy(self.message.DESCRIPTOR.full_name)

    def clear_children(self) -> Iterator[tuple[FieldDescriptor, Step, Node]]:
        """The messages in its clear fields."""
        return self.children_in(self.policy.clear_fields)

    def children_in(
        self, fields: list[FieldDescriptor] | tuple[FieldDescriptor, ...]
    ) -> Iterator[tuple[FieldDescriptor, Step, Node]]:
        """The messages in some of its fields."""
        for field in fields:
            for step, message, view in self._values(field):
                path = f"{self.path}.{field.name}".lstrip(".")
                if step.kind == 1:
                    path += f"[{int.from_bytes(step.position, 'big')}]"
                depth = self.depth + (2 if step.kind == 2 else 1)
                if depth > MOST_DEPTH:
                    raise TooDeepError(path)
                yield field, step, Node(self.schema, message, view, path, depth)

    def _values(self, field: FieldDescriptor) -> Iterator[tuple[Step, Message, Message]]:
        if field.message_type is None:
            return
        number, name = field.number, field.name
        if not is_map(field):
            if field.is_repeated:
                both = zip(getattr(self.message, name), getattr(self.view, name), strict=True)
                for index, (message, view) in enumerate(both):
                    yield Step(number, 1, u64(index)), message, view
            elif self.view.HasField(name):
                yield Step(number, 0), getattr(self.message, name), getattr(self.view, name)
            return
        entries = getattr(self.message, name)
        if entries and self.depth + 1 > MOST_DEPTH:
            raise TooDeepError(f"{self.path}.{name}".lstrip("."))
        if value_type(field) is None:
            return
        key_field = field.message_type.fields_by_name["key"]
        for key, view in sorted(getattr(self.view, name).items()):
            yield Step(number, 2, _map_key(key_field, key)), entries[key], view


def _map_key(field: FieldDescriptor, key: object) -> bytes:
    value = value_bytes(field, key)
    if KINDS[field.type] == 4 and len(value) > LONGEST_KEY:
        return u8(5) + sized(hashlib.sha256(value).digest())
    return u8(KINDS[field.type]) + sized(value)


def value_bytes(field: FieldDescriptor, value: Any) -> bytes:
    """The `v` of a bound value or of a map's key."""
    kind = KINDS[field.type]
    if kind == 1:
        return u8(bool(value))
    if kind in (2, 3, 6):
        return u64(int(value))
    return value.encode("utf-8") if isinstance(value, str) else bytes(value)
