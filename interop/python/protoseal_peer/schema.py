"""What a schema says of each message: its groups and what they bind.

Sections 1 and 6. Everything here is known before any message is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from .envelope import group_tag
from .errors import SchemaError
from .options import FieldOption, OptionReader
from .views import Views

_F = FieldDescriptor
_SIGNED = [_F.TYPE_INT32, _F.TYPE_INT64, _F.TYPE_SINT32, _F.TYPE_SINT64]
_SIGNED += [_F.TYPE_SFIXED32, _F.TYPE_SFIXED64]
_UNSIGNED = (_F.TYPE_UINT32, _F.TYPE_UINT64, _F.TYPE_FIXED32, _F.TYPE_FIXED64)
#: The kinds of bound values and of map keys, section 3.
KINDS = {
    _F.TYPE_BOOL: 1,
    **dict.fromkeys(_SIGNED, 2),
    **dict.fromkeys(_UNSIGNED, 3),
    _F.TYPE_STRING: 4,
    _F.TYPE_BYTES: 5,
    _F.TYPE_ENUM: 6,
}


@dataclass(frozen=True)
class Group:
    """The sealed fields of a message under one key."""

    key: str
    tag: bytes
    fields: tuple[FieldDescriptor, ...]


@dataclass(frozen=True)
class Bound:
    """A bound field. `to` names keys; empty stands for all groups."""

    field: FieldDescriptor
    to: tuple[str, ...]

    @property
    def declared(self) -> tuple[int, int]:
        """Number and kind, as a declaration has them."""
        return self.field.number, KINDS[self.field.type]


class Policy:
    """What the options say of one message."""

    def __init__(self, schema: Schema, descriptor: Descriptor) -> None:
        self._schema = schema
        self.descriptor = descriptor
        proto = descriptor_pb2.DescriptorProto()
        descriptor.CopyToProto(proto)
        reader = schema.options
        _, stable_name = reader.message(proto)
        default_key = _default_key(schema, descriptor)
        #: The name that envelopes bind.
        self.name = stable_name or descriptor.full_name
        self._options = {field.number: reader.field(field) for field in proto.field}
        oneofs = [reader.oneof_seal(oneof) for oneof in proto.oneof_decl]

        self.envelope: FieldDescriptor | None = None
        bound: list[Bound] = []
        groups: dict[str, list[FieldDescriptor]] = {}
        for field, raw in zip(descriptor.fields, proto.field, strict=True):
            option = self._options[field.number]
            seal = option.seal
            if seal is None and raw.HasField("oneof_index"):
                seal = oneofs[raw.oneof_index]
            if seal is not None:
                groups.setdefault(seal or default_key, []).append(field)
            if option.envelope:
                self.envelope = field
            if option.bound:
                bound.append(Bound(field, option.bound_to))
        self.groups = tuple(Group(key, group_tag(key), tuple(fields)) for key, fields in groups.items())
        self.bound = tuple(sorted(bound, key=lambda each: each.field.number))
        self.sealed = frozenset(field.number for group in self.groups for field in group.fields)
        self._check()

    def _check(self) -> None:
        tags = {group.tag for group in self.groups}
        if len(tags) != len(self.groups):
            raise SchemaError(f"two groups of {self.name} share a tag")
        if self.groups and self.envelope is None:
            raise SchemaError(f"{self.name} has no envelope field")
        if any(group.key == "" for group in self.groups):
            raise SchemaError(f"a sealed field of {self.name} has no key")

    def option(self, field: FieldDescriptor) -> FieldOption:
        """The options of one of its fields."""
        return self._options[field.number]

    @property
    def clear_fields(self) -> list[FieldDescriptor]:
        """Its fields that are not sealed."""
        return [each for each in self.descriptor.fields if each.number not in self.sealed]

    def bound_to(self, group: Group) -> list[Bound]:
        """The fields that are bound to a group."""
        return [each for each in self.bound if not each.to or group.key in each.to]

    @property
    def bound_to_all(self) -> list[Bound]:
        """The fields that name no group: those of the message's digest."""
        return [each for each in self.bound if not each.to]

    @cached_property
    def is_ancestor(self) -> bool:
        """Whether the message counts as an ancestor, section 6."""
        places = (option.place for option in self._options.values())
        return bool(self.groups or self.bound) or "BOUND" in places

    @cached_property
    def counted(self) -> tuple[FieldDescriptor, ...]:
        """The counted fields, by number; none unless it is an ancestor."""
        if not self.is_ancestor:
            return ()
        fields = (each for each in self.clear_fields if self._leads(each, set()))
        return tuple(sorted(fields, key=lambda each: each.number))

    def _leads(self, field: FieldDescriptor, seen: set[str]) -> bool:
        """Whether a field's type is or contains a message that counts."""
        held = value_type(field)
        if held is None or self.option(field).place == "PORTABLE":
            return False
        policy = self._schema.policy(held.full_name)
        if policy.is_ancestor:
            return True
        if held.full_name in seen:
            return False
        seen.add(held.full_name)
        return any(policy._leads(each, seen) for each in policy.descriptor.fields)


def _default_key(schema: Schema, descriptor: Descriptor) -> str:
    """That of the message, of those around it, or of the file."""
    around: Descriptor | None = descriptor
    while around is not None:
        proto = descriptor_pb2.DescriptorProto()
        around.CopyToProto(proto)
        key, _ = schema.options.message(proto)
        if key:
            return key
        around = around.containing_type
    return schema.file_key(descriptor.file.name)


class Schema:
    """Messages and their policies, from a descriptor set with all imports."""

    def __init__(self, descriptor_set: bytes) -> None:
        files = descriptor_pb2.FileDescriptorSet.FromString(descriptor_set)
        self.options = OptionReader(files)
        self._pool = descriptor_pool.DescriptorPool()
        for file in files.file:
            self._pool.Add(file)
        self._file_keys = {file.name: self.options.file_key(file) for file in files.file}
        self._policies: dict[str, Policy] = {}
        self.views = Views(self, files)

    def file_key(self, file: str) -> str:
        """The default key of a file; empty if it has none."""
        return self._file_keys[file]

    def descriptor(self, name: str) -> Descriptor:
        """A message's descriptor, by its full name."""
        return self._pool.FindMessageTypeByName(name)

    def message_class(self, name: str) -> type[Message]:
        """Stock protobuf's class of a message, by its full name."""
        return message_factory.GetMessageClass(self.descriptor(name))

    def policy(self, name: str) -> Policy:
        """What the options say of a message, by its full name."""
        if name not in self._policies:
            self._policies[name] = Policy(self, self.descriptor(name))
        return self._policies[name]


def is_map(field: FieldDescriptor) -> bool:
    """Whether a field is a map."""
    held = field.message_type
    return held is not None and held.GetOptions().map_entry


def value_type(field: FieldDescriptor) -> Descriptor | None:
    """The message that a field holds: of a map, its values'."""
    held = field.message_type
    if held is not None and held.GetOptions().map_entry:
        return held.fields_by_name["value"].message_type
    return held
