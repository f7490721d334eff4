"""The results at one glance, to look into: a click on a field or a statement shows it beside the pictures."""

from collections.abc import Mapping

import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.formats import Format, panel
from content.deck import slide
from content.overview import has_administration
from content.statements import short_name
from content.views import View, view_titles
from data.store.releases import Release
from data.store.workshops import Workshop
from ui import charts, differences, session, show, stage, suggestions
from ui.access import asks
from ui.charts import Place
from ui.detail import statement_detail
from ui.inputs import pick_one

CHOSEN = "analytics-chosen"
RADAR, STATEMENTS, BESIDE = panel(325, 320), panel(468, 176), panel(468, 160)
"""As the columns are in a window of 1366 pixels."""


def show_analytics(of: Workshop, release: Release, results: Results, questionnaire: Questionnaire) -> None:
    """Where the room stands and where it differs, who cannot judge; and the chosen field or statement."""
    choices = _choices(results, questionnaire)
    if st.session_state.get(CHOSEN) not in choices:
        st.session_state[CHOSEN] = (*results.discuss_first, *choices)[0]
    where, differing, chosen = st.columns([1, 1.4, 1.15], gap="small")

    def explore(view: View, format_: Format) -> None:
        shown = slide(view, results, questionnaire, session.words())
        charts.explore(shown, release, results, questionnaire, format_, key=f"analytics-{view.view}", on_click=_choose)

    with where, show.panel("radar"):
        explore(View("ueberblick", "radar"), RADAR)
    with differing:
        with show.panel("statements"):
            explore(View("unterschiede", "aussagen"), STATEMENTS)
        with show.panel("beside"):
            explore(_pick_beside(results), BESIDE)
    with chosen, show.panel("chosen"):
        _show_chosen(of, release, results, questionnaire, choices)


def _pick_beside(results: Results) -> View:
    """Groups by field, the Verwaltungsbogen beside the room, or what hardly anyone can judge."""
    _ = session.words()
    titles = {"karte": view_titles(_, "ueberblick")["karte"]} if results.groups else {}
    if has_administration(results):
        titles |= {"verwaltung": view_titles(_, "ueberblick")["verwaltung"]}
    picked = pick_one(_("Ansicht"), titles | {"e": _("Kaum einschätzbar")}, "daneben")
    return View("unterschiede", "e") if picked == "e" else View("ueberblick", picked)


@asks("moderator")
def _choose(place: Place) -> None:
    st.session_state[CHOSEN] = place.id


def _choices(results: Results, questionnaire: Questionnaire) -> Mapping[str, str]:
    """Fields and statements by name: what the mouse can choose, for the keyboard and for phones."""
    _ = session.words()
    fields = {one.id: show.plain(_.local(questionnaire.field(one.id).title)) for one in results.fields}
    statements = {
        one.id: show.plain(f"{one.id} {short_name(_, questionnaire.statements[one.id])}") for one in results.statements
    }
    return fields | statements


def _show_chosen(
    of: Workshop, release: Release, results: Results, questionnaire: Questionnaire, choices: Mapping[str, str]
) -> None:
    _ = session.words()
    label = _("Handlungsfeld oder Aussage")
    chosen = st.selectbox(
        label,
        choices,
        format_func=choices.__getitem__,
        key=CHOSEN,
        placeholder=label,
        label_visibility="collapsed",
    )
    if chosen in results.by_statement:
        statement_detail(of, release, results, questionnaire, chosen, key="cockpit")
        return
    shown = slide(View("ueberblick", "anregungen", chosen), results, questionnaire, _)
    stage.offer(of, shown)
    if st.button(_("Aussagen dieses Felds"), type="tertiary"):
        differences.begin_with(field=chosen)
        st.switch_page("pages/differences.py")
    suggestions.field_page(shown)
