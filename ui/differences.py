"""What the page Unterschiede shows: a screenful of statements in a chosen order, and the notes to them."""

from dataclasses import replace

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.differences import parts_of, statements_of
from content.statements import agenda
from content.views import View, order_titles, view_titles
from ui import overview, session
from ui.inputs import pick_from_list, pick_one
from ui.tables import show_table

IN_ONE_ORDER = ("e",)
"""Views that have an order of their own."""


def choose(results: Results) -> View:
    """The chosen view; the address keeps it."""
    _ = session.words()
    view = View("unterschiede", pick_one(_("Ansicht"), view_titles(_, "unterschiede"), "sicht"))
    if view.view not in IN_ONE_ORDER:
        view = replace(view, order=pick_from_list(_("Reihenfolge der Aussagen"), order_titles(_), "ordnung"))
    return replace(view, part=_choose_part(view, results))


def base(view: View, results: Results) -> str:
    """How many people stand behind what is shown, and in which order."""
    _ = session.words()
    people = overview.base(results)
    if view.view in IN_ONE_ORDER:
        return people
    return f"{people} · {_('Reihenfolge der Aussagen: {order}', order=order_titles(_)[view.order])}"


def reasons(results: Results, questionnaire: Questionnaire) -> None:
    """The proposal for the talk, each statement with its reason; labels and bands, no rank numbers."""
    _ = session.words()
    for table in agenda(_, results, questionnaire, names=("text", "reason", "band")):
        show_table(table)


def _choose_part(view: View, results: Results) -> str:
    """One screenful of the statements; a row of buttons leads to the others. Empty is the first."""
    _ = session.words()
    statements = statements_of(view, results)
    parts = parts_of(statements)
    if len(parts) == 1:
        return ""
    titles, first = {}, 1
    for number, part in enumerate(parts, 1):
        titles[str(number)] = _("{first} bis {last}", first=first, last=first + len(part) - 1)
        first += len(part)
    return pick_one(_("Aussagen"), titles, "teil")
