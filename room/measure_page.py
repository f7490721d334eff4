"""What the pages of measures show, as values: the measures, and what a new one can start from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.action_plan import Draft, Measure, as_draft, by_date
from analysis.questionnaire import Field, Questionnaire
from analysis.rechecks import months_after
from content.action_plan import due_text, status_titles, who_text
from content.measure_starts import Start, starts
from content.protocol import subject_title
from content.statements import short_name
from data.store.measures import measures
from data.store.rows import day_here
from room.visit import Visit
from texts.dates import day_or_none
from texts.words import Words
from web import runtime

Form = Mapping[str, str]


class NameWithoutConsent(ValueError):  # noqa: N818 - named by what is so
    """A person may be named only once they have agreed."""


@dataclass(frozen=True)
class Listed:
    """A measure in words, and as the fields of its form."""

    measure: Measure
    who: str
    due: str
    about: str
    status: str
    form: Form


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
    """``here``: its address; ``back``: that of the Protokoll; ``others``: what measures are about that the room was not
    asked, by id."""

    here: str
    back: str
    is_scribe: bool
    listed: tuple[Listed, ...]
    parts: tuple[Part, ...]
    others: Mapping[str, str]


def measure_page(visit: Visit) -> MeasurePage:
    """All measures, the next first, and what there is to start from."""
    _, now = visit.words, visit.evening
    is_scribe = visit.role == "scribe"
    found = by_date(measures(runtime.store(), now.workshop.id))
    begin = starts(_, now.questionnaire)
    back = f"/protokoll/{visit.code}" if is_scribe else f"/regie/{visit.code}/protokoll"
    return MeasurePage(
        here=f"/protokoll/{visit.code}/massnahmen" if is_scribe else f"/regie/{visit.code}/massnahmen",
        back=back,
        is_scribe=is_scribe,
        listed=tuple(_listed(_, one, now.questionnaire) for one in found),
        parts=tuple(_part(_, field, now.workshop.room, begin) for field in now.questionnaire.fields),
        others=_others(_, found, now.workshop.room, now.questionnaire),
    )


def start_of(visit: Visit, key: str) -> Form:
    """The fields of a form that begins with a template or an Anregung; empty for a key that there is not."""
    found = next((one for one in starts(visit.words, visit.evening.questionnaire) if one.key == key), None)
    if found is None:
        return {}
    due = months_after(day_here(), found.months).isoformat() if found.months else ""
    return {"was": found.what, "wer": found.who, "bis": due, "zu": found.field}


def draft_of(form: Form, before: Draft | None = None) -> Draft:
    """What a form says, beside all else that is known of the measure; raises NoDay, NameWithoutConsent."""
    day = day_or_none(form.get("bis", ""))
    person = form.get("name", "").strip()
    if person and "einverstanden" not in form:
        raise NameWithoutConsent
    about = form.get("zu", "")
    others = before.about if before is not None and about else ()
    if about and about not in others:
        others = (about, *others[1:])
    known = replace(before or Draft(what=""), what=form.get("was", ""), who=form.get("wer", ""), person=person)
    said = replace(known, due=day, about=others)
    return as_draft(said)


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
    status = status_titles(_)[one.status]
    return Listed(one, who_text(_, one), due_text(_, one), about, status, form)


def _others(_: Words, found: Sequence[Measure], room: tuple[str, ...], asked: Questionnaire) -> Mapping[str, str]:
    about = (one.about[0] for one in found if one.about)
    return {
        one: f"{one} {subject_title(_, one, asked)}" for one in about if one in asked.statements and one not in room
    }


def _part(_: Words, field: Field, room: tuple[str, ...], begin: Sequence[Start]) -> Part:
    named = tuple((one.id, f"{one.id} {short_name(_, one)}") for one in field.statements if one.id in room)
    own = [one for one in begin if one.field == field.id]
    templates = tuple(one for one in own if one.is_template)
    return Part(field.id, _.local(field.title), named, templates, tuple(one for one in own if not one.is_template))
