"""Durchgänge that continue one another: which a workshop is linked with."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.store.workshops import Workshop
from ui import session, show
from ui.workshop_names import dated_name


@dataclass(frozen=True)
class Linked:
    """The run that a workshop continues, and those that continue it."""

    before: Workshop | None
    after: tuple[Workshop, ...]


def linked_with(one: Workshop, everything: Sequence[Workshop]) -> Linked:
    before = next((other for other in everything if other.id == one.follows), None)
    return Linked(before, tuple(other for other in everything if other.follows == one.id))


def name_the_one_before(linked: Linked) -> None:
    """Which run a workshop continues."""
    _ = session.words()
    if linked.before is not None:
        show.note(_("Folgt auf: {workshop}", workshop=dated_name(_, linked.before)))


def say_that_they_move_too(linked: Linked) -> None:
    """Below the municipality in the form."""
    _ = session.words()
    if linked.before is not None or linked.after:
        show.note(_("Eine andere Kommune gilt auch für die verbundenen Durchgänge."))


def say_what_stays(linked: Linked) -> None:
    """Before a workshop is deleted: the runs that continue it."""
    _ = session.words()
    if not linked.after:
        return
    names = _.joined([dated_name(_, after) for after in linked.after])
    if linked.before is not None:
        sentence = _.plural(
            "{workshops} bleibt und folgt dann auf {before}.",
            "{workshops} bleiben und folgen dann auf {before}.",
            len(linked.after),
            workshops=names,
            before=dated_name(_, linked.before),
        )
    else:
        sentence = _.plural(
            "{workshops} bleibt, folgt dann aber auf keinen Workshop mehr.",
            "{workshops} bleiben, folgen dann aber auf keinen Workshop mehr.",
            len(linked.after),
            workshops=names,
        )
    show.note(sentence)
