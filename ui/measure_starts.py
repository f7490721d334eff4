"""What a new measure can begin from: every template and Anregung of a field with all its words, to take one over."""

from collections.abc import Mapping, Sequence

import streamlit as st

from analysis.action_plan import Draft
from content.measure_starts import Start, begun, starts
from content.statements import numbered_name
from data.store.rows import day_here
from data.store.workshops import Workshop
from texts.words import Words
from ui import session, show
from ui.access import asks

_TAKEN = "measure-start"
"""The id of the new measure that begins with something, and the key of what."""
_CHOOSING = "measure-start-choosing"
"""The id of the new measure for which the dialog stands open."""


def start(of: Workshop, new: str) -> Draft:
    """What this new measure begins from: nothing, until something was taken over."""
    _ = session.words()
    found = _taken(of, new)
    with st.container(horizontal=True, gap="small"):
        st.button(_("Vorlage oder Anregung wählen …"), key=f"choose-start-{new}", on_click=_open, args=(new,))
        if found is not None:
            st.button(_("Frei schreiben"), key=f"free-{new}", type="tertiary", on_click=_take, args=(new, ""))
    if session.kept_here(_CHOOSING) == new:
        st.dialog(_("Womit soll die Maßnahme beginnen?"), width="large", on_dismiss=_leave)(_choose)(of, new)
    return Draft(what="") if found is None else found


def _taken(of: Workshop, new: str) -> Draft | None:
    measure, key, about = session.kept_here(_TAKEN) or ("", "", "")
    if measure != new:
        return None
    known = starts(session.words(), session.questionnaire(of))
    return next((begun(one, about, day_here()) for one in known if one.key == key), None)


@asks("moderator")
def _open(new: str) -> None:
    session.keep_here(_CHOOSING, new)


@asks("moderator")
def _leave() -> None:
    session.keep_here(_CHOOSING, None)


@asks("moderator")
def _take(new: str, key: str, about: str = "") -> None:
    session.keep_here(_TAKEN, (new, key, about))


@asks("moderator")
def _choose(of: Workshop, new: str) -> None:
    """For one statement, or one field at a time: of all there are more than a hundred."""
    _ = session.words()
    asked = session.questionnaire(of)
    about = st.selectbox(
        _("Zu einer Aussage"),
        of.room,
        index=None,
        format_func=lambda one: numbered_name(_, asked.statements[one]),
        placeholder=_("Zu keiner bestimmten"),
        key=f"start-about-{new}",
    )
    titles = {field.id: _.local(field.title) for field in asked.fields}
    field = asked.field_of[about] if about else _field(titles, new)
    known = starts(_, asked, about or "")
    fitting = [one for one in known if one.is_fitting]
    others = [one for one in known if not one.is_fitting and one.field == field]
    for title, some in (
        (_("Passt zu dieser Aussage"), fitting),
        (_("Vorlagen"), [one for one in others if one.is_template]),
        (_("Anregungen"), [one for one in others if not one.is_template]),
    ):
        if some:
            show.part(title)
            with st.container(gap="xsmall"):
                _offer(_, some, new, about or "")


def _field(titles: Mapping[str, str], new: str) -> str:
    chosen: str = st.selectbox(
        session.words()("Handlungsfeld"),
        list(titles),
        format_func=titles.__getitem__,
        key=f"start-field-{new}",
        filter_mode=None,
    )
    return chosen


def _offer(_: Words, some: Sequence[Start], new: str, about: str) -> None:
    for one in some:
        with st.container(gap=None):
            is_wanted = st.button(show.plain(one.what), key=f"start-{one.key}", type="tertiary")
            if told := _who_and_when(_, one):
                show.note(told)
        if is_wanted:
            _take(new, one.key, about)
            _leave()
            st.rerun()


def _who_and_when(_: Words, one: Start) -> str:
    months = _.plural("in einem Monat", "in {n} Monaten", one.months) if one.months else ""
    return " · ".join(part for part in (one.who, months) if part)
