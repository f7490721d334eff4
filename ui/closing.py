"""The dialog before closing: how the groups are formed, without any result."""

import pandas as pd
import streamlit as st

from analysis.grouping import form_groups
from analysis.results import Group
from data.store.sheets import counts
from data.store.workshops import Workshop, close_workshop
from texts import group_title
from ui import session, show


def closing_dialog(of: Workshop) -> None:
    """Open the dialog in the reader's language."""
    _ = session.words()
    st.dialog(_("Umfrage schließen"), width="large")(_form)(of)


def _form(of: Workshop) -> None:
    _ = session.words()
    questionnaire = session.questionnaire(of)
    __, people, without_answers = counts(session.store(), of.id)
    first = form_groups(people, questionnaire, threshold=of.threshold, mode=of.mode)
    show.paragraph(
        _(
            "Passen die Zahlen zum Raum? Sonst warten Sie noch. Gruppen unter {threshold} werden zusammengelegt.",
            threshold=of.threshold,
        )
    )
    titles = {group.id: show.plain(group_title(_, group, questionnaire)) for group in first if not group.parts}
    also = st.pills(
        _("Zusätzlich zusammenlegen"), list(titles), selection_mode="multi", format_func=titles.get, key="also-merge"
    )
    groups = form_groups(people, questionnaire, threshold=of.threshold, mode=of.mode, also_merge=also)
    show.table(
        [_("Gruppe"), _("Bögen")],
        [[group_title(_, group, questionnaire), str(group.people)] for group in groups],
        caption=_("So werden die Gruppen gebildet"),
    )
    if without_answers:
        show.note(_.plural("Ein Bogen ist noch leer.", "{n} Bögen sind noch leer.", without_answers))
    if not groups:
        show.note(_("Es gibt noch keinen Bogen mit Antworten."))
    if st.button(_("Jetzt schließen"), type="primary", disabled=not groups):
        close_workshop(session.store(), of.id, lambda latest: _groups_of(of, latest, tuple(also)))
        st.rerun()


def _groups_of(of: Workshop, people: pd.DataFrame, also_merge: tuple[str, ...]) -> tuple[Group, ...]:
    """The groups of those who answered up to the very closing."""
    return form_groups(
        people,
        session.questionnaire(of),
        threshold=of.threshold,
        mode=of.mode,
        also_merge=also_merge,
    )
