"""Named data keys with versions, and the key file of section 10."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import KeyFileError
from .suites import SUITES, Suite

STATES = ("pre-active", "active", "decrypt-only", "pending-destruction", "destroyed")
_OPENING = ("active", "decrypt-only")


@dataclass(frozen=True)
class KeyVersion:
    """One secret of a key, and what it may be used for."""

    version: int
    state: str
    secret: bytes | None = field(repr=False)
    created: int = 0

    @property
    def opens(self) -> bool:
        """Whether its state lets it open."""
        return self.state in _OPENING


@dataclass(frozen=True)
class Key:
    """A named key."""

    id: bytes
    name: str
    suite: Suite
    versions: Mapping[int, KeyVersion]

    @property
    def active(self) -> KeyVersion | None:
        """The version that seals."""
        active = (each for each in self.versions.values() if each.state == "active")
        return next(active, None)


class Keyring:
    """Keys by name."""

    def __init__(self, keys: list[Key]) -> None:
        self._keys = {key.name: key for key in keys}
        _check(len(self._keys) == len(keys), "two keys have one name")

    def get(self, name: str) -> Key | None:
        """The key of a name."""
        return self._keys.get(name)

    @classmethod
    def from_json(cls, document: str) -> Keyring:
        """Reads the text of a key file."""
        try:
            value = json.loads(document)
        except ValueError as error:
            raise KeyFileError("it is no JSON") from error
        return cls.from_document(value)

    @classmethod
    def from_document(cls, document: Any) -> Keyring:
        """Takes a key file's JSON value."""
        try:
            return cls._from_document(document)
        except (KeyError, TypeError, ValueError) as error:
            raise KeyFileError("a member is missing, or of another type") from error

    @classmethod
    def _from_document(cls, document: Any) -> Keyring:
        _check(isinstance(document, dict), "it is no object")
        _check(document.get("format") == "protoseal-keyring", "its format is another")
        _check(document.get("version") == 1, "its version is not 1")
        return cls([_key(each) for each in document["keys"]])


def _key(document: dict) -> Key:
    _check(document["suite"] in SUITES, f"there is no suite {document['suite']}")
    suite = SUITES[document["suite"]]
    _check(document["name"] != "", "a key has no name")
    key_id = _hex(document["id"], 16)
    versions = [_version(each) for each in document["versions"]]
    by_number = {each.version: each for each in versions}
    _check(len(by_number) == len(versions), "two versions have one number")
    active = [each for each in versions if each.state == "active"]
    _check(len(active) <= 1, "two versions are active")
    return Key(key_id, document["name"], suite, by_number)


def _version(document: dict) -> KeyVersion:
    number, state = document["version"], document["state"]
    _check(1 <= number < 1 << 32, "a version is not from 1 up")
    _check(state in STATES, f"there is no state {state}")
    _check((state == "destroyed") == ("key" not in document), "a secret's presence")
    secret = _hex(document["key"], 32) if "key" in document else None
    return KeyVersion(number, state, secret, document["created"])


def _hex(digits: str, size: int) -> bytes:
    _check(len(digits) == 2 * size, f"{2 * size} hex digits were expected")
    return bytes.fromhex(digits)


def _check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise KeyFileError(otherwise)
