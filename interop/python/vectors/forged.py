"""Envelopes dropped, repeated, moved and changed; plaintext; wrong contexts and keys; other schemas."""

from __future__ import annotations

from google.protobuf.message import Message

from protoseal_peer import Cause
from protoseal_peer.binding import Instance, Place, Scope
from protoseal_peer.encoding import u8, u32
from protoseal_peer.envelope import group_tag
from protoseal_peer.node import Node, Step
from protoseal_peer.sealer import Sealing

from .bench import CONTEXT, KEYRINGS, NEWER, OLDER, READER, Vectors, Writer, decoded, key, ring
from .forge import (
    COMMITMENT,
    COUNTER,
    KEY_VERSION,
    SALT,
    N,
    change,
    changed,
    declaration_of,
    declare,
    delimited,
    edit,
    field,
    flip,
)
from .good import NOTE, PAIR


def all_files() -> list[Vectors]:
    """The files of this module."""
    return [_plaintext(), _envelopes(), _bytes(), _contexts(), _keys(), _schemas(), _depth()]


def _plaintext() -> Vectors:
    out = Vectors("plaintext", "Sealed fields in the clear, beside envelopes or instead of them.")
    wire = Writer("plaintext/pair").seal("Pair", PAIR)
    cases = {
        "string": delimited(2, b"in the clear"),
        "empty_string": delimited(2, b""),
        "number": field(3, 0, b"\x07"),
        "zero": field(3, 0, b"\x00"),
        "packed": delimited(4, b"\x01"),
        "unpacked": field(4, 0, b"\x01"),
        "entry": delimited(5, delimited(1, b"k") + delimited(2, b"v")),
        "empty_entry": delimited(5, b""),
        "empty_message": delimited(6, b""),
        "of_the_other_group": delimited(7, b""),
        "member_of_oneof": field(9, 0, b"\x01"),
        "empty_member_of_oneof": delimited(8, b""),
    }
    for name, extra in cases.items():
        out.bad(name, "Behind a sealed message.", "Pair", wire + extra, Cause.PLAINTEXT)
        out.bad(f"{name}_first", "Before a sealed message.", "Pair", extra + wire, Cause.PLAINTEXT)
    bare = Writer("plaintext/bare").message("Pair", PAIR).SerializeToString(deterministic=True)
    out.bad("never_sealed", "A message that was never sealed.", "Pair", bare, Cause.PLAINTEXT)
    tree = Writer("plaintext/tree").wire("Tree", 'secret: "s" leaf { } leaves { } hidden { secret: "h" }')
    note = "In a child."
    below = changed(tree, lambda it: setattr(it.leaf, "secret", "in the clear"))
    out.bad("in_a_child", note, "Tree", below, Cause.PLAINTEXT)
    data = tree.SerializeToString() + delimited(3, delimited(1, b""))
    out.bad("empty_in_a_child", note, "Tree", data, Cause.PLAINTEXT)
    note = "A sealed message in its sealed field is in the clear, with its own envelopes."
    leaf = Writer("plaintext/leaf").seal("Leaf", 'secret: "s"')
    out.bad("sealed_message", note, "Tree", tree.SerializeToString() + delimited(12, leaf), Cause.PLAINTEXT)
    legacy = Writer("plaintext/legacy").seal("Legacy", 'id: "a" level: 1')
    group = field(8, 3, b"") + field(8, 4, b"")
    out.bad("proto2_group", "An empty group.", "Legacy", legacy + group, Cause.PLAINTEXT)
    return out


def _envelopes() -> Vectors:
    out = Vectors("envelopes", "Whole envelopes dropped, repeated, exchanged and relabelled.")
    note_wire = Writer("envelopes/note").wire("Note", NOTE)
    pair = Writer("envelopes/pair").wire("Pair", PAIR)
    again = Writer("envelopes/pair again").wire("Pair", PAIR)
    memo = Writer("envelopes/memo").wire("Memo", NOTE)

    def bad(name: str, note: str, wire: Message, cause: Cause, edited: object) -> None:
        out.bad(name, note, wire.DESCRIPTOR.name, changed(wire, edited), cause)

    bad("stripped", "", note_wire, Cause.MISSING, lambda it: it.ClearField("sealed"))
    bad("one_stripped", "", pair, Cause.MISSING, lambda it: it.sealed.pop(0))
    bad("other_stripped", "", pair, Cause.MISSING, lambda it: it.sealed.pop())
    both = changed(pair, lambda it: it.ClearField("sealed"))
    out.bad("both_stripped", "", "Pair", both, Cause.MISSING)
    bad("duplicated", "", note_wire, Cause.DUPLICATED, lambda it: it.sealed.append(it.sealed[0]))
    second = Writer("envelopes/note again").wire("Note", NOTE)
    note = "A second one of the same group, of another seal."
    bad("second", note, note_wire, Cause.DUPLICATED, lambda it: it.sealed.append(second.sealed[0]))
    note = "One of two groups is of another seal of the same values."
    bad("mixed_seals", note, pair, Cause.FOREIGN, lambda it: it.sealed.__setitem__(0, again.sealed[0]))
    newer = Writer("envelopes/newer", schema=NEWER).wire("Note", NOTE + ' pin: "p"')
    note = "A newer schema's envelope beside one that knows nothing of it."
    bad("unknown_slipped_in", note, note_wire, Cause.FOREIGN, lambda it: it.sealed.append(newer.sealed[1]))
    note = "A newer schema's group is stripped."
    bad("unknown_stripped", note, newer, Cause.MISSING, lambda it: it.sealed.pop())
    bad(
        "known_stripped", "Only the newer group's is left.", newer, Cause.MISSING, lambda it: it.sealed.pop(0)
    )
    bad(
        "other_message",
        "Of a message that is alike in all but its name.",
        note_wire,
        Cause.TAMPERED,
        lambda it: it.sealed.__setitem__(0, memo.sealed[0]),
    )
    eve = Writer("envelopes/eve").wire("Note", 'owner: "eve" secret: "hers"')
    note = "Of another record, whose bound field differs."
    bad("other_record", note, note_wire, Cause.TAMPERED, lambda it: it.sealed.__setitem__(0, eve.sealed[0]))
    older = Writer("envelopes/older", schema=OLDER).wire("Pair", 'name: "n"')
    note = "From a writer whose schema lacks one of the groups."
    out.bad("older_writer", note, "Pair", decoded("Pair", older.SerializeToString()), Cause.MISSING)

    pii, other = group_tag("pii"), group_tag("other")
    relabelled = change(note_wire, lambda it: declare(it, group=other))
    out.bad("relabelled", "The group tag is another's.", "Note", relabelled, Cause.MISSING)
    exchanged = change(pair, lambda it: declare(it, group=other, others=(pii,)))
    exchanged = change(exchanged, lambda it: declare(it, group=pii, others=(other,)), 1)
    out.bad("tags_exchanged", "The groups say that they are each other.", "Pair", exchanged, Cause.WRONG_KEY)
    alone = changed(pair, lambda it: it.sealed.pop())
    alone = change(alone, lambda it: declare(it, others=()))
    out.bad("stripped_and_denied", "And the other envelope denies it.", "Pair", alone, Cause.MISSING)
    denied = change(change(pair, lambda it: declare(it, others=())), lambda it: declare(it, others=()), 1)
    out.bad("others_denied", "Each says that it is alone.", "Pair", denied, Cause.FOREIGN)
    longer = change(note_wire, lambda it: declare(it, others=(b"\xff\xff",)))
    out.bad("others_invented", "A group is said to be there.", "Note", longer, Cause.MISSING)
    return out


def _bytes() -> Vectors:
    out = Vectors("tampered", "Single bits of an envelope, and parts of its header.")
    wire = Writer("tampered/note").wire("Note", NOTE)
    size = len(wire.sealed[0])
    body = size - 16 - 32

    def bad(name: str, note: str, cause: Cause, edited: object) -> None:
        out.bad(name, note, "Note", change(wire, edited), cause)

    bad("salt", "Another epoch, so another commitment.", Cause.WRONG_KEY, lambda it: flip(it, SALT))
    bad("random_half_of_n", "", Cause.TAMPERED, lambda it: flip(it, N))
    bad("counter", "", Cause.TAMPERED, lambda it: flip(it, COUNTER + 3))
    bad("commitment", "", Cause.WRONG_KEY, lambda it: flip(it, COMMITMENT))
    bad("commitment_last_bit", "", Cause.WRONG_KEY, lambda it: flip(it, COMMITMENT + 31, 7))
    bad("key_version", "", Cause.VERSION_UNKNOWN, lambda it: edit(it, KEY_VERSION, u32(2)))
    bad("key_version_far", "", Cause.VERSION_UNKNOWN, lambda it: edit(it, KEY_VERSION, u32((1 << 32) - 1)))
    bad("ciphertext_first_bit", "", Cause.TAMPERED, lambda it: flip(it, body))
    bad("ciphertext_last_bit", "", Cause.TAMPERED, lambda it: flip(it, -17, 7))
    bad("tag_first_bit", "", Cause.TAMPERED, lambda it: flip(it, -16))
    bad("tag_last_bit", "", Cause.TAMPERED, lambda it: flip(it, -1, 7))
    bad("tag_cleared", "", Cause.TAMPERED, lambda it: edit(it, -16, bytes(16)))
    bad("cut", "The last byte is gone.", Cause.TAMPERED, lambda it: it[:-1])
    bad("cut_to_one_byte", "One byte of ciphertext and a tag.", Cause.TAMPERED, lambda it: it[: body + 17])
    bad("lengthened", "", Cause.TAMPERED, lambda it: it + b"\x00")
    bad("context_count", "The declared number of pairs.", Cause.TAMPERED, lambda it: declare(it, context=3))
    bad(
        "instance_flag",
        "Set, with the id that n has anyway.",
        Cause.TAMPERED,
        lambda it: declare(it, instance=it[N:COUNTER]),
    )
    bad("instance_other", "Set, with another id.", Cause.TAMPERED, lambda it: declare(it, instance=bytes(8)))
    bad("bound_less", "It says that it bound nothing.", Cause.BOUND_LESS, lambda it: declare(it, bound=()))
    bad(
        "bound_more",
        "It says that it bound another field too.",
        Cause.BOUND_MORE,
        lambda it: declare(it, bound=((1, 4), (3, 4))),
    )
    bad(
        "counted", "It says that it counted a field.", Cause.BOUND_MORE, lambda it: declare(it, children=(3,))
    )
    bad("placed", "It says that it had a place.", Cause.OUT_OF_PLACE, lambda it: declare(it, path=((4, 1),)))
    tree = Writer("tampered/tree").wire("Tree", "leaves { }")
    for name, path in {
        "unplaced": None,
        "path_field": ((3, 0),),
        "path_kind": ((4, 0),),
        "path_longer": ((4, 1), (1, 1)),
    }.items():
        other = changed(
            tree,
            lambda it, path=path: it.leaves[0].sealed.__setitem__(
                0, declare(it.leaves[0].sealed[0], path=path)
            ),
        )
        out.bad(name, "The path of a child.", "Tree", other, Cause.OUT_OF_PLACE)
    fresh = Writer("tampered/newer", schema=NEWER).wire("Note", NOTE + ' pin: "p"')
    other = change(fresh, lambda it: flip(it, -1), 1)
    text = NOTE
    note = "The envelope of a newer schema's group is carried as it is; no one here could tell."
    out.good("unknown_group", note, "Note", other, text)
    assert declaration_of(fresh.sealed[1]).group == group_tag("newer")
    return out


def _contexts() -> Vectors:
    out = Vectors("contexts", "Another context than the one that was bound.")
    cases = {
        "other_value": [("tenant", "acme"), ("table", "other")],
        "other_name": [("tenant", "acme"), ("tables", "vectors")],
        "other_order": CONTEXT[::-1],
        "less": CONTEXT[:1],
        "more": [*CONTEXT, ("row", "1")],
        "none": [],
        "shifted": [("tenantacme", ""), ("table", "vectors")],
        "joined": [("tenant", "acmetablevectors")],
        "other_case": [("tenant", "Acme"), ("table", "vectors")],
    }
    wire = Writer("contexts/note").seal("Note", NOTE)
    for name, context in cases.items():
        out.bad(name, "", "Note", wire, Cause.TAMPERED, context=context)
    wire = Writer("contexts/split").seal("Note", NOTE, [("a", "b.c")])
    out.bad("split", "Sealed with a = b.c.", "Note", wire, Cause.TAMPERED, context=[("a.b", "c")])
    wire = Writer("contexts/composed").seal("Note", NOTE, [("n", "é")])
    note = "No normalization: sealed with a composed letter."
    out.bad("composed", note, "Note", wire, Cause.TAMPERED, context=[("n", "e\u0301")])
    return out


def _keys() -> Vectors:
    out = Vectors("keys", "Keys that are missing, others, or in a state that does not open.")
    wire = Writer("keys/pair").seal("Pair", PAIR)
    out.bad("unknown", "The ring lacks the key of one group.", "Pair", wire, Cause.KEY_UNKNOWN, "one")
    out.bad(
        "strangers", "Another secret under the name and version.", "Pair", wire, Cause.WRONG_KEY, "strangers"
    )
    wire = Writer("keys/note").seal("Note", NOTE)
    note = "Sealed with AES-256-GCM, and the key's record says SM4-GCM."
    out.bad("suite_changed", note, "Note", wire, Cause.WRONG_KEY, "sm4")
    note = "Sealed with SM4-GCM, and the key's record says AES-256-GCM."
    sm4 = Writer("keys/sm4", "sm4").seal("Note", NOTE)
    out.bad("suite_downgraded", note, "Note", sm4, Cause.WRONG_KEY, "aes")
    for number, cause in {
        3: Cause.NOT_READY,
        4: Cause.DESTROYED,
        5: Cause.DESTROYED,
        6: Cause.VERSION_UNKNOWN,
    }.items():
        secrets = key("pii", "AES-256-GCM", ("pre-active",) * (number - 1) + ("active",))
        sealed = Writer(f"keys/version {number}", ring(secrets)).seal("Note", NOTE)
        states = [each["state"] for each in KEYRINGS["rotated"]["keys"][0]["versions"]]
        state = states[number - 1] if number <= len(states) else "not there"
        name = f"version_{state.replace('-', '_').replace(' ', '_')}"
        out.bad(name, "", "Note", sealed, cause, "rotated")
    moved = change(decoded("Note", wire), lambda it: edit(it, KEY_VERSION, u32(2)))
    note = "Relabelled as another version, which is there."
    out.bad("version_relabelled", note, "Note", moved, Cause.WRONG_KEY, "rotated")
    renamed = {**KEYRINGS["aes"]["keys"][1], "name": "pii"}
    sealed = Writer("keys/id", ring(renamed)).seal("Note", NOTE)
    out.bad("key_of_another_name", "Sealed under the secret of `other`.", "Note", sealed, Cause.WRONG_KEY)
    other_id = {**KEYRINGS["aes"]["keys"][0], "id": "00" * 16}
    sealed = Writer("keys/other id", ring(other_id)).seal("Note", NOTE)
    out.bad("key_id", "The same secret and name, another key id.", "Note", sealed, Cause.WRONG_KEY)
    return out


def _schemas() -> Vectors:
    out = Vectors("schemas", "From writers whose schema binds or counts something else; see writers/.")

    def bad(name: str, note: str, message: str, text: str, writer: Writer, cause: Cause) -> None:
        wire = writer.seal(message, text)
        out.bad(name, note, message, wire, cause)

    older, newer = Writer("schemas/older", schema=OLDER), Writer("schemas/newer", schema=NEWER)
    bad("bound_less", "The older schema did not bind owner.", "Note", NOTE, older, Cause.BOUND_LESS)
    bad("bound_as_bytes", "owner was bytes.", "Memo", NOTE, older, Cause.BOUND_LESS)
    bad(
        "bound_more",
        "The newer schema binds version too.",
        "Memo",
        NOTE + " version: 1",
        newer,
        Cause.BOUND_MORE,
    )
    bad(
        "counted_less",
        "The older schema had no frames to count.",
        "Book",
        'title: "t" pages { leaves { } }',
        older,
        Cause.BOUND_LESS,
    )
    bad("counted_more", "The newer schema counts leaves too.", "Book", 'title: "t"', newer, Cause.BOUND_MORE)
    bad(
        "not_counted",
        "The older schema's leaves were PORTABLE.",
        "Tree",
        "leaves { }",
        older,
        Cause.BOUND_LESS,
    )
    return out


def _depth() -> Vectors:
    out = Vectors("depth", "How deep messages may stand, across groups; and bytes that are no protobuf.")

    def chain(levels: int) -> str:
        return "next { " * levels + f"number: {levels}" + " }" * levels

    wire = Writer("depth/99").seal("Chain", chain(99))
    note = "Each sealed in the one before. Of 100, Python's protobuf could not decode the clear message."
    out.good("chain_of_99", note, "Chain", wire, chain(99))
    wire = _chain(Writer("depth/101"), 101)
    out.bad("chain_of_101", "", "Chain", wire, Cause.TOO_DEEP)
    wire = Writer("depth/note").seal("Note", NOTE)
    out.bad("cut", "The message is cut short.", "Note", wire[:-1], Cause.NOT_PROTOBUF)
    out.bad("garbage", "", "Note", b"\xff" * 40, Cause.NOT_PROTOBUF)
    out.bad("empty", "No bytes at all: a message without fields.", "Note", b"", Cause.MISSING)
    note = "The length of the envelope is over what follows."
    out.bad("long_length", note, "Note", u8(15 << 3 | 2) + b"\xff\xff\xff\xff\x07", Cause.NOT_PROTOBUF)
    return out


def _chain(writer: Writer, levels: int) -> bytes:
    """A chain, sealed link by link from the inmost: no stock protobuf encodes it whole."""
    sealing = Sealing(writer.sealer, CONTEXT)
    policy = READER.policy("vectors.v1.Chain")
    views = READER.views
    instance = Instance(writer.sealer.random(8))
    scopes: list[Scope] = []
    for _ in range(levels + 1):
        node = Node(READER, views.plain("vectors.v1.Chain")(), views.view("vectors.v1.Chain")())
        place = Place(scopes[-1], (Step(2, 0),)) if scopes else None
        scopes.append(Scope(node, place, instance))
    wire = b""
    for scope in reversed(scopes):
        fragment = delimited(2, wire) if wire else b""
        envelope = sealing.envelope(scope, policy.groups[0], fragment, [])
        wire = delimited(15, envelope)
    return wire
