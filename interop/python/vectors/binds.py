"""Bound fields of every kind, unchanged and changed."""

from __future__ import annotations

from protoseal_peer import Cause
from protoseal_peer.encoding import varint

from .bench import Vectors, Writer
from .forge import changed, delimited, field

_ALL = (
    "b_bool: true b_int32: -2147483648 b_sint64: -9223372036854775808 b_sfixed32: -1 "
    "b_uint32: 4294967295 b_fixed64: 18446744073709551615 "
    'b_string: "\\347\\224\\250" b_bytes: "\\000\\377" b_level: LEVEL_HIGH '
    'o_int64: -5 o_string: "there" c_number: 7 note: "n" secret: "s"'
)

#: A value for each field that _ALL does not have.
_OTHER = {
    "b_bool": False,
    "b_int32": 2147483647,
    "b_sint64": 9223372036854775807,
    "b_sfixed32": 1,
    "b_uint32": 4294967294,
    "b_fixed64": 0,
    "b_string": "用户",
    "b_bytes": b"\x00",
    "b_level": 1,
    "o_int64": 5,
    "o_string": "elsewhere",
    "c_number": 8,
}


def all_files() -> list[Vectors]:
    """The files of this module."""
    return [_good(), _bad()]


def _good() -> Vectors:
    out = Vectors("bound", "Bound fields of every kind, with and without values.")

    def good(name: str, note: str, message: str, text: str) -> None:
        wire = Writer(f"bound/{name}").seal(message, text)
        out.good(name, note, message, wire, text)

    good("all_kinds", "", "Bound", _ALL)
    good("all_absent", "", "Bound", 'secret: "s"')
    good("negative", "", "Bound", "b_int32: -1 b_sint64: -1 b_sfixed32: -1 o_int64: -1")
    good("unknown_level", "An open enum binds the number.", "Bound", "b_level: -7")
    zero = "Present, with its zero value."
    good("optional_zero", zero, "Bound", "o_int64: 0")
    good("optional_empty", zero, "Bound", 'o_string: ""')
    good("member_empty", zero, "Bound", 'c_name: ""')
    good("member_zero", zero, "Bound", "c_number: 0")
    good("required_zero", "Bound as absent: it tracks no presence here.", "Legacy", 'id: "" level: 0')
    good(
        "to_named_groups",
        "",
        "Named",
        'owner: "ada" version: 3 label: "" name: "n" pin: "p" leaf { secret: "s" }',
    )
    good("to_named_groups_absent", "", "Named", 'owner: "ada" leaf {}')

    note = "A zero value on the wire of a field that tracks no presence is as good as none."
    wire = Writer("bound/zero_on_the_wire").seal("Bound", 'secret: "s"')
    zeros = field(1, 0, b"\x00") + delimited(7, b"") + field(6, 1, bytes(8))
    out.good("zero_on_the_wire", note, "Bound", wire + zeros, 'secret: "s"')
    note = "Of a field that stands twice, the last counts."
    wire = Writer("bound/twice").seal("Bound", _ALL)
    out.good("twice", note, "Bound", field(5, 0, b"\x01") + wire, _ALL)
    note = "Of two members of a oneof, the last counts."
    out.good("members_both", note, "Bound", delimited(12, b"name") + wire, _ALL)
    note = "Bound as the number on the wire, which the closed enum does not name."
    text = 'id: "ada" level: 1 secret: "s"'
    wire = Writer("bound/closed_enum").sealer
    plain = Writer("bound/closed_enum").message("Legacy", text).SerializeToString()
    context = [("tenant", "acme"), ("table", "vectors")]
    sealed = wire.seal_bytes("vectors.v1.Legacy", plain + field(2, 0, varint(99)), context)
    out.good_bytes("closed_enum", note, "Legacy", sealed, plain + field(2, 0, varint(99)))
    return out


def _bad() -> Vectors:
    out = Vectors("bound_changed", "Bound fields that were changed on the way.")
    wire = Writer("bound_changed/all").wire("Bound", _ALL)
    for name, value in _OTHER.items():
        note = f"{name} has another value."
        other = changed(wire, lambda it, name=name, value=value: setattr(it, name, value))
        out.bad(name, note, "Bound", other, Cause.TAMPERED)
        other = changed(wire, lambda it, name=name: it.ClearField(name))
        out.bad(f"{name}_gone", f"{name} is gone.", "Bound", other, Cause.TAMPERED)
    other = changed(wire, lambda it: setattr(it, "c_name", ""))
    out.bad("other_member", "Another member of the oneof.", "Bound", other, Cause.TAMPERED)

    absent = Writer("bound_changed/absent").wire("Bound", 'secret: "s"')
    for name in ("o_int64", "c_number"):
        other = changed(absent, lambda it, name=name: setattr(it, name, 0))
        note = f"{name} is present, with its zero value."
        out.bad(f"{name}_appears", note, "Bound", other, Cause.TAMPERED)
    for name in ("o_string", "c_name"):
        other = changed(absent, lambda it, name=name: setattr(it, name, ""))
        note = f"{name} is present, and empty."
        out.bad(f"{name}_appears", note, "Bound", other, Cause.TAMPERED)
    data = wire.SerializeToString() + field(5, 0, b"\x01")
    out.bad("second_value", "A second value behind the first.", "Bound", data, Cause.TAMPERED)
    swapped = changed(wire, lambda it: setattr(it, "b_uint32", 0))
    swapped.b_fixed64 = 4294967295
    note = "A value moved from one field to another."
    out.bad("between_fields", note, "Bound", swapped, Cause.TAMPERED)

    named = Writer("bound_changed/named").wire("Named", 'owner: "ada" version: 3 pin: "p" leaf {}')
    for name, value in (("owner", "eve"), ("version", 4), ("label", "")):
        other = changed(named, lambda it, name=name, value=value: setattr(it, name, value))
        out.bad(f"named_{name}", "Of a message whose fields name groups.", "Named", other, Cause.TAMPERED)
    legacy = Writer("bound_changed/legacy").wire("Legacy", 'id: "ada" level: 1')
    note = "Present, with its default value."
    other = changed(legacy, lambda it: setattr(it, "color", 2))
    out.bad("default_appears", note, "Legacy", other, Cause.TAMPERED)
    return out
