"""What the page Überblick shows: one view, as it was picked."""

import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.overview import LINES_BESIDE, has_administration
from content.views import View, view_titles
from texts.sentences import method_sentences, sheets_title
from texts.titles import group_title
from ui import session, show
from ui.inputs import pick_from_list, pick_one, pick_some


def choose(results: Results, questionnaire: Questionnaire) -> View:
    """The chosen view, with the groups of a radar or the field of Anregungen beside it; the address keeps it."""
    _ = session.words()
    titles = view_titles(_, "ueberblick")
    if not has_administration(results):
        del titles["verwaltung"]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        # Translators: which view of a page is shown; a label of buttons.
        view = pick_one(_("Ansicht"), titles, "sicht")
        if view == "anregungen":
            fields = {one.id: _.local(questionnaire.field(one.id).short) for one in results.fields}
            return View("ueberblick", view, pick_from_list(_("Handlungsfeld"), fields, "feld", label_is_seen=False))
        if view == "radar" and results.groups:
            return View("ueberblick", view, groups=_groups(results, questionnaire))
    return View("ueberblick", view)


def _groups(results: Results, questionnaire: Questionnaire) -> tuple[str, ...]:
    """What the radar shows beside the room."""
    _ = session.words()
    titles = {group.id: show.plain(group_title(_, group, questionnaire)) for group in results.groups}
    label = _("Statt des Verwaltungsbogens bis zu zwei Gruppen zeigen")
    with st.popover(_("Mit Gruppen vergleichen")):  # all names at once would push the radar off a laptop's screen
        show.note(label)
        picked = pick_some(label, titles, "gruppen")
    if len(picked) > LINES_BESIDE:
        show.note(_("Das Netzdiagramm zeigt höchstens zwei Gruppen; hier sind es die ersten beiden."))
    return tuple(picked)


def base(results: Results) -> str:
    """How many people stand behind what is shown."""
    _ = session.words()
    return sheets_title(_, results.respondents, results.without_answers)


def method() -> None:
    """What the numbers are, and what they are not."""
    for sentence in method_sentences(session.words()):
        show.note(sentence)
