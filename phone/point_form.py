"""The form in which a phone gives points to measures, or says how much it is against each, with what it gave."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from analysis.points import WORST, Question
from data.store.giving import given_by
from phone.taking_part import has_vote, why_no_vote
from phone.visit import Visit
from texts.words import Words
from web.light import rendered

FIELD = "p."
"""Before the id of a measure, the name of its numbers."""


@dataclass(frozen=True)
class Typed:
    """What was sent and cannot be counted, with the sentence that says why; nothing of it is lost."""

    numbers: Mapping[str, str]
    wrong: str


async def form_in(visit: Visit, question: Question, typed: Typed | None = None) -> str:
    """The form for this phone; one whose sheet does not count, or that is passed round, is told why it has none."""
    if not await has_vote(visit):
        return Markup("<p>{}</p>").format(why_no_vote(visit.words))
    given = await asyncio.to_thread(given_by, visit.store, visit.token_hash, visit.room.workshop.id)
    numbers = {id_: str(number) for id_, number in given.items()} if typed is None else typed.numbers
    _ = visit.words
    return rendered(
        "points_form.html",
        visit.language,
        workshop=visit.room.workshop,
        chosen=visit.language,
        question=question,
        rules=_own_rules(_, question),
        stored=_stored(_, question, given) if given else "",
        numbers=numbers,
        usual="0" if question.kind == "points" else "",
        counted=_counted(_, question),
        wrong=typed.wrong if typed else "",
        field=FIELD,
    )


def _own_rules(_: Words, question: Question) -> str:
    """What this person has."""
    if question.kind == "resistance":
        return _("Wie stark ist Ihr Widerstand? 0 heißt: kein Widerstand. {worst} heißt: auf keinen Fall.", worst=WORST)
    if question.highest >= question.points:
        return _.plural("Sie haben einen Punkt.", "Sie haben {n} Punkte.", question.points)
    return _("Sie haben {n} Punkte, höchstens {most} für eine Maßnahme.", n=question.points, most=question.highest)


def _counted(_: Words, question: Question) -> Markup:
    """How many points are ticked, which the style sheet counts along; nothing where nobody has to count."""
    if question.kind == "resistance":
        return Markup("")
    return escape(_("Gerade vergeben: {given} von {n}")).format(given=Markup("<b></b>"), n=question.points)


def _stored(_: Words, question: Question, given: Mapping[str, int]) -> str:
    """What is stored, and that it can be changed."""
    if question.kind == "resistance":
        return _("Gespeichert. Sie können Ihre Angaben bis zum Ende ändern.")
    left = question.points - sum(given.values())
    if not left:
        return _("Gespeichert: Alle Punkte sind vergeben. Sie können das bis zum Ende ändern.")
    return _.plural(
        "Gespeichert: Ein Punkt ist noch übrig. Sie können das bis zum Ende ändern.",
        "Gespeichert: {n} Punkte sind noch übrig. Sie können das bis zum Ende ändern.",
        left,
    )
