"""The results at one glance, to look into: a click on a field or a statement shows it beside the pictures."""

from collections.abc import Mapping

import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.formats import Format, panel
from content.deck import slide
from content.labels import ROOM
from content.overview import has_administration
from content.slides import Slide
from content.statements import numbered_name, short_name
from content.tables import as_text
from content.views import View, view_titles
from data.store.releases import Release
from data.store.workshops import Workshop
from ui import charts, differences, session, show, stage, suggestions
from ui.access import asks
from ui.charts import Place
from ui.detail import statement_detail
from ui.inputs import pick_one

CHOSEN = "analytics-chosen"
FIELDS, STATEMENTS, GROUPS = panel(326, 262), panel(470, 176), panel(470, 160)
"""As the columns are in a window of 1366 pixels."""
GAPS = 2
"""Statements that hardly anyone can judge which are named; the table has all of them."""


def show_analytics(of: Workshop, release: Release, results: Results, questionnaire: Questionnaire) -> None:
    """Where the room stands and where it differs, who cannot judge; and the chosen field or statement."""
    choices = _choices(results, questionnaire)
    if st.session_state.get(CHOSEN) not in choices:
        st.session_state[CHOSEN] = (*results.discuss_first, *choices)[0]
    where, differing, chosen = st.columns([1, 1.38, 1.14], gap="small")

    def explore(view: View, format_: Format) -> None:
        shown = slide(view, results, questionnaire, session.words())
        charts.explore(shown, release, results, questionnaire, format_, key=f"analytics-{view.view}", on_click=_choose)

    with where:
        with show.panel("fields"):
            explore(View("ueberblick", _pick_of_fields(results)), FIELDS)
        with show.panel("gaps"):
            _gaps(results, questionnaire)
    with differing:
        with show.panel("statements"):
            explore(View("unterschiede", "aussagen"), STATEMENTS)
        if results.groups:
            with show.panel("groups"):
                explore(View("ueberblick", "karte"), GROUPS)
    with chosen, show.panel("chosen"):
        _show_chosen(of, release, results, questionnaire, choices)


def _pick_of_fields(results: Results) -> str:
    """The radar, or the Verwaltungsbogen beside the room; as buttons where there is one."""
    if not has_administration(results):
        return "radar"
    _ = session.words()
    titles = view_titles(_, "ueberblick")
    return pick_one(_("Ansicht"), {view: titles[view] for view in ("radar", "verwaltung")}, "felder")


def _gaps(results: Results, questionnaire: Questionnaire) -> None:
    """What hardly anyone can judge: each statement with how many, and the way to it."""
    _ = session.words()
    shown = slide(View("unterschiede", "e"), results, questionnaire, _)
    show.finding(shown.finding.sentence)
    room = shown.table.columns.index(ROOM)
    for id_ in [one for one in shown.table.ids if one in results.knowledge_gaps][:GAPS]:
        name = short_name(_, questionnaire.statements[id_])
        said = as_text(_, shown.table.rows[shown.table.ids.index(id_)][room])
        # Translators: a statement, and how many people cannot judge it: "3 of 12".
        label = show.plain(_("{statement}: {e_of}", statement=name, e_of=said))
        st.button(label, key=f"gap-{id_}", type="tertiary", on_click=_choose, args=(Place(id_),))
    charts.table_below(shown, key="gaps")


@asks("moderator")
def _choose(place: Place) -> None:
    st.session_state[CHOSEN] = place.id


def _choices(results: Results, questionnaire: Questionnaire) -> Mapping[str, str]:
    """Fields and statements by name: what the mouse can choose, for the keyboard and for phones."""
    _ = session.words()
    fields = {one.id: _.local(questionnaire.field(one.id).title) for one in results.fields}
    statements = {one.id: numbered_name(_, questionnaire.statements[one.id]) for one in results.statements}
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
    else:
        _field_detail(of, slide(View("ueberblick", "anregungen", chosen), results, questionnaire, _), chosen)


def _field_detail(of: Workshop, shown: Slide, field_id: str) -> None:
    _ = session.words()
    with st.container(horizontal=True, gap="small"):
        stage.offer(of, shown)
        if st.button(_("Aussagen dieses Felds"), type="tertiary"):
            differences.begin_with(field=field_id)
            st.switch_page("pages/differences.py")
    suggestions.field_page(shown)
