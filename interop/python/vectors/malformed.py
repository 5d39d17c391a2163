"""Envelopes that are not of the format, byte by byte of sections 2, 3 and 5."""

from __future__ import annotations

from collections.abc import Callable

from protoseal_peer import Cause
from protoseal_peer.encoding import u32, varint
from protoseal_peer.envelope import Envelope, group_tag

from .bench import Vectors, Writer, plaintext_of
from .forge import DECLARATION, KEY_VERSION, change, declare_bytes, edit
from .good import NOTE

_TAG = group_tag("pii")
_COUNT_1000, _COUNT_1001 = varint(1000), varint(1001)
_OVER_64_BITS = b"\xff" * 9 + b"\x02"
_TEN_MORE = b"\x80" * 10 + b"\x01"
_LAST_FIELD, _NO_FIELD = 536_870_911, 536_870_912


def all_files() -> list[Vectors]:
    """The files of this module."""
    return [_parsing(), _plaintexts()]


def _declaration(
    flags: bytes = b"\x00",
    group: bytes = _TAG,
    others: bytes = b"\x00",
    context: bytes = b"\x02",
    bound: bytes = b"\x01\x0c",
    children: bytes = b"\x00",
    rest: bytes = b"",
) -> bytes:
    """A declaration, part by part; as it stands, a Note's."""
    return flags + group + others + context + bound + children + rest


#: Declarations that do not parse, and why.
_DECLARATIONS: dict[str, tuple[str, bytes]] = {
    "flag_without_meaning": ("Bit 2.", _declaration(b"\x04")),
    "highest_flag": ("Bit 7.", _declaration(b"\x80")),
    "others_own_tag": ("", _declaration(others=b"\x01" + _TAG)),
    "others_own_tag_among_more": ("", _declaration(others=b"\x02" + b"\x00\x00" + _TAG)),
    "others_descend": ("", _declaration(others=b"\x02\x00\x02\x00\x01")),
    "others_twice": ("", _declaration(others=b"\x02\x00\x01\x00\x01")),
    "others_1001": (
        "",
        _declaration(others=_COUNT_1001 + b"".join(n.to_bytes(2, "big") for n in range(1001))),
    ),
    "others_count_long_form": ("A varint of two bytes for 0.", _declaration(others=b"\x80\x00")),
    "others_count_huge": ("2^64 - 1 entries.", _declaration(others=b"\xff" * 9 + b"\x01")),
    "context_long_form": ("", _declaration(context=b"\x82\x00")),
    "context_over_64_bits": ("", _declaration(context=_OVER_64_BITS)),
    "context_endless": ("", _declaration(context=_TEN_MORE)),
    "bound_kind_0": ("", _declaration(bound=b"\x01\x08")),
    "bound_kind_7": ("", _declaration(bound=b"\x01\x0f")),
    "bound_field_0": ("", _declaration(bound=b"\x01\x04")),
    "bound_field_too_high": ("2^29.", _declaration(bound=b"\x01" + varint(_NO_FIELD * 8 + 4))),
    "bound_descends": ("", _declaration(bound=b"\x02\x14\x0c")),
    "bound_twice": ("", _declaration(bound=b"\x02\x0c\x0c")),
    "bound_twice_by_kinds": ("One field as two kinds.", _declaration(bound=b"\x02\x0c\x0d")),
    "bound_long_form": ("", _declaration(bound=b"\x01\x8c\x00")),
    "bound_count_long_form": ("", _declaration(bound=b"\x81\x00\x0c")),
    "bound_1001": ("", _declaration(bound=_COUNT_1001 + b"".join(varint(n * 8 + 4) for n in range(1, 1002)))),
    "children_field_0": ("", _declaration(children=b"\x01\x00")),
    "children_field_too_high": ("2^29.", _declaration(children=b"\x01" + varint(_NO_FIELD))),
    "children_descend": ("", _declaration(children=b"\x02\x02\x01")),
    "children_twice": ("", _declaration(children=b"\x02\x01\x01")),
    "children_long_form": ("", _declaration(children=b"\x01\x81\x00")),
    "children_1001": ("", _declaration(children=_COUNT_1001 + b"".join(map(varint, range(1, 1002))))),
    "path_empty": ("", _declaration(b"\x01", rest=b"\x00")),
    "path_kind_3": ("", _declaration(b"\x01", rest=b"\x01\x07")),
    "path_field_0": ("", _declaration(b"\x01", rest=b"\x01\x00")),
    "path_field_too_high": ("2^29.", _declaration(b"\x01", rest=b"\x01" + varint(_NO_FIELD * 4))),
    "path_101": ("101 steps.", _declaration(b"\x01", rest=b"\x65" + b"\x04" * 101)),
    "path_long_form": ("", _declaration(b"\x01", rest=b"\x01\x84\x00")),
}

#: Declarations that parse, and what is found wrong with them later.
_PARSING: dict[str, tuple[Cause, bytes]] = {
    "bound_last_field": (Cause.BOUND_MORE, _declaration(bound=b"\x02\x0c" + varint(_LAST_FIELD * 8 + 4))),
    "bound_1000": (
        Cause.BOUND_MORE,
        _declaration(bound=_COUNT_1000 + b"".join(varint(n * 8 + 4) for n in range(1, 1001))),
    ),
    "children_1000": (
        Cause.BOUND_MORE,
        _declaration(children=_COUNT_1000 + b"".join(map(varint, range(1, 1001)))),
    ),
    "others_1000": (
        Cause.MISSING,
        _declaration(others=_COUNT_1000 + b"".join(n.to_bytes(2, "big") for n in range(1000))),
    ),
    "path_100": (Cause.OUT_OF_PLACE, _declaration(b"\x01", rest=b"\x64" + b"\x04" * 100)),
    "context_2_64": (Cause.TAMPERED, _declaration(context=b"\xff" * 9 + b"\x01")),
}


def _parsing() -> Vectors:
    out = Vectors("malformed", "Envelopes that do not parse, and some that barely do.")
    wire = Writer("malformed/note").wire("Note", NOTE)
    envelope = wire.sealed[0]
    header = len(Envelope.parse(envelope).header_bytes)

    def bad(name: str, note: str, edited: Callable[[bytes], bytes], cause: Cause = Cause.MALFORMED) -> None:
        out.bad(name, note, "Note", change(wire, edited), cause)

    bad("empty", "No bytes.", lambda _: b"")
    bad("version_0", "", lambda it: edit(it, 0, b"\x00"))
    bad("version_2", "", lambda it: edit(it, 0, b"\x02"))
    bad("key_version_0", "", lambda it: edit(it, KEY_VERSION, u32(0)))
    ends = {
        "key_version": 4,
        "salt": 20,
        "n": 32,
        "commitment": 64,
        "flags": DECLARATION,
        "group": DECLARATION + 2,
        "others": DECLARATION + 3,
        "context": DECLARATION + 4,
        "bound_count": DECLARATION + 5,
        "bound": DECLARATION + 6,
        "children": DECLARATION + 7,
        "ciphertext": header,
        "one_byte": header + 1,
        "tag": header + 16,
    }
    for name, end in ends.items():
        bad(f"cut_in_{name}", f"{end} bytes are left.", lambda it, end=end: it[:end])
    bad(
        "text",
        "Something else altogether.",
        lambda _: b"this is no envelope, whatever the field says about itself",
    )
    for name, (note, declaration) in _DECLARATIONS.items():
        bad(name, note, lambda it, declaration=declaration: declare_bytes(it, declaration))
    for name, (cause, declaration) in _PARSING.items():
        note = "As much as parses."
        bad(f"most_{name}", note, lambda it, declaration=declaration: declare_bytes(it, declaration), cause)
    cut = edit(envelope, DECLARATION, b"\x02")[: header + 4]
    bad("cut_in_instance", "Four bytes of the instance id.", lambda _: cut)
    unknown = declare_bytes(envelope, _declaration(group=b"\xff\xff", bound=b"\x01\x08"))
    both = type(wire).FromString(wire.SerializeToString())
    both.sealed.append(unknown)
    out.bad(
        "of_unknown_group", "Beside a good one: every envelope has to parse.", "Note", both, Cause.MALFORMED
    )
    return out


def _plaintexts() -> Vectors:
    out = Vectors("plaintexts", "Envelopes that are authentic, and hold what no writer should have sealed.")
    cases: dict[str, tuple[str, bytes]] = {
        "no_marker": ("Padded by zeros alone.", b"\x12\x01s\x00\x00"),
        "zeros": ("", bytes(32)),
        "other_marker": ("", b"\x12\x01s\x81\x00"),
        "marker_in_front": ("The marker is not the last byte that is not zero.", b"\x80\x12\x01s"),
        "cut_field": ("The fragment is cut short.", b"\x12\x05s\x80"),
        "field_0": ("", b"\x02\x01s\x80"),
        "wire_type_6": ("", b"\x16\x01s\x80"),
        "no_utf8": ("A string field.", b"\x12\x02\xff\xfe\x80"),
        "open_group": ("A group that does not end.", b"\x9b\x06\x08\x01\x80"),
    }
    for name, (note, plaintext) in cases.items():
        odd = plaintext_of("pii", lambda _, plaintext=plaintext: plaintext)
        wire = Writer(f"plaintexts/{name}", sealer=odd).seal("Note", NOTE)
        out.bad(name, note, "Note", wire, Cause.MALFORMED)
    odd = plaintext_of("pii", lambda _: b"\x80")
    wire = Writer("plaintexts/marker_alone", sealer=odd).seal("Note", NOTE)
    out.good("marker_alone", "The shortest plaintext there is.", "Note", wire, 'owner: "ada"')
    return out
