"""Why a message is not opened, in the words of section 8, or not sealed."""

from __future__ import annotations

from enum import Enum


class Cause(Enum):
    """What an opener found, by the page's word for it."""

    NOT_PROTOBUF = "not protobuf"
    TOO_DEEP = "too deep"
    PLAINTEXT = "plaintext"
    MALFORMED = "malformed"
    DUPLICATED = "duplicated"
    FOREIGN = "foreign"
    MISSING = "missing"
    BOUND_LESS = "bound less"
    BOUND_MORE = "bound more"
    OUT_OF_PLACE = "out of place"
    KEY_UNKNOWN = "key unknown"
    VERSION_UNKNOWN = "version unknown"
    NOT_READY = "not ready"
    DESTROYED = "destroyed"
    WRONG_KEY = "wrong key"
    LIMIT_REACHED = "limit reached"
    TAMPERED = "tampered"


class OpenError(Exception):
    """A message was refused; nothing of it was handed out.

    For the log of the one who opens. A remote peer is told nothing but that
    the message was refused.
    """

    def __init__(self, cause: Cause, at: str, detail: str = "") -> None:
        self.cause = cause
        #: The path of field names from the root; it shows no map key.
        self.at = at
        self.detail = detail
        where = f" at {at}" if at else ""
        super().__init__(f"{cause.value}{where}{': ' if detail else ''}{detail}")


class MalformedError(Exception):
    """Bytes of an envelope that are not of its format."""

    def __init__(self, offset: int, what: str) -> None:
        self.offset = offset
        super().__init__(f"{what}, at byte {offset}")


class SealError(Exception):
    """A message was not sealed."""


class SchemaError(Exception):
    """A schema that contradicts itself; a Protoseal build would refuse it."""


class KeyFileError(Exception):
    """A key file that is not as section 10 has it."""
