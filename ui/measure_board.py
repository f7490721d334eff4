"""The board of measures: by date or by Handlungsfeld, each with the way to all of it."""

from collections.abc import Sequence
from html import escape
from typing import Literal

import streamlit as st

from analysis.action_plan import Measure, by_date, by_field
from analysis.points import PollResult
from content.action_plan import due_text, field_title, status_titles
from content.points import points_text, poll_order
from data.store.workshops import Workshop
from texts.words import Words
from ui import measure_form, session, show
from ui.access import asks

View = Literal["datum", "feld", "punkte", "tabelle"]


def view_now() -> View:
    """What was chosen: by date, by field, by points, or a table to type in."""
    chosen: View = st.session_state.get(measure_form.VIEW) or "datum"
    return chosen


def choose_view(*, has_points: bool) -> None:
    """The choice, by points once the room has seen them; a new measure leads back from the table."""
    _ = session.words()
    titles: dict[View, str] = {
        "datum": _("Nach Datum"),
        "feld": _("Nach Handlungsfeld"),
        **({"punkte": _("Nach Punkten")} if has_points else {}),
        "tabelle": _("Viele auf einmal ändern"),
    }
    st.segmented_control(
        _("Ansicht"),
        list(titles),
        default="datum",
        required=True,
        format_func=titles.__getitem__,
        key=measure_form.VIEW,
        label_visibility="collapsed",
    )


def show_board(of: Workshop, measures: Sequence[Measure], view: View, result: PollResult | None) -> None:
    """A row for each measure, below its field or in the order of its points where they are sorted so; ``result``: what
    the room has seen of its poll."""
    _ = session.words()
    if not measures:
        show.paragraph(_("Noch ist keine Maßnahme vereinbart."))
        show.note(_("Im Raum schreiben Regie und Protokoll sie auf; hier lässt sich alles ergänzen."))
    if view == "feld":
        for title, those in _parts(_, of, measures):
            show.part(title)
            for one in those:
                _row(one, result)
        return
    order = poll_order(result) if view == "punkte" and result is not None else {}
    for one in sorted(by_date(measures), key=lambda one: order.get(one.id, len(order))):
        _row(one, result)


def _parts(_: Words, of: Workshop, measures: Sequence[Measure]) -> list[tuple[str, list[Measure]]]:
    asked = session.questionnaire(of)
    return [(field_title(_, field, asked), those) for field, those in by_field(measures, asked)]


def _row(one: Measure, result: PollResult | None) -> None:
    _ = session.words()
    tallied = None if result is None else result.by_option.get(one.id)
    points = "" if tallied is None else f" · {points_text(_, tallied)}"
    with st.container(key=f"measure-{one.id}", horizontal=True, vertical_alignment="center", gap="small"):
        tag = f' <span class="tag">{escape(status_titles(_)[one.status])}</span>'
        st.html(
            f'<div class="agreed"><b class="due">{escape(due_text(_, one) if one.due else _("ohne Tag"))}</b>'
            f'<div><p dir="auto"><b>{escape(one.what)}</b>{tag}</p>'
            f'<p dir="auto">{escape(one.who or _("Wer es tut, ist noch offen"))}{escape(points)}</p></div></div>'
        )
        st.button(_("Öffnen"), key=f"open-{one.id}", type="tertiary", on_click=_open, args=(one,))


@asks("moderator")
def _open(one: Measure) -> None:
    measure_form.open_measure(one)
