"""What the Protokoll shows of a workshop, as values: what was noted and agreed, by field and statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from analysis.protocol import Agreement, Assessment, Note
from analysis.questionnaire import Field, Questionnaire
from content.protocol import assessment_titles, subject_title
from content.statements import short_name
from content.talk import statement_at
from data.store.agreements import agreements
from data.store.notes import notes
from room.said import said_of
from room.visit import Visit
from web import runtime


@dataclass(frozen=True)
class Subject:
    """What notes can be about, with what was written down of it.

    ``title``: as lists call it; ``sentence``: the whole statement, the title of a field. ``may_agree``: it is a
    statement of the room, of which a result was shown.
    """

    about: str
    title: str
    sentence: str
    field: str
    notes: tuple[Note, ...]
    agreement: Agreement | None
    may_agree: bool

    @property
    def is_statement(self) -> bool:
        return bool(self.field)

    @property
    def is_written(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.notes) or self.agreement is not None


@dataclass(frozen=True)
class Part:
    """A Handlungsfeld and its statements."""

    own: Subject
    statements: tuple[Subject, ...]


@dataclass(frozen=True)
class Written:
    """All of the Protokoll that this device may see.

    ``here``: its address. ``seen``: what the room sees, by its name. ``at``: the statement on the stage, or empty.
    """

    here: str
    is_scribe: bool
    seen: str
    at: str
    workshop: Subject
    parts: tuple[Part, ...]
    titles: Mapping[Assessment, str]

    @property
    def subjects(self) -> dict[str, Subject]:
        """Each by what it is about, in the order of the questionnaire."""
        of_fields = (one for part in self.parts for one in (part.own, *part.statements))
        return {one.about: one for one in (self.workshop, *of_fields)}

    @property
    def measures(self) -> str:
        """The address of the measures."""
        return f"{self.here if self.is_scribe else self.here.removesuffix('/protokoll')}/massnahmen"

    def place(self, about: str, hint: str = "") -> str:
        """The address of the page about this, with what was just done."""
        query = {name: value for name, value in (("zu", about), ("hinweis", hint)) if value}
        return f"{self.here}?{urlencode(query)}" if query else self.here


def written(visit: Visit) -> Written:
    """What there is to read and to write: for who takes the minutes without the notes that the moderation keeps."""
    _, now, store = visit.words, visit.evening, runtime.store()
    is_scribe = visit.role == "scribe"
    found = [note for note in notes(store, now.workshop.id) if note.is_visible or not is_scribe]
    make = _Maker(visit, found, agreements(store, now.workshop.id))
    asked = now.questionnaire
    at = statement_at(visit.place)
    return Written(
        here=f"/protokoll/{visit.code}" if is_scribe else f"/regie/{visit.code}/protokoll",
        is_scribe=is_scribe,
        seen=said_of(_, visit.seen_by("screen"), now).listed,
        at=at if at in now.workshop.room else "",
        workshop=make.subject(""),
        parts=tuple(part for field in asked.fields if (part := make.part(field)) is not None),
        titles=assessment_titles(_, asked),
    )


class _Maker:
    """Puts together what belongs to a subject."""

    def __init__(self, visit: Visit, found: list[Note], agreed: Mapping[str, Agreement]) -> None:
        self._words = visit.words
        self._asked: Questionnaire = visit.evening.questionnaire
        self._room = frozenset(visit.evening.workshop.room)
        self._is_revealed = visit.evening.is_revealed
        self._notes = found
        self._agreed = agreed

    def part(self, field: Field) -> Part | None:
        """The field with the statements of the room, and any other of which something was written; None without."""
        own = self.subject(field.id)
        found = [self.subject(one.id) for one in field.statements]
        statements = tuple(one for one in found if one.about in self._room or one.is_written)
        return Part(own, statements) if statements or own.is_written else None

    def subject(self, about: str) -> Subject:
        _, statement = self._words, self._asked.statements.get(about)
        title = subject_title(_, about, self._asked)
        field = "" if statement is None else _.local(self._asked.field(self._asked.field_of[about]).title)
        return Subject(
            about=about,
            title=title if statement is None else short_name(_, statement),
            sentence=title if statement is None else _.local(statement.text),
            field=field,
            notes=tuple(note for note in self._notes if note.about == about),
            agreement=self._agreed.get(about),
            may_agree=self._is_revealed and about in self._room,
        )
