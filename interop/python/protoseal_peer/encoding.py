"""The conventions at the head of the page: integers, varints, strings."""

from __future__ import annotations

from .errors import MalformedError

_MASK_64 = (1 << 64) - 1


def u8(value: int) -> bytes:
    """One byte."""
    return value.to_bytes(1, "big")


def u32(value: int) -> bytes:
    """Four bytes, big-endian."""
    return value.to_bytes(4, "big")


def u64(value: int) -> bytes:
    """Eight bytes, big-endian; of a negative number its two's complement."""
    return (value & _MASK_64).to_bytes(8, "big")


def varint(value: int) -> bytes:
    """Protobuf's base-128 varint, in its shortest form."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def sized(value: bytes) -> bytes:
    """The page's `bytes(x)`: the length as u64, then the bytes."""
    return u64(len(value)) + value


def text(value: str) -> bytes:
    """The page's `str(x)`: the length in bytes as u64, then UTF-8."""
    return sized(value.encode("utf-8"))


class Reader:
    """Reads bytes from the front and knows how far it came."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        #: The offset of what is read next.
        self.offset = 0

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return len(self._data) - self.offset

    def take(self, count: int, what: str) -> bytes:
        """The next `count` bytes."""
        if self.left < count:
            raise MalformedError(len(self._data), f"{what} is cut short")
        taken = self._data[self.offset : self.offset + count]
        self.offset += count
        return taken

    def u8(self, what: str) -> int:
        """The next byte."""
        return self.take(1, what)[0]

    def u32(self, what: str) -> int:
        """The next four bytes as a number."""
        return int.from_bytes(self.take(4, what), "big")

    def varint(self, what: str) -> int:
        """The next varint, which must be in its shortest form and below 2^64."""
        start = self.offset
        value = shift = 0
        while True:
            byte = self.u8(what)
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
            if shift >= 70:
                raise MalformedError(start, f"{what} is longer than a varint")
        if value > _MASK_64:
            raise MalformedError(start, f"{what} is over 64 bits")
        if byte == 0 and shift > 7:
            raise MalformedError(start, f"{what} is not in its shortest form")
        return value
