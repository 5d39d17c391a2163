"""What an envelope authenticates beside itself: sections 6 and 7."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .encoding import sized, text, u8, u64, varint
from .node import Node, Step, value_bytes
from .schema import Bound, Group
from .suites import Suite

Context = Sequence[tuple[str, str]]


def check_context(context: Context) -> None:
    """Refuses a context that names a pair twice, or not at all."""
    names = [name for name, _ in context]
    if "" in names or len(set(names)) != len(names):
        raise ValueError("a context's names are not empty and stand once each")


@dataclass
class Instance:
    """An instance id, which ancestors without groups share with what is below.

    While opening, nobody knows it until the first envelope comes.
    """

    id: bytes | None = None


@dataclass(frozen=True)
class Place:
    """Where a message stands below its nearest ancestor."""

    ancestor: Scope
    steps: tuple[Step, ...]

    def encode(self) -> bytes:
        """As digests and additional data have it."""
        steps = b"".join(step.encode() for step in self.steps)
        return u8(1) + varint(len(self.steps)) + steps + self.ancestor.digest

    @property
    def declared(self) -> tuple[tuple[int, int], ...]:
        """The path of a declaration."""
        return tuple(step.declared for step in self.steps)


@dataclass(frozen=True)
class Scope:
    """A message that counts as an ancestor, and what it binds."""

    node: Node
    #: None: it stands for itself.
    place: Place | None
    instance: Instance

    @property
    def has_groups(self) -> bool:
        """Whether it has envelopes of its own."""
        return bool(self.node.policy.groups)

    def place_bytes(self) -> bytes:
        """The page's `place`."""
        return u8(0) if self.place is None else self.place.encode()

    def instance_id(self) -> bytes:
        """The instance id, which must be known by now."""
        if self.instance.id is None:
            raise AssertionError("an envelope has set it")
        return self.instance.id

    def binding(self, bound: Iterable[Bound]) -> bytes:
        """Bound values, then counts."""
        values = b"".join(_bound_value(self.node, each) for each in bound)
        counted = self.node.policy.counted
        counts = (count([each for _, _, each in self.node.children_in([field])]) for field in counted)
        return values + b"".join(map(u64, counts))

    @cached_property
    def digest(self) -> bytes:
        """What ties messages below to it; computed once, for all of them."""
        policy = self.node.policy
        bound = policy.bound_to_all
        counted = [field.number for field in policy.counted]
        parts = [b"protoseal/v1/ancestor", text(policy.name), varint(len(bound))]
        parts += [varint(number * 8 + kind) for number, kind in (b.declared for b in bound)]
        parts += [varint(len(counted)), *map(varint, counted)]
        parts += [self.binding(bound), self.instance_id(), self.place_bytes()]
        return hashlib.sha256(b"".join(parts)).digest()

    def aad(self, header: bytes, suite: Suite, key_id: bytes, group: Group, context: Context) -> bytes:
        """The additional data of the envelope of one of its groups."""
        policy = self.node.policy
        parts = [b"protoseal/v1/aad", sized(header), u8(suite.number), key_id]
        parts += [text(group.key), text(policy.name), u64(len(context))]
        parts += [text(name) + text(value) for name, value in context]
        parts += [self.binding(policy.bound_to(group))]
        parts += [self.instance_id(), self.place_bytes()]
        return b"".join(parts)


def count(messages: list[Node]) -> int:
    """How many messages that count are among these and below.

    What has groups counts what is below it, and a PORTABLE field is not
    looked into.
    """
    total = 0
    for node in messages:
        policy = node.policy
        total += policy.is_ancestor
        if not policy.groups:
            fields = [field for field in policy.clear_fields if policy.option(field).place != "PORTABLE"]
            total += count([each for _, _, each in node.children_in(fields)])
    return total


def _bound_value(node: Node, bound: Bound) -> bytes:
    field, view = bound.field, node.view
    value = getattr(view, field.name)
    # A required field is no better known to be there than one without label.
    tracks = field.has_presence and not field.is_required
    if not (view.HasField(field.name) if tracks else value):
        return u8(0)
    return u8(1) + sized(value_bytes(field, value))
