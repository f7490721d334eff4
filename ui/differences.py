"""The views of the page Unterschiede: statements in a chosen order, at most seven a screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import streamlit as st

from analysis.comparison import Order, ordered
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.differences import answers_slide, by_e, e_slide, groups_slide, worth_talking_about
from content.findings import reason
from content.slides import Slide
from texts import Words, disagreement_title
from ui import overview, session, show
from ui.inputs import pick_from_list, pick_one
from ui.suggestions import statement_notes

ROWS = 7
"""Statements on one projected screen."""


@dataclass(frozen=True)
class View:
    """Which statements a view goes through, and the slide of up to seven of them.

    ``of`` gives them in an order of their own, or of those that ``ordered`` gave it, in that order.
    """

    of: Callable[[Results, tuple[str, ...]], tuple[str, ...]]
    slide: Callable[[Words, Results, Questionnaire, Sequence[str]], Slide]
    sortable: bool = True


VIEWS = {
    "aussagen": View(lambda _results, statements: statements, answers_slide),
    "gruppen": View(worth_talking_about, groups_slide),
    "e": View(lambda results, _statements: by_e(results), e_slide, sortable=False),
}


def choose_view() -> str:
    """The chosen view; the address keeps it."""
    _ = session.words()
    titles = {
        "aussagen": _("Wie der Raum antwortet"),
        "gruppen": _("Wer sieht es wie"),
        "e": _("Wer kann es nicht einschätzen"),
    }
    return pick_one(_("Ansicht"), titles, "sicht")


def choose_statements(view: View, results: Results) -> tuple[str, ...]:
    """The view's statements in the chosen order; the address keeps it, and the page and the projector name it."""
    _ = session.words()
    if not view.sortable:
        return view.of(results, ())
    if session.is_screen():  # sorted in the moderator's window; the projector is told by the address
        wanted = st.query_params.get("ordnung", "")
        order = wanted if wanted in order_titles(_) else next(iter(order_titles(_)))
    else:
        order = pick_from_list(_("Reihenfolge der Aussagen"), order_titles(_), "ordnung")
    return view.of(results, ordered(results, cast(Order, order)))


def order_titles(_: Words) -> dict[str, str]:
    """The orders that views of differences can have, in words; the first is the default."""
    return {
        "besprechen": _("Zuerst besprechen"),
        "uneinigkeit": _("Am weitesten auseinander"),
        "spannweite": _("Größte Spannweite"),
        "fragebogen": _("Reihenfolge des Fragebogens"),
    }


def base(view: View, results: Results) -> str:
    """How many people stand behind what is shown, and in which order; on the projector, too."""
    _ = session.words()
    people = overview.base(results)
    titles = order_titles(_)
    title = titles.get(st.query_params.get("ordnung", ""), titles["besprechen"])
    return f"{people} · {_('Reihenfolge der Aussagen: {order}', order=title)}" if view.sortable else people


def choose_part(statements: Sequence[str]) -> tuple[str, ...]:
    """Up to seven of the statements; a row of buttons leads to the others."""
    _ = session.words()
    parts = [tuple(statements[start : start + ROWS]) for start in range(0, len(statements), ROWS)] or [()]
    if len(parts) == 1:
        return parts[0]
    last = len(statements)
    titles = {
        str(n): _("{first} bis {last}", first=(n - 1) * ROWS + 1, last=min(n * ROWS, last))
        for n in range(1, len(parts) + 1)
    }
    return parts[int(pick_one(_("Aussagen"), titles, "teil")) - 1]


def talk_notes(part: tuple[str, ...], results: Results, questionnaire: Questionnaire) -> None:
    """For each statement on the screen: how to begin the talk, and what could come next."""
    _ = session.words()
    show.heading(_("Zu diesen Aussagen"))
    for one in part:
        statement_notes(results.by_statement[one], questionnaire)


def reasons(results: Results, questionnaire: Questionnaire) -> None:
    """The proposal for the talk, each statement with its reason; labels and bands, no rank numbers."""
    _ = session.words()
    show.table(
        [_("Aussage"), _("Warum besprechen"), _("Wie weit auseinander?")],
        [
            [
                _.local(questionnaire.statements[one].text),
                reason(_, results.by_statement[one]),
                disagreement_title(_, results.by_statement[one].band),
            ]
            for one in results.discuss_first
        ],
        caption=_("Zuerst besprechen: ein Vorschlag, keine Rangfolge"),
    )
