"""Seals messages: sections 2 to 7 from the writer's side."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from google.protobuf.message import Message

from .binding import Context, Instance, Scope, check_context
from .encoding import u32, u64
from .envelope import Declaration, Envelope, Header
from .errors import SealError
from .keyring import Key, Keyring
from .node import Node
from .padding import Padding, pad
from .schema import Group, Schema
from .suites import EpochKeys, derive
from .traverse import Position, clear_children, scope_at, sealed_children

MOST_ENVELOPES = (1 << 32) - 1
MOST_BLOCKS = 1 << 36
MOST_SECONDS = 24 * 60 * 60
MOST_FRAGMENT = (1 << 31) - 1
_MASK_64 = (1 << 64) - 1

Random = Callable[[int], bytes]


class Epoch:
    """One salt of one key version, and its counter."""

    def __init__(self, key: Key, salt: bytes) -> None:
        version = key.active
        if version is None or version.secret is None:
            raise SealError(f"the key {key.name} has no active version")
        self.key = key
        self.version = version.version
        self.salt = salt
        self.keys: EpochKeys = derive(key.suite, version.secret, key.id, version.version, salt)
        self._born = time.monotonic()
        #: The counter's next value.
        self.next = 0
        self._blocks = 0

    @property
    def is_over(self) -> bool:
        """Whether the next seal needs a new epoch."""
        old = time.monotonic() - self._born > MOST_SECONDS
        return old or self.next > MOST_ENVELOPES or self._blocks > MOST_BLOCKS

    def take(self, random: bytes) -> bytes:
        """The `n` of the next envelope."""
        if self.next > MOST_ENVELOPES:
            raise SealError("the epoch's counter is used up")
        n = random + u32(self.next)
        self.next += 1
        return n

    def encrypt(self, n: bytes, plaintext: bytes, aad: bytes) -> bytes:
        """Ciphertext and tag."""
        self._blocks += -(-len(plaintext) // 16) - (-len(aad) // 16)
        return self.keys.encrypt(n, plaintext, aad)


class Sealer:
    """Seals with the active keys of a keyring."""

    def __init__(
        self,
        schema: Schema,
        keyring: Keyring,
        padding: Padding = Padding.BLOCKS,
        random: Random = os.urandom,
    ) -> None:
        self._schema = schema
        self._keyring = keyring
        self._padding = padding
        self._random = random
        self._epochs: dict[str, Epoch] = {}

    def new_epoch(self) -> None:
        """Begins a new epoch for every key."""
        self._epochs.clear()

    def seal(self, message: Message, context: Context, instance: bytes | None = None) -> bytes:
        """Seals a clear message of the schema's classes: its wire form.

        Envelopes in its envelope field are carried on, unopened, if they are
        of groups that the schema lacks. `instance` is the instance id of other
        envelopes that are to stand beside these.
        """
        name, data = message.DESCRIPTOR.full_name, message.SerializePartialToString()
        return self.seal_bytes(name, data, context, instance)

    def seal_bytes(self, name: str, data: bytes, context: Context, instance: bytes | None = None) -> bytes:
        """Seals a clear message that protobuf has encoded."""
        check_context(context)
        wire = self._schema.views.plain(name).FromString(data)
        view = self._schema.views.view(name).FromString(data)
        Sealing(self, context, instance).seal(Node(self._schema, wire, view), Position())
        return wire.SerializePartialToString(deterministic=True)

    def random(self, count: int) -> bytes:
        """Fresh random bytes."""
        return self._random(count)

    def epoch(self, group: Group) -> Epoch:
        """The epoch of a group's key."""
        key = self._keyring.get(group.key)
        if key is None:
            raise SealError(f"the keyring has no key {group.key}")
        epoch = self._epochs.get(group.key)
        if epoch is None or epoch.is_over:
            epoch = self._epochs[group.key] = Epoch(key, self._random(16))
        return epoch

    def plaintext(self, group: Group, fragment: bytes) -> bytes:
        """A group's fragment, padded."""
        if len(fragment) > MOST_FRAGMENT:
            raise SealError("a fragment is over 2^31 - 1 bytes")
        return pad(fragment, self._padding)


class Sealing:
    """One top-level seal."""

    def __init__(self, sealer: Sealer, context: Context, instance: bytes | None = None) -> None:
        self._sealer = sealer
        self._context = context
        self._next = int.from_bytes(sealer.random(8), "big")
        #: The instance id of the first message that stands for itself, if given.
        self._given = instance
        #: The random half of `n` for instance ids that it does not tell.
        self._fresh: dict[bytes, bytes] = {}

    def seal(self, node: Node, position: Position) -> None:
        """Seals a message in place, and what is in it."""
        policy = node.policy
        carried = self._carried(node)
        scope = None
        if policy.is_ancestor:
            scope = scope_at(node, position, self._instance(position, carried))
        sealed: list[bytes] = []
        if scope is not None:
            for group in policy.groups:
                fragment = _take_fragment(node, group)
                for child, below in sealed_children(node, fragment, group, scope):
                    self.seal(child, below)
                data = fragment.message.SerializePartialToString(deterministic=True)
                sealed.append(self.envelope(scope, group, data, carried))
        for child, below in clear_children(node, scope, position):
            self.seal(child, below)
        if policy.envelope is not None:
            getattr(node.message, policy.envelope.name).extend(sealed)

    def _carried(self, node: Node) -> list[Envelope]:
        policy = node.policy
        if policy.envelope is None:
            return []
        carried = [Envelope.parse(each) for each in getattr(node.message, policy.envelope.name)]
        ours = {group.tag for group in policy.groups}
        if any(each.header.declaration.group in ours for each in carried):
            raise SealError(f"{policy.name} is sealed already")
        if len({each.header.instance for each in carried}) > 1:
            raise SealError("carried envelopes have several instance ids")
        return carried

    def _instance(self, position: Position, carried: list[Envelope]) -> Instance:
        """That of the ancestor; of what stands for itself, the next one."""
        given = carried[0].header.instance if carried else None
        if position.ancestor is not None and given is None:
            return Instance(position.ancestor.instance_id())
        fresh = u64(self._next)
        self._next = (self._next + 1) & _MASK_64
        if given is None and position.ancestor is None:
            given, self._given = self._given, None
        if given is None:
            return Instance(fresh)
        self._fresh[given] = fresh
        return Instance(given)

    def envelope(self, scope: Scope, group: Group, fragment: bytes, carried: list[Envelope]) -> bytes:
        """Seals the fragment of a group."""
        policy = scope.node.policy
        tags = {each.tag for each in policy.groups}
        for each in carried:
            tags |= each.header.groups
        declaration = Declaration(
            group=group.tag,
            others=tuple(sorted(tags - {group.tag})),
            context=len(self._context),
            bound=tuple(each.declared for each in policy.bound_to(group)),
            children=tuple(field.number for field in policy.counted),
            path=scope.place.declared if scope.place else None,
            instance=scope.instance_id() if scope.instance_id() in self._fresh else None,
        )
        epoch = self._sealer.epoch(group)
        plaintext = self._sealer.plaintext(group, fragment)
        n = epoch.take(self._fresh.get(scope.instance_id(), scope.instance_id()))
        header = Header(epoch.version, epoch.salt, n, epoch.keys.commitment, declaration)
        encoded = header.encode()
        aad = scope.aad(encoded, epoch.key.suite, epoch.key.id, group, self._context)
        return encoded + epoch.encrypt(n, plaintext, aad)


def _take_fragment(node: Node, group: Group) -> Node:
    """Moves the fields of a group out of a message."""
    fragment = type(node.message)()
    for field in group.fields:
        name = field.name
        if field.is_repeated:
            getattr(fragment, name).MergeFrom(getattr(node.message, name))
        elif field.has_presence:
            if node.message.HasField(name):
                if field.message_type is not None:
                    getattr(fragment, name).CopyFrom(getattr(node.message, name))
                else:
                    setattr(fragment, name, getattr(node.message, name))
        else:
            setattr(fragment, name, getattr(node.message, name))
        node.message.ClearField(name)
    data = fragment.SerializePartialToString()
    view = node.schema.views.fragment(node.message.DESCRIPTOR.full_name, group)
    return Node(node.schema, fragment, view.FromString(data), node.path, node.depth)
