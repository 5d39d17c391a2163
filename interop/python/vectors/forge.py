"""Envelopes changed by hand, as someone between sealer and opener would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from google.protobuf.message import Message

from protoseal_peer.encoding import varint
from protoseal_peer.envelope import Declaration, Envelope, Header

#: Where the parts of an envelope begin, section 2.
KEY_VERSION, SALT, N, COUNTER, COMMITMENT, DECLARATION = 1, 5, 21, 29, 33, 65


def edit(data: bytes, at: int, new: bytes) -> bytes:
    """Overwrites bytes."""
    at %= len(data)
    return data[:at] + new + data[at + len(new) :]


def flip(data: bytes, at: int, bit: int = 0) -> bytes:
    """Flips one bit of a byte, which is counted from the end if negative."""
    at %= len(data)
    return edit(data, at, bytes([data[at] ^ 1 << bit]))


def declare(data: bytes, **changes: object) -> bytes:
    """The same envelope with another declaration, which is not authentic then."""
    envelope = Envelope.parse(data)
    declaration = replace(envelope.header.declaration, **changes)
    header = replace(envelope.header, declaration=declaration)
    return header.encode() + envelope.sealed


def declare_bytes(data: bytes, declaration: bytes) -> bytes:
    """The same with the bytes of a declaration, whatever they are."""
    return data[:DECLARATION] + declaration + Envelope.parse(data).sealed


def header_of(data: bytes) -> Header:
    """An envelope's header."""
    return Envelope.parse(data).header


def declaration_of(data: bytes) -> Declaration:
    """An envelope's declaration."""
    return header_of(data).declaration


def change(wire: Message, edit_envelope: Callable[[bytes], bytes], index: int = 0) -> Message:
    """A copy of a message with one of its envelopes changed."""
    copy = type(wire)()
    copy.CopyFrom(wire)
    copy.sealed[index] = edit_envelope(copy.sealed[index])
    return copy


def changed(wire: Message, edit_message: Callable[[Message], object]) -> Message:
    """A changed copy of a message."""
    copy = type(wire)()
    copy.CopyFrom(wire)
    edit_message(copy)
    return copy


def field(number: int, wire_type: int, value: bytes) -> bytes:
    """A field of protobuf's, its value already encoded."""
    return varint(number << 3 | wire_type) + value


def delimited(number: int, value: bytes) -> bytes:
    """A field of bytes."""
    return field(number, 2, varint(len(value)) + value)
