"""The schema as an opener has to decode it.

Stock protobuf forgets what sections 1 and 6 ask for: whether a sealed field was
present and empty, and the number of a closed enum's unknown value, which it
moves to the unknown fields. So messages are decoded by derived descriptors.
The *plain* ones have integers for enums. The *views* lack sealed fields
besides, whose presence then shows as unknown fields, and have for each group a
message of its fields alone: that of the fragment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import Message

if TYPE_CHECKING:
    from google.protobuf.descriptor import EnumDescriptor

    from .schema import Group, Schema

_F = descriptor_pb2.FieldDescriptorProto


class Views:
    """The derived classes of a schema."""

    def __init__(self, schema: Schema, files: descriptor_pb2.FileDescriptorSet) -> None:
        self._schema = schema
        self._plain = descriptor_pool.DescriptorPool()
        self._views = descriptor_pool.DescriptorPool()
        for original in files.file:
            file = descriptor_pb2.FileDescriptorProto()
            file.CopyFrom(original)
            file.ClearField("service")
            scope = f"{file.package}.".lstrip(".")
            for message in file.message_type:
                self._enums_to_numbers(message, scope)
            self._plain.Add(file)
            fragments: list[descriptor_pb2.DescriptorProto] = []
            for message in file.message_type:
                self._part(message, scope, fragments)
            file.message_type.extend(fragments)
            self._views.Add(file)

    def plain(self, name: str) -> type[Message]:
        """A message with all its fields."""
        return message_factory.GetMessageClass(self._plain.FindMessageTypeByName(name))

    def view(self, name: str) -> type[Message]:
        """A message without its sealed fields."""
        return message_factory.GetMessageClass(self._views.FindMessageTypeByName(name))

    def fragment(self, name: str, group: Group) -> type[Message]:
        """A group's fields alone; a message in them is without its sealed fields."""
        package = self._schema.descriptor(name).file.package
        fragment = _fragment_name(name, group)
        return self.view(f"{package}.{fragment}" if package else fragment)

    def _enums_to_numbers(self, message: descriptor_pb2.DescriptorProto, scope: str) -> None:
        name = scope + message.name
        for nested in message.nested_type:
            self._enums_to_numbers(nested, f"{name}.")
        by_number = self._schema.descriptor(name).fields_by_number
        for field in message.field:
            if field.type == _F.TYPE_ENUM:
                default = _default(by_number[field.number].enum_type, field.default_value)
                field.type = _F.TYPE_INT32
                field.ClearField("type_name")
                field.ClearField("default_value")
                if default and field.label != _F.LABEL_REPEATED:
                    field.default_value = str(default)

    def _part(
        self,
        message: descriptor_pb2.DescriptorProto,
        scope: str,
        fragments: list[descriptor_pb2.DescriptorProto],
    ) -> None:
        """Takes a message's sealed fields out, into its groups' fragments."""
        name = scope + message.name
        policy = self._schema.policy(name)
        for nested in message.nested_type:
            if not nested.options.map_entry:
                self._part(nested, f"{name}.", fragments)
        fragments.extend(_fragment(message, name, group) for group in policy.groups)
        _keep(message, {field.number for field in policy.clear_fields})


def _fragment_name(message: str, group: Group) -> str:
    return f"Fragment_{message.replace('.', '_')}_{group.tag.hex()}"


def _fragment(
    message: descriptor_pb2.DescriptorProto, name: str, group: Group
) -> descriptor_pb2.DescriptorProto:
    """A top-level message of a group's fields."""
    out = descriptor_pb2.DescriptorProto(name=_fragment_name(name, group))
    out.field.extend(message.field)
    out.oneof_decl.extend(message.oneof_decl)
    _keep(out, {field.number for field in group.fields})
    # A map's entry must be nested in the message that holds the map.
    entries = {f".{name}.{each.name}": each for each in message.nested_type}
    entries = {path: each for path, each in entries.items() if each.options.map_entry}
    for field in out.field:
        if field.type_name in entries:
            out.nested_type.append(entries[field.type_name])
            # Left to be resolved by name, from the innermost scope outwards.
            field.type_name = entries[field.type_name].name
    return out


def _keep(message: descriptor_pb2.DescriptorProto, numbers: set[int]) -> None:
    """Drops all other fields, and the oneofs that become empty."""
    source = descriptor_pb2.DescriptorProto()
    source.CopyFrom(message)
    for name in ("field", "oneof_decl"):
        message.ClearField(name)
    message.field.extend(field for field in source.field if field.number in numbers)
    held = [field for field in message.field if field.HasField("oneof_index")]
    used = sorted({field.oneof_index for field in held})
    message.oneof_decl.extend(source.oneof_decl[index] for index in used)
    for field in held:
        field.oneof_index = used.index(field.oneof_index)


def _default(enum: EnumDescriptor | None, declared: str) -> int:
    """The number of an enum's default value."""
    if enum is None:
        return 0
    if declared:
        return enum.values_by_name[declared].number
    return enum.values[0].number
