"""Opens sealed messages: section 8, check by check."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import MutableSequence

from google.protobuf.message import DecodeError, Message
from google.protobuf.unknown_fields import UnknownFieldSet

from .binding import Context, Instance, Scope, check_context
from .envelope import Envelope
from .errors import Cause, MalformedError, OpenError
from .keyring import Key, Keyring
from .node import Node, TooDeepError
from .padding import unpad
from .schema import Group, Schema
from .suites import EpochKeys, derive
from .traverse import Position, clear_children, scope_at, sealed_children

MOST_FAILURES = 1 << 36
MOST_EPOCHS = 256


class Opener:
    """Opens with the keys of a keyring."""

    def __init__(self, schema: Schema, keyring: Keyring, most_failures: int = MOST_FAILURES) -> None:
        self._schema = schema
        self._keyring = keyring
        self._most_failures = most_failures
        self._failures: dict[tuple[bytes, int], int] = {}
        self._epochs: dict[tuple[bytes, int], OrderedDict[bytes, EpochKeys]] = {}

    def open(self, name: str, wire: bytes, context: Context) -> Message:
        """The clear message of a sealed message's bytes, or OpenError.

        It is of stock protobuf's class, with its sealed fields set. In its
        envelope field are the envelopes of a newer schema's groups alone. What
        the caller serializes from here on travels in the clear.
        """
        data = self.open_bytes(name, wire, context)
        return self._schema.message_class(name).FromString(data)

    def open_bytes(self, name: str, wire: bytes, context: Context) -> bytes:
        """The clear message as protobuf encodes it.

        Stock classes reorder what they do not know of closed enums; this does
        not.
        """
        check_context(context)
        try:
            message = self._schema.views.plain(name).FromString(wire)
            view = self._schema.views.view(name).FromString(wire)
        except DecodeError as error:
            raise OpenError(Cause.NOT_PROTOBUF, "") from error
        try:
            self._open(Node(self._schema, message, view), Position(), context)
        except TooDeepError as error:
            raise OpenError(Cause.TOO_DEEP, error.path) from error
        return message.SerializePartialToString(deterministic=True)

    def _open(self, node: Node, position: Position, context: Context) -> None:
        """Opens a message in place, and what is in it."""
        policy, ancestor = node.policy, position.ancestor
        instance = Instance()
        if not policy.groups and ancestor is not None and not ancestor.has_groups:
            instance = ancestor.instance
        scope = scope_at(node, position, instance)
        fragments: list[Node] = []
        if scope is not None and policy.groups:
            fragments = self._open_groups(scope, ancestor, context)
        for child, below in clear_children(node, scope, position):
            self._open(child, below, context)
        # No sealed field is set here, so that merging is assigning.
        for fragment in fragments:
            node.message.MergeFrom(fragment.message)

    def _open_groups(self, scope: Scope, ancestor: Scope | None, context: Context) -> list[Node]:
        """Opens the envelopes of a message: their fragments, and what is in these."""
        node = scope.node
        _refuse_plaintext(node)
        envelopes = _envelopes(node)
        scope.instance.id = next(iter(envelopes.values())).header.instance
        outer = ancestor.instance if ancestor and not ancestor.has_groups else None
        fragments: list[Node] = []
        for group in sorted(node.policy.groups, key=lambda each: each.tag):
            plaintext = self._decrypt(scope, group, envelopes.pop(group.tag), outer, context)
            fragment = _fragment(node, group, plaintext)
            for child, below in sealed_children(node, fragment, group, scope):
                self._open(child, below, context)
            fragments.append(fragment)
        # What is left is a newer schema's, and carried.
        field = _envelope_field(node)
        carried = [each for each in field if _tag(each) in envelopes]
        del field[:]
        field.extend(carried)
        return fragments

    def _decrypt(
        self,
        scope: Scope,
        group: Group,
        envelope: Envelope,
        outer: Instance | None,
        context: Context,
    ) -> bytes:
        """Steps 4 to 8 and the padding: the fragment."""
        at = scope.node.path
        _compare_declaration(scope, group, envelope)
        key, keys = self._keys(group, envelope, at)
        header = envelope.header
        if not keys.commits(header.commitment):
            raise OpenError(Cause.WRONG_KEY, at)
        counter = key.id, header.key_version
        failures = self._failures.get(counter, 0)
        if failures >= self._most_failures:
            raise OpenError(Cause.LIMIT_REACHED, at, "failed openings")
        if outer is not None:
            outer.id = outer.id or header.instance
            if outer.id != header.instance:
                raise OpenError(Cause.FOREIGN, at, "another instance than its siblings")
        aad = scope.aad(envelope.header_bytes, key.suite, key.id, group, context)
        plaintext = keys.decrypt(header.n, envelope.sealed, aad)
        if plaintext is None:
            self._failures[counter] = failures + 1
            raise OpenError(Cause.TAMPERED, at, "or another context")
        self._remember(counter, header.salt, keys)
        fragment = unpad(plaintext)
        if fragment is None:
            raise OpenError(Cause.MALFORMED, at, "the padding has no marker")
        return fragment

    def _keys(self, group: Group, envelope: Envelope, at: str) -> tuple[Key, EpochKeys]:
        header = envelope.header
        key = self._keyring.get(group.key)
        if key is None:
            raise OpenError(Cause.KEY_UNKNOWN, at, group.key)
        version = key.versions.get(header.key_version)
        if version is None:
            raise OpenError(Cause.VERSION_UNKNOWN, at, f"{header.key_version} of {key.name}")
        if version.state in ("destroyed", "pending-destruction"):
            raise OpenError(Cause.DESTROYED, at, key.name)
        if not version.opens or version.secret is None:
            raise OpenError(Cause.NOT_READY, at, key.name)
        cached = self._epochs.get((key.id, version.version))
        if cached is not None and header.salt in cached:
            return key, cached[header.salt]
        return key, derive(key.suite, version.secret, key.id, version.version, header.salt)

    def _remember(self, version: tuple[bytes, int], salt: bytes, keys: EpochKeys) -> None:
        """Caches the epoch of an authenticated envelope."""
        cached = self._epochs.setdefault(version, OrderedDict())
        cached[salt] = keys
        if len(cached) > MOST_EPOCHS:
            cached.popitem(last=False)


def _refuse_plaintext(node: Node) -> None:
    """Step 1. A view lacks the sealed fields, so they are unknown to it."""
    for unknown in UnknownFieldSet(node.view):
        if unknown.field_number in node.policy.sealed:
            raise OpenError(Cause.PLAINTEXT, node.path, f"field {unknown.field_number}")


def _envelopes(node: Node) -> dict[bytes, Envelope]:
    """Steps 2 and 3: the envelopes of a message by their tags."""
    at, policy = node.path, node.policy
    parsed: list[Envelope] = []
    for data in _envelope_field(node):
        try:
            parsed.append(Envelope.parse(data))
        except MalformedError as error:
            raise OpenError(Cause.MALFORMED, at, str(error)) from error
    by_tag: dict[bytes, Envelope] = {}
    for envelope in parsed:
        tag = envelope.header.declaration.group
        if tag in by_tag:
            raise OpenError(Cause.DUPLICATED, at, tag.hex())
        by_tag[tag] = envelope
    alike = {(each.header.groups, each.header.instance) for each in parsed}
    if len(alike) > 1:
        raise OpenError(Cause.FOREIGN, at)
    expected = parsed[0].header.groups if parsed else frozenset()
    for tag in [*sorted(expected), *(group.tag for group in policy.groups)]:
        if tag not in by_tag:
            raise OpenError(Cause.MISSING, at, tag.hex())
    return by_tag


def _compare_declaration(scope: Scope, group: Group, envelope: Envelope) -> None:
    """Steps 4 and 5."""
    at, policy = scope.node.path, scope.node.policy
    declared = envelope.header.declaration
    bound = {each.declared for each in policy.bound_to(group)}
    children = {field.number for field in policy.counted}
    if bound - set(declared.bound) or children - set(declared.children):
        raise OpenError(Cause.BOUND_LESS, at)
    if set(declared.bound) - bound or set(declared.children) - children:
        raise OpenError(Cause.BOUND_MORE, at)
    stands = scope.place.declared if scope.place else None
    if declared.path != stands:
        raise OpenError(Cause.OUT_OF_PLACE, at, f"sealed at {declared.path}, is at {stands}")


def _fragment(node: Node, group: Group, data: bytes) -> Node:
    """Step 9: the fragment, decoded by itself, as a message of its fields alone."""
    fragment = node.schema.views.fragment(node.message.DESCRIPTOR.full_name, group)
    try:
        message = type(node.message).FromString(data)
        view = fragment.FromString(data)
    except DecodeError as error:
        raise OpenError(Cause.MALFORMED, node.path, "no protobuf") from error
    message.DiscardUnknownFields()
    ours = {field.number for field in group.fields}
    for field, _ in message.ListFields():
        if field.number not in ours:
            message.ClearField(field.name)
    return Node(node.schema, message, view, node.path, node.depth)


def _envelope_field(node: Node) -> MutableSequence[bytes]:
    """The elements of a sealed message's envelope field."""
    field = node.policy.envelope
    return getattr(node.message, field.name) if field else []


def _tag(envelope: bytes) -> bytes:
    return Envelope.parse(envelope).header.declaration.group
