"""Which scope a message has: what sealing and opening have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .binding import Instance, Place, Scope
from .node import Node, Step
from .schema import Group


@dataclass(frozen=True)
class Position:
    """Where a walk is: the nearest ancestor, and the steps since."""

    ancestor: Scope | None = None
    steps: tuple[Step, ...] = ()

    @property
    def place(self) -> Place | None:
        """The place of the message that stands here."""
        return Place(self.ancestor, self.steps) if self.ancestor else None

    def below(self, scope: Scope | None, step: Step, portable: bool) -> Position:
        """The position one step down."""
        if portable:
            return Position()
        if scope is not None:
            return Position(scope, (step,))
        if self.ancestor is None:
            return self
        return replace(self, steps=(*self.steps, step))


def scope_at(node: Node, position: Position, instance: Instance) -> Scope | None:
    """The scope of a message, if it counts as an ancestor."""
    if not node.policy.is_ancestor:
        return None
    return Scope(node, position.place, instance)


def clear_children(node: Node, scope: Scope | None, position: Position) -> Iterator[tuple[Node, Position]]:
    """The messages in clear fields, with their positions."""
    for field, step, child in node.clear_children():
        portable = node.policy.option(field).place == "PORTABLE"
        yield child, position.below(scope, step, portable)


def sealed_children(
    node: Node, fragment: Node, group: Group, scope: Scope
) -> Iterator[tuple[Node, Position]]:
    """The messages in the sealed fields of a group, with their positions."""
    for field, step, child in fragment.children_in(group.fields):
        portable = node.policy.option(field).place == "PORTABLE"
        yield child, Position().below(scope, step, portable)
