"""Reads Protoseal's options, by the extensions' full names, from descriptors."""

from __future__ import annotations

from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import Message

_OPTIONS_FILE = "protoseal/options.proto"


class OptionReader:
    """The options' types, as the schema's own `protoseal/options.proto` has them."""

    def __init__(self, files: descriptor_pb2.FileDescriptorSet) -> None:
        self._pool = pool = descriptor_pool.DescriptorPool()
        by_name = {file.name: file for file in files.file}
        needed = [name for name in by_name if name == "google/protobuf/descriptor.proto"]
        for name in [*needed, _OPTIONS_FILE]:
            if name in by_name:
                pool.Add(by_name[name])
        self._present = _OPTIONS_FILE in by_name

    def _extension(self, options: Message, holder: str, name: str) -> Any:
        if not self._present:
            return None
        message_type = self._pool.FindMessageTypeByName(f"google.protobuf.{holder}")
        extension = self._pool.FindExtensionByName(f"protoseal.{name}")
        parsed = message_factory.GetMessageClass(message_type)()
        # The serialized form holds what the default pool did not know.
        parsed.ParseFromString(options.SerializeToString())
        if not parsed.HasExtension(extension):
            return None
        return parsed.Extensions[extension]

    def file_key(self, file: descriptor_pb2.FileDescriptorProto) -> str:
        """The key of a file's sealed fields that name none; empty if unset."""
        option = self._extension(file.options, "FileOptions", "file")
        return option.key if option else ""

    def message(self, message: descriptor_pb2.DescriptorProto) -> tuple[str, str]:
        """The default key and the stable name of a message; empty if unset."""
        option = self._extension(message.options, "MessageOptions", "message")
        return (option.key, option.stable_name) if option else ("", "")

    def oneof_seal(self, oneof: descriptor_pb2.OneofDescriptorProto) -> str | None:
        """The key that a sealed oneof names, empty if none; None if not sealed."""
        option = self._extension(oneof.options, "OneofOptions", "oneof")
        return option.seal.key if option and option.HasField("seal") else None

    def field(self, field: descriptor_pb2.FieldDescriptorProto) -> FieldOption:
        """All that the options say of a field."""
        option = self._extension(field.options, "FieldOptions", "field")
        sensitive = self._extension(field.options, "FieldOptions", "sensitive")
        if option is None:
            return FieldOption(seal="" if sensitive else None)
        seal = option.seal.key if option.HasField("seal") else None
        if seal is None and sensitive:
            seal = ""
        place = option.DESCRIPTOR.fields_by_name["place"].enum_type
        return FieldOption(
            seal=seal,
            envelope=option.envelope,
            bound=option.bound or bool(option.bound_to),
            bound_to=tuple(option.bound_to),
            place=place.values_by_number[option.place].name,
        )


class FieldOption:
    """What the options say of one field."""

    def __init__(
        self,
        seal: str | None = None,
        envelope: bool = False,
        bound: bool = False,
        bound_to: tuple[str, ...] = (),
        place: str = "PLACE_DEFAULT",
    ) -> None:
        #: The key that it names, empty for the default; None if not sealed.
        self.seal = seal
        self.envelope = envelope
        self.bound = bound
        #: Names of keys; empty means all of the message's groups.
        self.bound_to = bound_to
        self.place = place
