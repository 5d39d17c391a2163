"""Padding, section 5."""

from __future__ import annotations

from enum import Enum


class Padding(Enum):
    """How many zero bytes a sealer appends."""

    BLOCKS = "blocks"
    NONE = "none"
    PADME = "padme"


_BLOCK = 32


def pad(fragment: bytes, mode: Padding) -> bytes:
    """The plaintext of a fragment."""
    marked = fragment + b"\x80"
    return marked.ljust(_length(len(marked), mode), b"\x00")


def unpad(plaintext: bytes) -> bytes | None:
    """The fragment, or None if there is no marker."""
    marked = plaintext.rstrip(b"\x00")
    return marked[:-1] if marked.endswith(b"\x80") else None


def _length(length: int, mode: Padding) -> int:
    if mode is Padding.NONE:
        return length
    if mode is Padding.BLOCKS:
        return -(-length // _BLOCK) * _BLOCK
    return _padme(length)


def _padme(length: int) -> int:
    """The next length whose binary form has few significant bits."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    significant = exponent.bit_length()
    mask = (1 << (exponent - significant)) - 1
    return (length + mask) & ~mask
