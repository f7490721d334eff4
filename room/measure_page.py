"""What the pages of measures show, as values: the measures, and what a new one can start from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.action_plan import Draft, Measure, as_draft, by_date
from analysis.questionnaire import Field, Questionnaire
from content.action_plan import cost_choices, decider_titles, due_text, status_titles, who_text
from content.measure_starts import Start, begun, starts
from content.protocol import subject_title
from content.statements import numbered_name
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
    asked, by id. ``about``: the statement that a new one is about, with its name, and ``fitting`` what fits it."""

    here: str
    back: str
    is_scribe: bool
    listed: tuple[Listed, ...]
    parts: tuple[Part, ...]
    others: Mapping[str, str]
    about: str
    about_title: str
    fitting: tuple[Start, ...]


def measure_page(visit: Visit, about: str = "") -> MeasurePage:
    """All measures, the next first, and what there is to start from, for a statement what fits it first."""
    _, now = visit.words, visit.evening
    is_scribe = visit.role == "scribe"
    found = by_date(measures(runtime.store(), now.workshop.id))
    about = about if about in now.workshop.room else ""
    begin = starts(_, now.questionnaire, about)
    back = f"/protokoll/{visit.code}" if is_scribe else f"/regie/{visit.code}/protokoll"
    return MeasurePage(
        here=f"/protokoll/{visit.code}/massnahmen" if is_scribe else f"/regie/{visit.code}/massnahmen",
        back=back,
        is_scribe=is_scribe,
        listed=tuple(_listed(_, one, now.questionnaire) for one in found),
        parts=tuple(_part(_, field, now.workshop.room, begin) for field in now.questionnaire.fields),
        others=_others(_, found, now.workshop.room, now.questionnaire),
        about=about,
        about_title=f"{about} {subject_title(_, about, now.questionnaire)}" if about else "",
        fitting=tuple(one for one in begin if one.is_fitting),
    )


def start_of(visit: Visit, key: str, about: str = "") -> Form:
    """The fields of a form that begins with a template or an Anregung, or about a statement; empty for neither."""
    about = about if about in visit.evening.workshop.room else ""
    draft = begun_of(visit, key, about)
    if draft is None:
        return {"zu": about} if about else {}
    due = draft.due.isoformat() if draft.due else ""
    return {"was": draft.what, "wer": draft.who, "bis": due, "zu": draft.about[0], "vorlage": key}


def begun_of(visit: Visit, key: str, about: str = "") -> Draft | None:
    """The measure that begins with this template or Anregung; None for a key that there is not."""
    found = next((one for one in starts(visit.words, visit.evening.questionnaire) if one.key == key), None)
    return None if found is None else begun(found, about, day_here())


def details_of(_: Words, draft: Draft | None) -> tuple[tuple[str, str], ...]:
    """What a template adds to the measure beside the fields of the form, each with its name."""
    if draft is None:
        return ()
    said = (
        (_("Erster Schritt in 14 Tagen"), draft.first_step),
        (_("Wer entscheidet"), decider_titles(_)[draft.decides] if draft.decides else ""),
        (_("Kosten"), cost_choices(_)[draft.cost] if draft.cost else ""),
        (_("Woran wir es merken"), draft.sign),
        (_("Risiko"), draft.risk),
    )
    return tuple((name, text) for name, text in said if text)


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
    named = tuple((one.id, numbered_name(_, one)) for one in field.statements if one.id in room)
    own = [one for one in begin if one.field == field.id]
    templates = tuple(one for one in own if one.is_template)
    return Part(field.id, _.local(field.title), named, templates, tuple(one for one in own if not one.is_template))
