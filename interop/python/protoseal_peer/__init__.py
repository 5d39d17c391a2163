"""Opens and seals Protoseal's envelopes, format version 1, in Python.

Written from docs/format.md alone, on PyPI's `protobuf` and `cryptography`, to
show that the page says enough; section numbers in this package are its. It
shares no code with the Rust crates.

    schema = Schema(descriptor_set)
    keyring = Keyring.from_json(text)
    wire = Sealer(schema, keyring).seal(message, [("tenant", "acme")])
    clear = Opener(schema, keyring).open("acme.v1.User", wire, [("tenant", "acme")])
"""

from .errors import Cause, OpenError, SealError
from .keyring import Key, Keyring, KeyVersion
from .opener import Opener
from .padding import Padding
from .schema import Schema
from .sealer import Sealer

__all__ = [
    "Cause",
    "Key",
    "KeyVersion",
    "Keyring",
    "OpenError",
    "Opener",
    "Padding",
    "Schema",
    "SealError",
    "Sealer",
]
