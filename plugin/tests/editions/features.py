"""What Python's protobuf makes of the features in a descriptor set.

    python features.py SET

A line for each field and extension of the files with editions, map entries'
left out, and for each enum, sorted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.descriptor import EnumDescriptor, FieldDescriptor


def flag(name: str, holds: bool) -> str:
    """A word for what holds, and nothing for what does not."""
    return f" {name}" if holds else ""


def of_field(field: FieldDescriptor) -> str:
    """What holds for a field."""
    return "".join((
        field.full_name,
        flag("presence", field.has_presence),
        flag("required", field.is_required),
        flag("packed", field.is_packed),
        flag("delimited", field.type == FieldDescriptor.TYPE_GROUP),
        flag("default", field.has_default_value),
        flag("oneof", field.containing_oneof is not None),
    ))


def of_enum(enum: EnumDescriptor) -> str:
    """What holds for an enum."""
    return enum.full_name + flag("closed", enum.is_closed)


def lines(pool: descriptor_pool.DescriptorPool, name: str) -> Iterator[str]:
    """All lines of a file."""
    file = pool.FindFileByName(name)
    pending = list(file.message_types_by_name.values())
    yield from map(of_field, file.extensions_by_name.values())
    yield from map(of_enum, file.enum_types_by_name.values())
    while pending:
        message = pending.pop()
        if message.GetOptions().map_entry:
            continue
        yield from map(of_field, message.fields)
        yield from map(of_field, message.extensions)
        yield from map(of_enum, message.enum_types)
        pending.extend(message.nested_types)


def main() -> None:
    """Prints the lines of a set."""
    files = descriptor_pb2.FileDescriptorSet.FromString(Path(sys.argv[1]).read_bytes()).file
    pool = descriptor_pool.DescriptorPool()
    for file in files:
        pool.AddSerializedFile(file.SerializeToString())
    with_editions = [file.name for file in files if file.syntax == "editions"]
    print("\n".join(sorted(line for name in with_editions for line in lines(pool, name))))


if __name__ == "__main__":
    main()
