"""Messages that open: suites, groups, padding, keys and epochs, newer schemas."""

from __future__ import annotations

from protoseal_peer import Padding
from protoseal_peer.padding import pad

from .bench import CONTEXT, KEYRINGS, NEWER, Vectors, Writer, plaintext_of
from .forge import delimited, field

NOTE = 'owner: "ada" secret: "the secret"'
PAIR = (
    'owner: "ada" name: "Ada" amount: -1815 numbers: [1, 300, 4294967295] '
    'tags { key: "a" value: "1" } tags { key: "b" value: "" } '
    'part { text: "text" lines: ["one", ""] } pin: "\\000\\377" word: "word"'
)
_LEGACY = (
    'id: "ada" color: RED level: -3 note: "n" secret: "s" hues: [BLUE, RED, BLUE] '
    'packed: [-1, 0, 1] Hidden { word: "w" } Holding { inside { secret: "i" } } within { secret: "within" }'
)


def all_files() -> list[Vectors]:
    """The files of this module."""
    return [_suites(), _groups(), _padding(), _epochs(), _newer()]


def _suites() -> Vectors:
    out = Vectors("suites", "One group and one bound field under each suite, and contexts.")
    for suite in ("aes", "sm4"):
        wire = Writer(f"suites/{suite}", suite).seal("Note", NOTE)
        out.good(suite, "", "Note", wire, NOTE, suite)
    wire = Writer("suites/mixed", "mixed").seal("Pair", PAIR)
    note = "The groups of one message have different suites."
    out.good("mixed", note, "Pair", wire, PAIR, "mixed")
    contexts = {
        "without_context": [],
        "context_of_one_pair": [("tenant", "acme")],
        "context_with_empty_value": [("tenant", "")],
        "context_in_unicode": [("租户", "极致"), ("e\u0301", "é")],
        "context_in_another_order": CONTEXT[::-1],
    }
    for name, context in contexts.items():
        wire = Writer(f"suites/{name}").seal("Note", NOTE, context)
        out.good(name, "", "Note", wire, NOTE, context=context)
    long = f'owner: "{"o" * 300}" secret: "{"s" * 3000}"'
    out.good("long", "", "Note", Writer("suites/long").seal("Note", long), long)
    return out


def _groups() -> Vectors:
    out = Vectors("groups", "Groups of several keys, and what a fragment holds.")

    def good(name: str, note: str, message: str, text: str) -> None:
        wire = Writer(f"groups/{name}").seal(message, text)
        out.good(name, note, message, wire, text)

    good("two_groups", "", "Pair", PAIR)
    good("all_unset", "Every group has an envelope, though its fields are unset.", "Pair", "")
    good("one_unset", "", "Pair", 'name: "Ada"')
    zero = "A field that tracks presence is present, with its zero value."
    good("present_zero", zero, "Pair", "amount: 0")
    good("oneof_member_zero", zero, "Pair", "level: LEVEL_UNSPECIFIED")
    good("oneof_member_empty", zero, "Pair", 'word: ""')
    good("unknown_enum_value", "An open enum keeps it.", "Pair", "level: 77")
    good("stable_name", "The envelope binds the stable name.", "Renamed", NOTE)
    good("proto2", "", "Legacy", _LEGACY)
    unset = "What is unset stays unset, whatever its default."
    good("proto2_defaults", unset, "Legacy", 'id: "" level: 0')

    wire = Writer("groups/other_order").wire("Pair", PAIR)
    wire.sealed.reverse()
    out.good("other_order", "Envelopes stand in any order.", "Pair", wire, PAIR)
    wire = Writer("groups/clear_changed").wire("Pair", 'owner: "ada" name: "Ada"')
    wire.owner = "eve"
    note = "A clear field that is not bound may be changed."
    out.good("clear_changed", note, "Pair", wire, 'owner: "eve" name: "Ada"')

    def fragment(name: str, note: str, data: bytes, text: str) -> None:
        odd = plaintext_of("pii", lambda _: pad(data, Padding.BLOCKS))
        wire = Writer(f"groups/{name}", sealer=odd).seal("Pair", "")
        out.good(name, note, "Pair", wire, text)

    note = "Of a scalar that stands twice in a fragment, the last counts."
    fragment("fragment_twice", note, delimited(2, b"first") + delimited(2, b"last"), 'name: "last"')
    note = "A message that stands twice in a fragment is merged there, as protobuf does."
    parts = delimited(6, delimited(1, b"t") + delimited(2, b"1")) + delimited(6, delimited(2, b"2"))
    fragment("fragment_merged", note, parts, 'part { text: "t" lines: ["1", "2"] }')
    note = "What is in a fragment and not of its group is ignored: fields 1, 7 and 77."
    more = delimited(1, b"eve") + delimited(7, b"pin") + field(77, 0, b"\x01")
    fragment("fragment_with_more", note, more + delimited(2, b"Ada"), 'name: "Ada"')
    note = "Packed and not, mixed."
    fragment(
        "fragment_unpacked", note, field(4, 0, b"\x01") + delimited(4, b"\x02\x03"), "numbers: [1, 2, 3]"
    )
    return out


def _padding() -> Vectors:
    out = Vectors("padding", "A sealer pads as it likes; an opener needs no setting.")
    # With field tag, length and 0x80 these make plaintexts at and around multiples of 32.
    for length in (0, 28, 29, 30, 61, 500):
        for mode in Padding:
            text = f'secret: "{"s" * length}"'
            name = f"{mode.value}_{length}"
            wire = Writer(f"padding/{name}", padding=mode).seal("Note", text)
            out.good(name, f"A secret of {length} bytes.", "Note", wire, text)
    odd = plaintext_of("pii", lambda fragment: fragment + b"\x80" + bytes(1000))
    wire = Writer("padding/many_zeros", sealer=odd).seal("Note", NOTE)
    out.good("many_zeros", "1000 zero bytes.", "Note", wire, NOTE)
    text = 'pin: "ends like padding\\200\\000\\000"'
    wire = Writer("padding/like_padding").seal("Pair", text)
    out.good("like_padding", "The fragment itself ends as padding does.", "Pair", wire, text)
    return out


def _epochs() -> Vectors:
    out = Vectors("epochs", "Epochs, counters and versions of keys.")
    writer = Writer("epochs/counter")
    group = writer.schema.policy("vectors.v1.Note").groups[0]
    for number in (0, 1, 255, 1 << 24, (1 << 32) - 1):
        writer.sealer.epoch(group).next = number
        out.good(f"counter_{number}", "", "Note", writer.seal("Note", NOTE), NOTE)
    writer = Writer("epochs/list")
    rows = []
    for _ in range(3):
        rows.append(writer.wire("Note", NOTE))
        writer.sealer.new_epoch()
    wire = writer.schema.message_class("vectors.v1.List")(notes=rows)
    text = f"notes {{ {NOTE} }}" * 3
    out.good("list_of_three_epochs", "Rows of one list.", "List", wire, text)
    for number in (1, 2):
        document = _active_alone(number)
        wire = Writer(f"epochs/version_{number}", document).seal("Pair", PAIR)
        note = "A decrypt-only version opens." if number == 1 else "The active version opens."
        out.good(f"version_{number}", note, "Pair", wire, PAIR, "rotated")
    return out


def _active_alone(number: int) -> dict:
    """The ring `rotated` as it was when a version was active."""
    keys = []
    for key in KEYRINGS["rotated"]["keys"]:
        versions = [each for each in key["versions"] if each["version"] == number]
        keys.append({**key, "versions": [{**each, "state": "active"} for each in versions]})
    return {**KEYRINGS["rotated"], "keys": keys}


def _newer() -> Vectors:
    out = Vectors("newer", "From writers with a newer schema.")
    text = NOTE + ' later: "of the group that the reader knows" pin: "of a group that it does not"'
    writer = Writer("newer/group", schema=NEWER)
    wire = writer.wire("Note", text)
    note = "The envelope of the group is carried, and the field of the known group ignored."
    out.good("group", note, "Note", wire, NOTE)
    wire.sealed.reverse()
    out.good("group_first", note, "Note", wire, NOTE)

    # The reader writes its own group anew and carries the other one on.
    carried = Writer("newer/carried").schema.message_class("vectors.v1.Note")()
    carried.owner, carried.secret = "ada", "sealed anew"
    tag = writer.schema.policy("vectors.v1.Note").groups[1].tag
    carried.sealed.extend(each for each in wire.sealed if each[66:68] == tag)
    again = Writer("newer/carried").sealer.seal(carried, CONTEXT)
    note = "The known group was sealed anew: its envelope says the other one's instance id."
    out.good("sealed_anew", note, "Note", again, 'owner: "ada" secret: "sealed anew"')
    return out
