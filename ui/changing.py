"""The form that changes a workshop: its name, its day, its Wi-Fi, and its groups until the first sheet is there."""

from collections.abc import Mapping

import streamlit as st

from data.store.workshops import Workshop, WorkshopLocked, WrongState, change_workshop
from texts.dates import day_in_words
from ui import runs, session, show
from ui.inputs import (
    Typed,
    date_line,
    date_of,
    line,
    needed,
    threshold_input,
    wifi_is_possible,
    wifi_lines,
)
from ui.municipality_input import municipality_input
from ui.runs import Linked


def change(one: Workshop, linked: Linked) -> bool:
    """The form; True once what it holds was stored."""
    _ = session.words()
    with st.form(f"change-{one.id}", border=False):
        municipality = municipality_input(one.municipality, key=f"municipality-{one.id}")
        runs.say_that_they_move_too(linked)
        title = line(_("Titel"), one.title, key=f"title-{one.id}")
        typed_day = date_line(one.held_on, key=f"date-{one.id}")
        show.note(_day_of_deletion(one))
        wifi = wifi_lines(one.wifi_name, one.wifi_password, key=one.id)
        threshold = one.threshold
        if one.locked:
            show.note(_("Perspektiven, Aussagen und Mindestgröße liegen fest, seit der erste Bogen da ist."))
        else:
            threshold = threshold_input(one.threshold, key=f"threshold-{one.id}")
        if not st.form_submit_button(_("Änderungen speichern"), type="primary"):
            return False
    held_on = date_of(typed_day)
    is_named = needed((municipality, _("Bitte die Kommune angeben.")), (title, _("Bitte einen Titel angeben.")))
    if not (wifi_is_possible(*wifi) and is_named and held_on is not None):
        return False
    changes = {"held_on": held_on} | ({"threshold": threshold} if threshold != one.threshold else {})
    _store(one, municipality, title, typed_day, wifi, changes)
    return True


def _day_of_deletion(one: Workshop) -> str:
    """When the sheets go, and whether that still moves with the workshop's day."""
    _ = session.words()
    said = day_in_words(_, one.delete_sheets_on)
    if one.locked:
        return _("Einzelne Bögen werden am {day} gelöscht. Das ist den Teilnehmenden gesagt und bleibt so.", day=said)
    return _("Einzelne Bögen werden am {day} gelöscht. Bis zum ersten Bogen rückt das mit dem Datum.", day=said)


def _store(
    one: Workshop,
    municipality: Typed,
    title: Typed,
    typed_day: Typed,
    wifi: tuple[Typed, Typed],
    changes: Mapping[str, object],
) -> None:
    _ = session.words()
    name, password = wifi
    try:
        change_workshop(
            session.store(),
            one.id,
            by=session.actor(),
            municipality=municipality.text,
            title=title.text,
            wifi_name=name.text,
            wifi_password=password.text,
            **changes,
        )
    except WorkshopLocked:
        session.say_after(_("Inzwischen ist der erste Bogen da; die Mindestgröße liegt jetzt fest."))
    except WrongState:
        session.say_after(_("Diesen Workshop gibt es nicht mehr"))
    else:
        for typed in (municipality, title, typed_day, *wifi):
            typed.is_stored()
