"""The line of steps through a workshop: where we are, and what each step has to say of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

import streamlit as st

from analysis.stage import Place
from content.plan import plan_items
from content.show import AFTER, show_of
from content.views import view_at
from data.evening import Evening
from data.store.stages import stage
from data.store.workshops import Workshop
from texts.sentences import sheets_title
from texts.words import Words
from ui import session

Step = Literal["vorbereiten", "sammeln", "zeigen", "sprechen", "vereinbaren", "mitnehmen"]
STEPS: tuple[Step, ...] = ("vorbereiten", "sammeln", "zeigen", "sprechen", "vereinbaren", "mitnehmen")


@dataclass(frozen=True)
class Way:
    """``now`` is the step at which a workshop stands; ``facts`` say something of steps, in a few words."""

    now: Step
    facts: Mapping[Step, str]


def step_titles(_: Words) -> dict[Step, str]:
    """The steps in words, in their order."""
    return {
        # Translators: the six steps of a workshop, as verbs: prepare, collect, show, talk, agree, take home.
        "vorbereiten": _("Vorbereiten"),
        "sammeln": _("Sammeln"),
        "zeigen": _("Zeigen"),
        "sprechen": _("Sprechen"),
        "vereinbaren": _("Vereinbaren"),
        "mitnehmen": _("Mitnehmen"),
    }


TALKED: frozenset[str] = frozenset({"plan", "aussage"})
"""Pages of slides of which the room talks."""


def step_now(of: Workshop) -> Step:
    """Where the workshop stands by now, for lists that show nothing else of it."""
    closed = session.release(of) if of.state == "closed" else None
    is_revealed = closed is not None and closed.revealed
    return step_of(of, stage(session.store(), of.id).place if is_revealed else None)


def step_of(of: Workshop, place: Place | None) -> Step:
    """Where the workshop stands; ``place``: what is on its stage since the first result."""
    match of.state:
        case "prepared":
            return "vorbereiten"
        case "open":
            return "sammeln"
        case "finished":
            return "mitnehmen"
    if place is not None and place.kind in AFTER:
        return "vereinbaren"
    return "sprechen" if place is not None and place.slide and view_at(place.slide).page in TALKED else "zeigen"


def way_of(_: Words, now: Evening, missing: int) -> Way:
    """The steps of a workshop of which so many things are ``missing`` before it can begin."""
    of = now.workshop
    facts: dict[Step, str] = {}
    if of.state == "prepared":
        facts["vorbereiten"] = (
            _.plural("eins fehlt noch", "{n} fehlen noch", missing) if missing else _("alles ist bereit")
        )
    if of.state == "open":
        facts["sammeln"] = _("läuft")
    if now.release is not None:
        facts["sammeln"] = sheets_title(_, now.release.counted.people)
    shown = slide_on_stage(now)
    if shown is not None and of.state == "closed":
        facts["zeigen"] = _("Folie {n} von {of}", n=shown[0], of=shown[1])
    if now.is_revealed and now.results is not None and now.results.plan:
        minutes = sum(item.minutes for item in plan_items(now.results))
        facts["sprechen"] = _.plural(
            "eine Aussage, {minutes} Minuten", "{n} Aussagen, {minutes} Minuten", len(now.results.plan), minutes=minutes
        )
    if now.results is not None and now.results.measures:
        facts["vereinbaren"] = _.plural("eine Maßnahme", "{n} Maßnahmen", now.results.measures)
    return Way(step_of(of, place_of(now)), facts)


def show_steps(way: Way) -> None:
    """The line, as a list whose present step is marked for everyone."""
    _ = session.words()
    at = STEPS.index(way.now)
    items = []
    for place, (step, title) in enumerate(step_titles(_).items()):
        kind, said = ("done", _("erledigt")) if place < at else ("later", _("später"))
        if place == at:
            kind, said = "now", _("jetzt")
        current = ' aria-current="step"' if place == at else ""
        fact = escape(way.facts.get(step, "")) or "&nbsp;"
        items.append(
            f'<li class="{kind}"{current}><b>{escape(title)}</b> <span>{fact}</span>'
            f'<span class="unseen"> ({escape(said)})</span></li>'
        )
    st.html(f'<ol class="steps" aria-label="{escape(_("Ablauf des Workshops"))}">{"".join(items)}</ol>')


def place_of(now: Evening) -> Place | None:
    """What is on the stage; None before the first result."""
    return now.stage.place if now.is_revealed else None


def slide_on_stage(now: Evening) -> tuple[int, int] | None:
    """Which of how many places of the show is on the stage, as the Regie counts them; None before the first result."""
    if not now.is_revealed:
        return None
    show = show_of(now.stage, now.results)
    at = next((number for number, one in enumerate(show, 1) if one.slide and one.slide == now.stage.place.slide), None)
    return None if at is None else (at, len(show))
