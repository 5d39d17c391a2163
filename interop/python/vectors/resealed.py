"""Envelopes that were sealed anew beside others that were carried on: the flag `instance`."""

from __future__ import annotations

from google.protobuf.message import Message

from protoseal_peer import Cause
from protoseal_peer.envelope import Envelope

from .bench import CONTEXT, Vectors, Writer, decoded
from .forge import changed, declare

PII, OTHER = 0, 1
_OLD = 'owner: "ada" version: 1 label: "l" name: "old name" pin: "old pin" leaf { secret: "old leaf" }'
_NEW = 'owner: "ada" version: 2 label: "l" name: "new name" pin: "new pin" leaf { secret: "new leaf" }'
_PAGE = 'tenant: "acme" leaves { secret: "0" } leaves { secret: "1" }'


def all_files() -> list[Vectors]:
    """The files of this module."""
    return [_good(), _bad()]


def _instance(envelope: bytes) -> bytes:
    return Envelope.parse(envelope).header.instance


def _anew(name: str, message: str, text: str, instance: bytes) -> Message:
    """Seals a message with the instance id of another."""
    writer = Writer(name)
    wire = writer.sealer.seal(writer.message(message, text), CONTEXT, instance)
    return decoded(message, wire)


def _good() -> Vectors:
    out = Vectors("instance", "Sealed anew beside envelopes that are carried on, with their instance id.")
    old = Writer("instance/old").wire("Named", _OLD)
    instance = _instance(old.sealed[PII])
    new = _anew("instance/new", "Named", _NEW, instance)
    out.good("all_anew", "Every envelope says the instance id of an earlier seal.", "Named", new, _NEW)

    # `version` and `label` are bound to pii or both; owner is bound to all.
    one = changed(old, lambda it: it.sealed.__setitem__(PII, new.sealed[PII]))
    one.version = 2
    text = 'owner: "ada" version: 2 label: "l" name: "new name" pin: "old pin" leaf { secret: "old leaf" }'
    note = "One group anew, with a field that is bound to it alone; the other group and a child are carried."
    out.good("one_group_and_its_field", note, "Named", one, text)
    other = changed(old, lambda it: it.sealed.__setitem__(OTHER, new.sealed[OTHER]))
    text = 'owner: "ada" version: 1 label: "l" name: "old name" pin: "new pin" leaf { secret: "old leaf" }'
    out.good("the_other_group", "", "Named", other, text)
    child = changed(old, lambda it: it.leaf.CopyFrom(new.leaf))
    text = 'owner: "ada" version: 1 label: "l" name: "old name" pin: "old pin" leaf { secret: "new leaf" }'
    out.good("a_child", "Below a message that is carried.", "Named", child, text)
    back = changed(new, lambda it: it.sealed.__setitem__(PII, old.sealed[PII]))
    back.version = 1
    text = 'owner: "ada" version: 1 label: "l" name: "old name" pin: "new pin" leaf { secret: "new leaf" }'
    note = "An older envelope of the group fits too, unless a field that is bound to all tells."
    out.good("rollback", note, "Named", back, text)

    page = Writer("instance/page").wire("Page", _PAGE)
    fresh = _anew(
        "instance/page anew", "Page", _PAGE.replace('"1"', '"new"'), _instance(page.leaves[0].sealed[0])
    )
    page.leaves[1].CopyFrom(fresh.leaves[1])
    note = "A leaf below an ancestor without groups, which has the id of its leaves."
    text = _PAGE.replace('"1"', '"new"')
    out.good("below_ancestor_without_groups", note, "Page", page, text)
    return out


def _bad() -> Vectors:
    out = Vectors("instance_forged", "Sealed anew, and put beside what it was not sealed for.")
    old = Writer("instance_forged/old").wire("Named", _OLD)
    instance = _instance(old.sealed[PII])
    plain = Writer("instance_forged/plain").wire("Named", _NEW)
    new = _anew("instance_forged/new", "Named", _NEW, instance)

    note = "A group of another seal, without the flag."
    mixed = changed(old, lambda it: it.sealed.__setitem__(OTHER, plain.sealed[OTHER]))
    out.bad("without_the_flag", note, "Named", mixed, Cause.FOREIGN)
    note = "The flag was set by someone without the key."
    flagged = changed(
        mixed, lambda it: it.sealed.__setitem__(OTHER, declare(it.sealed[OTHER], instance=instance))
    )
    out.bad("flag_forged", note, "Named", flagged, Cause.TAMPERED)
    note = "The flag was taken away."
    unflagged = changed(new, lambda it: it.sealed.__setitem__(PII, declare(it.sealed[PII], instance=None)))
    out.bad("flag_removed", note, "Named", unflagged, Cause.FOREIGN)
    note = "The group anew with the field as it was: version is bound to it."
    stale = changed(old, lambda it: it.sealed.__setitem__(PII, new.sealed[PII]))
    out.bad("field_not_taken", note, "Named", stale, Cause.TAMPERED)
    note = "The field without the group."
    bare = changed(old, lambda it: setattr(it, "version", 2))
    out.bad("field_alone", note, "Named", bare, Cause.TAMPERED)
    note = "A field that is bound to all was changed when one group was sealed anew."
    eve = _anew("instance_forged/eve", "Named", _NEW.replace("ada", "eve"), instance)
    one = changed(old, lambda it: it.sealed.__setitem__(PII, eve.sealed[PII]))
    one.owner, one.version = "eve", 2
    out.bad("field_of_all", note, "Named", one, Cause.TAMPERED)
    note = "A child of another seal, without the id of the message above."
    child = changed(old, lambda it: it.leaf.CopyFrom(plain.leaf))
    out.bad("child_of_another_seal", note, "Named", child, Cause.TAMPERED)
    page = Writer("instance_forged/page").wire("Page", _PAGE)
    fresh = Writer("instance_forged/page anew").wire("Page", _PAGE)
    page.leaves[1].CopyFrom(fresh.leaves[1])
    note = "A leaf without the id of its siblings."
    out.bad("leaf_of_another_seal", note, "Page", page, Cause.FOREIGN)
    return out
