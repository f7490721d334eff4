"""The dialog before closing: how the groups are formed and why, without any result."""

import pandas as pd
import streamlit as st

from analysis.grouping import MODES, Mode, form_groups
from analysis.questionnaire import Questionnaire
from analysis.results import Group
from content import grouping_words
from data.closing import GroupsChanged, close_as_shown, outline
from data.store.sheets import counts, tally
from data.store.workshops import Workshop, WrongState
from texts.titles import group_title
from texts.words import Words
from ui import session, show
from ui.access import asks
from web import same_address


def closing_dialog(of: Workshop) -> None:
    """Open the dialog in the reader's language."""
    _ = session.words()
    st.dialog(_("Umfrage schließen"), width="large")(_form)(of)


@asks("moderator")
def _form(of: Workshop) -> None:
    _ = session.words()
    asked = session.questionnaire(of)
    __, people, without_answers = counts(session.store(), of.id)
    show.paragraph(
        _(
            "Passen die Zahlen zum Raum? Sonst warten Sie noch. Gruppen unter {threshold} werden zusammengelegt.",
            threshold=of.threshold,
        )
    )
    mode, also = _choice(_, of, people, asked)
    groups = form_groups(people, asked, threshold=of.threshold, mode=mode, also_merge=also)
    show.table(
        [
            _("Gruppe"),
            # Translators: above a column of numbers: sheets, each what one person answered on a phone or on paper.
            _("Bögen"),
        ],
        [[group_title(_, group, asked), str(group.people)] for group in groups],
        caption=_("So werden die Gruppen gebildet"),
    )
    if not groups:
        show.note(_("Es gibt noch keinen Bogen mit Antworten."))
    with st.container(horizontal=True, gap="small"):
        is_wanted = st.button(_("Jetzt schließen"), type="primary", disabled=not groups)
        if st.button(_("Noch warten")):
            st.rerun()
    if is_wanted:
        _close(_, of, asked, shown=groups, mode=mode, also=also)
    reasons = grouping_words.why(_, people, asked, threshold=of.threshold, mode=mode, also_merge=also)
    if reasons:
        show.lines(_("Warum so?"), reasons)
    now = tally(session.store(), of.id)
    unfinished = grouping_words.unfinished(_, sum(now.people.values()), now.finished, without_answers)
    for sentence in (*unfinished, *from_one_address(_, of)):
        show.note(sentence)


def _choice(_: Words, of: Workshop, people: pd.DataFrame, asked: Questionnaire) -> tuple[Mode, tuple[str, ...]]:
    """Where the groups start from, and which of them the moderator merges further."""
    modes = grouping_words.modes(_)
    mode: Mode = st.radio(
        _("Gruppen gehen aus von"),
        MODES,
        index=MODES.index(of.mode),
        format_func=modes.get,
        horizontal=True,
        key="closing-mode",
    )
    free = grouping_words.choosable(people, asked, threshold=of.threshold, mode=mode)
    if not free:
        return mode, ()
    titles = {group.id: show.plain(group_title(_, group, asked)) for group in free}
    also = st.pills(
        _("Zusätzlich zusammenlegen"),
        list(titles),
        selection_mode="multi",
        format_func=lambda one: titles[one],
        key=f"also-merge-{mode}",
    )
    return mode, tuple(also)


def from_one_address(_: Words, of: Workshop) -> list[str]:
    """That one address has brought enough sheets to lift a group over the threshold alone."""
    return grouping_words.from_one_address(_, *same_address.brought_by_one(session.store(), of), of.threshold)


def _close(
    _: Words, of: Workshop, asked: Questionnaire, *, shown: tuple[Group, ...], mode: Mode, also: tuple[str, ...]
) -> None:
    """Close with the answers up to this very moment, unless they make other groups than those that were shown."""
    try:
        close_as_shown(session.store(), of, asked, shown=outline(shown), mode=mode, also_merge=also)
    except GroupsChanged:
        st.warning(_("Inzwischen kamen Bögen dazu, und es werden andere Gruppen. Bitte noch einmal ansehen."))
        st.button(_("Neue Gruppen ansehen"))
        return
    except WrongState:
        session.say_after(_("Die Umfrage war schon geschlossen."))
    st.rerun()
