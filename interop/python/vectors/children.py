"""Children in every kind of field, in place and out of it."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

from google.protobuf.message import Message

from protoseal_peer import Cause

from .bench import READER, Vectors, Writer, decoded
from .forge import changed, delimited

TREE = (
    'version: 3 secret: "tree" leaf { secret: "leaf" } '
    'leaves { secret: "0" } leaves { secret: "1" } leaves { secret: "2" } '
    'by_name { key: "a" value { secret: "a" } } by_name { key: "" value { secret: "b" } } '
    'by_number { key: -1 value { secret: "n" } } by_number { key: 1 value { } } '
    'by_truth { key: false value { secret: "f" } } by_truth { key: true value { secret: "t" } } '
    'by_code { key: 7 value { leaves { secret: "c" } more { leaves { secret: "d" } } } } '
    'left { secret: "left" } betweens { leaves { secret: "x" } } betweens { more { more { leaves { } } } } '
    'hidden { secret: "hidden" } hidden_many { secret: "h0" } hidden_many { secret: "h1" } '
    'hidden_map { key: "k" value { secret: "hm" } } '
    'portable { secret: "p0" } portable { secret: "p1" } tree { secret: "inner" leaf { secret: "deep" } }'
)
_PAGES = (
    'tenant: "acme" leaves { secret: "0" } leaves { secret: "1" } '
    'next { tenant: "acme" leaves { secret: "2" } next { tenant: "last" } }'
)
_BOOK = (
    f'title: "t" pages {{ {_PAGES} }} pages {{ tenant: "none" }} '
    'frames { leaves { secret: "f" } note: "n" }'
)
_LIST = (
    'notes { owner: "ada" secret: "0" } notes { owner: "ada" secret: "1" } '
    'trees { secret: "t" leaf { } } memos { key: "m" value { owner: "ada" secret: "0" } }'
)


def all_files() -> list[Vectors]:
    """The files of this module."""
    return [_good(), _forged()]


def _good() -> Vectors:
    out = Vectors(
        "children", "Messages within messages: bound below an ancestor, or standing for themselves."
    )

    def good(name: str, note: str, message: str, text: str) -> None:
        wire = Writer(f"children/{name}").seal(message, text)
        out.good(name, note, message, wire, text)

    good("every_kind_of_field", "", "Tree", TREE)
    good("none", "All counts are 0.", "Tree", 'secret: "s"')
    good("one_level", "", "Tree", 'leaf { secret: "s" }')
    good("oneof", "", "Tree", 'right { secret: "s" }')
    good(
        "through_messages_that_do_not_count",
        "",
        "Tree",
        'betweens { more { leaves { secret: "s" } leaves { } } }',
    )
    good("list", "The rows stand for themselves.", "List", _LIST)
    good("ancestor_without_groups", "It has the instance id of its leaves.", "Page", _PAGES)
    good(
        "ancestor_by_place",
        "An ancestor because a field says BOUND.",
        "Frame",
        'leaves { secret: "s" } note: "n"',
    )
    good("ancestors_without_groups_below_one_that_has_some", "", "Book", _BOOK)
    good("proto2_group", "", "Legacy", 'id: "a" level: 1 Holding { inside { secret: "i" } }')

    for length in (64, 65, 300):
        text = f'by_name {{ key: "{"k" * length}" value {{ secret: "s" }} }}'
        good(f"key_of_{length}_bytes", "", "Tree", text)
    text = f'by_name {{ key: "{"é" * 33}" value {{ secret: "s" }} }}'
    good("key_of_33_letters", "66 bytes: their hash is bound.", "Tree", text)

    rows = [Writer(f"children/row {n}").wire("Note", f'owner: "{n}" secret: "{n}"') for n in range(3)]
    wire = decoded("List", b"")
    wire.notes.extend(reversed(rows))
    text = "".join(f'notes {{ owner: "{n}" secret: "{n}" }}' for n in (2, 1, 0))
    out.good(
        "relayed_rows", "Sealed one by one, put into a list by a relay without keys.", "List", wire, text
    )
    tree = Writer("children/portable").wire("Tree", 'portable { secret: "0" } portable { secret: "1" }')
    alone = Writer("children/alone").wire("Leaf", 'secret: "alone"')
    moved = changed(tree, lambda it: it.portable.reverse())
    moved.portable.append(alone)
    moved.portable.append(tree.portable[0])
    text = "".join(f'portable {{ secret: "{it}" }}' for it in ("1", "0", "alone", "0"))
    out.good("portable_moved", "Reordered, repeated, and one that was sealed as a root.", "Tree", moved, text)
    taken = tree.portable[1]
    out.good("portable_as_root", "Sealed below a message, taken out of it.", "Leaf", taken, 'secret: "1"')
    page = Writer("children/page").wire("Page", 'tenant: "acme"')
    page.tenant = "eve"
    note = "Nothing authenticates an ancestor without groups that has nothing below it."
    out.good("unauthenticated", note, "Page", page, 'tenant: "eve"')
    frame = Writer("children/frame").wire("Frame", 'leaves { secret: "s" } note: "n"')
    frame.note = "other"
    out.good(
        "unbound_note",
        "A clear field of an ancestor, not bound.",
        "Frame",
        frame,
        'leaves { secret: "s" } note: "other"',
    )

    wire = Writer("children/merged").wire("Tree", 'leaf { secret: "s" }')
    leaf = wire.leaf.sealed[0]
    wire.ClearField("leaf")
    data = delimited(3, delimited(15, leaf)) + delimited(3, b"") + wire.SerializeToString()
    note = "A message that stands twice is the two merged: one of them has the envelope."
    out.good("merged", note, "Tree", data, 'leaf { secret: "s" }')
    wire = Writer("children/entry_twice").wire("Tree", 'by_name { key: "k" value { secret: "s" } }')
    first = delimited(5, delimited(1, b"k") + delimited(2, b""))
    note = "Of a map's key that stands twice, the last entry counts."
    out.good(
        "entry_twice",
        note,
        "Tree",
        first + wire.SerializeToString(),
        'by_name { key: "k" value { secret: "s" } }',
    )
    return out


def _forged() -> Vectors:
    out = Vectors("children_forged", "Children dropped, repeated, reordered and moved.")
    tree = Writer("children_forged/tree").wire("Tree", TREE)

    def bad(
        name: str, note: str, cause: Cause, change: Callable[[Message], object], wire: Message = tree
    ) -> None:
        message = wire.DESCRIPTOR.name
        out.bad(name, note, message, changed(wire, change), cause)

    for name in ("leaf", "leaves", "by_name", "by_number", "by_truth", "by_code", "betweens", "left", "tree"):
        bad(
            f"all_dropped_{name}",
            f"{name} is empty.",
            Cause.TAMPERED,
            lambda it, name=name: it.ClearField(name),
        )
    bad("one_dropped", "", Cause.TAMPERED, lambda it: it.leaves.pop())
    bad("entry_dropped", "", Cause.TAMPERED, lambda it: it.by_name.pop("a"))
    bad(
        "dropped_below",
        "Below a message that does not count.",
        Cause.TAMPERED,
        lambda it: it.betweens[0].leaves.pop(),
    )
    bad("repeated", "", Cause.TAMPERED, lambda it: it.leaves.append(it.leaves[0]))
    bad("reordered", "", Cause.TAMPERED, lambda it: it.leaves.reverse())
    bad("empty_added", "", Cause.TAMPERED, lambda it: it.leaves.add())
    bad("emptied", "A child's envelope is gone.", Cause.MISSING, lambda it: it.leaf.ClearField("sealed"))
    bad("other_key", "An entry stands under another key.", Cause.TAMPERED, _rename)
    long = Writer("children_forged/long").wire(
        "Tree", f'by_name {{ key: "{"k" * 65}" value {{ secret: "s" }} }}'
    )
    note = "A key whose hash is bound."
    bad("other_long_key", note, Cause.TAMPERED, lambda it: _move(it.by_name, "k" * 65, "k" * 64 + "l"), long)
    bad("shorter_key", note, Cause.TAMPERED, lambda it: _move(it.by_name, "k" * 65, "k" * 64), long)
    bad("swapped_entries", "", Cause.TAMPERED, _swap_entries)
    bad("other_field", "", Cause.OUT_OF_PLACE, _swap_left_and_leaf)
    bad(
        "other_member",
        "The counts, the parent's, are checked before the child.",
        Cause.TAMPERED,
        lambda it: it.right.CopyFrom(it.left),
    )
    bad(
        "into_portable",
        "Bound below, put into a PORTABLE field.",
        Cause.OUT_OF_PLACE,
        lambda it: it.portable.append(it.leaf),
    )
    bad(
        "from_portable",
        "PORTABLE, put into a field that binds.",
        Cause.OUT_OF_PLACE,
        lambda it: it.leaf.CopyFrom(it.portable[0]),
    )
    bad("portable_emptied", "", Cause.MISSING, lambda it: it.portable[0].ClearField("sealed"))
    bad(
        "parents_bound_field",
        "A bound field of the parent.",
        Cause.TAMPERED,
        lambda it: setattr(it, "version", 4),
    )

    other = Writer("children_forged/other").wire("Tree", TREE)
    bad(
        "other_parent",
        "From the same place below another parent.",
        Cause.TAMPERED,
        lambda it: it.leaf.CopyFrom(other.leaf),
    )
    bad("all_from_other_parent", "", Cause.TAMPERED, lambda it: _exchange(it.leaves, other.leaves))
    alone = Writer("children_forged/alone").wire("Leaf", 'secret: "s"')
    bad("root_as_child", "", Cause.OUT_OF_PLACE, lambda it: it.leaf.CopyFrom(alone))
    out.bad("child_as_root", "", "Leaf", tree.leaf, Cause.OUT_OF_PLACE)
    bad(
        "deeper",
        "From one level to the next.",
        Cause.OUT_OF_PLACE,
        lambda it: it.betweens[0].more.leaves.append(it.betweens[0].leaves.pop()),
    )

    page = Writer("children_forged/page").wire("Page", _PAGES)
    bad(
        "page_tenant",
        "Bound by an ancestor without groups.",
        Cause.TAMPERED,
        lambda it: setattr(it, "tenant", "eve"),
        page,
    )
    bad("page_dropped_leaf", "", Cause.TAMPERED, lambda it: it.leaves.pop(), page)
    bad("page_dropped_next", "", Cause.TAMPERED, lambda it: it.ClearField("next"), page)
    bad(
        "page_as_root",
        "A page taken out of the other.",
        Cause.TAMPERED,
        lambda it: it.CopyFrom(decoded("Page", it.next.SerializeToString())),
        page,
    )
    second = Writer("children_forged/page 2").wire("Page", _PAGES)
    note = "A leaf of another seal's page, from the same place."
    bad("page_mixed", note, Cause.FOREIGN, lambda it: it.leaves[1].CopyFrom(second.leaves[1]), page)
    bad(
        "page_mixed_below",
        note,
        Cause.FOREIGN,
        lambda it: it.next.leaves[0].CopyFrom(second.next.leaves[0]),
        page,
    )
    book = Writer("children_forged/book").wire("Book", _BOOK)
    bad("book_pages_dropped", "", Cause.TAMPERED, lambda it: it.ClearField("pages"), book)
    bad(
        "book_empty_page_dropped",
        "One that holds nothing, but counts.",
        Cause.TAMPERED,
        lambda it: it.pages.pop(),
        book,
    )
    bad("book_leaves_dropped", "The book counts through pages.", Cause.TAMPERED, _drop_leaves, book)
    bad("book_frame_leaves_dropped", "", Cause.TAMPERED, lambda it: it.frames[0].ClearField("leaves"), book)
    rows = Writer("children_forged/list").wire("List", _LIST)
    bad(
        "note_as_memo",
        "A row as another type that is alike.",
        Cause.TAMPERED,
        lambda it: it.memos["m"].ParseFromString(it.notes[0].SerializeToString()),
        rows,
    )
    return out


def _rename(tree: Message) -> None:
    _move(tree.by_name, "a", "c")


def _move(entries: MutableMapping, old: str, new: str) -> None:
    entries[new].CopyFrom(entries[old])
    del entries[old]


def _swap_entries(tree: Message) -> None:
    kept = READER.message_class("vectors.v1.Leaf").FromString(tree.by_truth[True].SerializeToString())
    tree.by_truth[True].CopyFrom(tree.by_truth[False])
    tree.by_truth[False].CopyFrom(kept)


def _swap_left_and_leaf(tree: Message) -> None:
    kept = READER.message_class("vectors.v1.Leaf").FromString(tree.left.SerializeToString())
    tree.left.CopyFrom(tree.leaf)
    tree.leaf.CopyFrom(kept)


def _exchange(these: object, those: object) -> None:
    del these[:]
    these.extend(those)


def _drop_leaves(book: Message) -> None:
    book.pages[0].ClearField("leaves")
    book.pages[0].ClearField("next")
