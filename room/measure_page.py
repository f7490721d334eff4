"""What the pages of measures show, as values: the measures, and what a new one can start from."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from analysis.action_plan import Draft, Measure, by_date
from analysis.questionnaire import Field, Questionnaire
from content.action_plan import due_text, who_text
from content.ideas import idea_of
from content.protocol import subject_title
from content.statements import short_name
from data.store.measures import measures
from data.store.rows import day_here
from room.visit import Visit
from texts.dates import day_of
from texts.words import Words
from web import runtime

Form = Mapping[str, str]


class NameWithoutConsent(ValueError):  # noqa: N818 - named by what is so
    """A person may be named only once they have agreed."""


class NoDay(ValueError):  # noqa: N818
    """What was typed is no day."""


@dataclass(frozen=True)
class Listed:
    """A measure in words, and as the fields of its form."""

    measure: Measure
    who: str
    due: str
    about: str
    form: Form


@dataclass(frozen=True)
class Start:
    """Something that a measure can start from: ``key`` asks for it."""

    key: str
    what: str
    who: str


@dataclass(frozen=True)
class Part:
    """A Handlungsfeld: what a measure can be about, by id, and what it can start from."""

    id: str
    title: str
    statements: tuple[tuple[str, str], ...]
    templates: tuple[Start, ...]
    ideas: tuple[Start, ...]


@dataclass(frozen=True)
class MeasurePage:
    """``here``: its address; ``back``: that of the Protokoll."""

    here: str
    back: str
    is_scribe: bool
    listed: tuple[Listed, ...]
    parts: tuple[Part, ...]


def measure_page(visit: Visit) -> MeasurePage:
    """All measures, the next first, and what there is to start from."""
    _, now = visit.words, visit.evening
    is_scribe = visit.role == "scribe"
    found = by_date(measures(runtime.store(), now.workshop.id))
    back = f"/protokoll/{visit.code}" if is_scribe else f"/regie/{visit.code}/protokoll"
    return MeasurePage(
        here=f"/protokoll/{visit.code}/massnahmen" if is_scribe else f"/regie/{visit.code}/massnahmen",
        back=back,
        is_scribe=is_scribe,
        listed=tuple(_listed(_, one, now.questionnaire) for one in found),
        parts=tuple(_part(_, field, now.workshop.room) for field in now.questionnaire.fields),
    )


def start_of(visit: Visit, key: str) -> Form:
    """The fields of a form that begins with a template or an Anregung; empty for a key that there is not."""
    field_id, _dot, name = key.rpartition(".")
    field = next((one for one in visit.evening.questionnaire.fields if one.id == field_id), None)
    kind, number = name[:1], name[1:]
    if field is None or not (number.isascii() and number.isdecimal()):
        return {}
    starts = _templates(visit.words, field) if kind == "v" else _ideas(visit.words, field)
    if int(number) >= len(starts):
        return {}
    start, months = starts[int(number)], field.measures[int(number)].months if kind == "v" else 0
    due = later(day_here(), months).isoformat() if months else ""
    return {"was": start.what, "wer": start.who, "bis": due, "zu": field.id}


def draft_of(form: Form, before: Draft | None = None) -> Draft:
    """What a form says, beside all else that is known of the measure; raises NoDay, NameWithoutConsent."""
    due = form.get("bis", "").strip()
    day = day_of(due) if due else None
    if due and day is None:
        raise NoDay
    person = form.get("name", "").strip()
    if person and "einverstanden" not in form:
        raise NameWithoutConsent
    about = form.get("zu", "")
    kept = before.about[1:] if before is not None and about else ()
    known = replace(before or Draft(what=""), what=form.get("was", ""), who=form.get("wer", ""), person=person)
    said = replace(known, due=day, about=(about, *kept) if about else ())
    return Draft(**{field.name: getattr(said, field.name) for field in fields(Draft)})


def later(day: date, months: int) -> date:
    """The same day so many months later, else the last of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _listed(_: Words, one: Measure, asked: Questionnaire) -> Listed:
    form = {
        "was": one.what,
        "wer": one.who,
        "name": one.person,
        "bis": one.due.isoformat() if one.due else "",
        "zu": one.about[0] if one.about else "",
        **({"einverstanden": "1"} if one.person else {}),
    }
    about = ", ".join(subject_title(_, about, asked) for about in one.about)
    return Listed(one, who_text(_, one), due_text(_, one), about, form)


def _part(_: Words, field: Field, room: tuple[str, ...]) -> Part:
    named = tuple((one.id, f"{one.id} {short_name(_, one)}") for one in field.statements if one.id in room)
    return Part(field.id, _.local(field.title), named, _templates(_, field), _ideas(_, field))


def _templates(_: Words, field: Field) -> tuple[Start, ...]:
    return tuple(
        Start(f"{field.id}.v{number}", _.local(one.what), _.local(one.who)) for number, one in enumerate(field.measures)
    )


def _ideas(_: Words, field: Field) -> tuple[Start, ...]:
    """All Anregungen of the field, whatever the room has answered, so that they tell nothing of it."""
    texts = dict.fromkeys(_.local(text) for texts in field.suggestions.values() for text in texts)
    ideas = (idea_of(text) for text in texts)
    return tuple(Start(f"{field.id}.a{number}", one.title or one.text, one.who) for number, one in enumerate(ideas))
