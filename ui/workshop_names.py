"""What a workshop is called where several stand side by side: municipality, title, number of its run, day."""

from data.store.workshops import Workshop
from texts.titles import with_run
from texts.words import Words
from ui.inputs import day


def full_name(_: Words, of: Workshop) -> str:
    """ "Musterlingen: Selbstcheck (2. Durchgang)"."""
    return with_run(_, f"{of.municipality}: {of.title}", of.run)


def dated_name(_: Words, of: Workshop) -> str:
    """ "Musterlingen: Selbstcheck (2. Durchgang), 24.09.2026"."""
    return f"{full_name(_, of)}, {day(of.held_on)}"
