"""The views of the page Überblick; each is one slide."""

import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.overview import (
    LINES_BESIDE,
    administration_slide,
    has_administration,
    levels_slide,
    profiles_slide,
    radar_slide,
)
from content.slides import Slide
from texts import group_title, method_sentences, sheets_title
from ui import session, show
from ui.inputs import pick_one, pick_some

SUGGESTIONS = "anregungen"
"""The view that goes through the fields one by one, in words."""


def choose_view(results: Results) -> str:
    """The chosen view; the address keeps it, so that the projector can open the same."""
    _ = session.words()
    titles = {
        "radar": _("Handlungsfelder"),
        "gruppen": _("Perspektiven"),
        "karte": _("Feld × Perspektive"),
        "verwaltung": _("Verwaltung : Raum"),
        SUGGESTIONS: _("Anregungen"),
    }
    if not has_administration(results):
        del titles["verwaltung"]
    return pick_one(_("Ansicht"), titles, "sicht")


def slide(view: str, results: Results, questionnaire: Questionnaire) -> Slide:
    """The slide of a view; for the radar, groups can be chosen."""
    _ = session.words()
    if view == "gruppen":
        return profiles_slide(_, results, questionnaire)
    if view == "karte":
        return levels_slide(_, results, questionnaire)
    if view == "verwaltung":
        return administration_slide(_, results, questionnaire)
    return radar_slide(_, results, questionnaire, _groups_beside(results, questionnaire))


def base(results: Results) -> str:
    """How many people stand behind what is shown."""
    _ = session.words()
    return sheets_title(_, results.respondents, results.without_answers)


def method() -> None:
    """What the numbers are, and what they are not."""
    for sentence in method_sentences(session.words()):
        show.paragraph(sentence)


def _groups_beside(results: Results, questionnaire: Questionnaire) -> list[str]:
    """Chosen in the moderator's window; the projector is told by the address."""
    _ = session.words()
    if session.is_screen():
        return st.query_params.get("gruppen", "").split(",")
    titles = {group.id: show.plain(group_title(_, group, questionnaire)) for group in results.groups}
    picked = pick_some(_("Statt des Verwaltungsbogens bis zu zwei Gruppen zeigen"), titles, "gruppen")
    if len(picked) > LINES_BESIDE:
        show.note(_("Das Netzdiagramm zeigt höchstens zwei Gruppen; hier sind es die ersten beiden."))
    return picked
