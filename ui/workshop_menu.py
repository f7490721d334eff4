"""What can be done with a workshop: a menu that says so in a sentence each, and the dialogs behind it."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from data.store.workshops import Workshop
from ui import backups, changing, ending, next_run, runs, session, show
from ui.access import asks
from ui.preparations import perspectives_are_changed
from ui.runs import Linked, linked_with

Doing = Literal["change", "perspectives", "again", "save", "finish", "delete"]
BEGUN = "begun"
"""Which of them stands open, and for which workshop: kept, so that the page may run anew around it."""


def offer_menu(one: Workshop, linked: Linked) -> None:
    """Everything that can be done with the workshop, beside going into its cockpit."""
    _ = session.words()
    menu = st.popover(_("Mehr"), key=f"menu-{one.id}-{session.kept_here(_times(one))}", type="tertiary")
    with menu, st.container(key=f"entries-{one.id}", gap="small"):
        runs.name_the_one_before(linked)
        if one.locked:
            fixed = _("Kommune, Titel, Datum und WLAN; alles andere liegt mit dem ersten Bogen fest.")
            _offer(one, "change", _("Ändern …"), fixed)
        else:
            _offer(one, "change", _("Ändern …"), _("Kommune, Titel, Datum, WLAN und Mindestgröße."))
            _offer(one, "perspectives", _("Perspektiven …"), _("Wer im Raum gefragt wird; geht bis zum ersten Bogen."))
        _offer(one, "again", _("Neuer Durchgang …"), _("Legt einen Workshop mit denselben Einstellungen an."))
        what = _("Alles von diesem Workshop in einer verschlüsselten Datei, für einen zweiten Rechner.")
        _offer(one, "save", _("Sicherung herunterladen …"), what)
        if one.state == "closed":
            _offer(
                one,
                "finish",
                _("Workshop abschließen …"),
                _("Keine Bögen mehr; gelöscht werden sie am angekündigten Tag."),
            )
        if _chosen(
            one,
            "archive",
            _("Archivieren"),
            _("Nimmt ihn aus der Liste; nichts geht verloren."),
        ):
            ending.archive(one)
        _offer(one, "delete", _("Workshop löschen …"), _("Löscht alle Antworten und Ergebnisse, für immer."))


def show_what_was_begun(everything: Sequence[Workshop]) -> None:
    """The dialog that stands open, if one does and its workshop is still there."""
    doing, workshop_id = session.kept_here(BEGUN) or (None, "")
    one = next((one for one in everything if one.id == workshop_id), None)
    if doing is not None and one is not None:
        width: Literal["small", "medium"] = "medium" if doing in ("change", "perspectives") else "small"
        st.dialog(_title(doing), width=width, on_dismiss=_leave)(_dialog)(doing, one, linked_with(one, everything))


def _title(doing: Doing) -> str:
    _ = session.words()
    return {
        "change": _("Workshop ändern"),
        "perspectives": _("Perspektiven ändern"),
        "again": _("Nächsten Durchgang vorbereiten"),
        "save": _("Sicherung herunterladen"),
        "finish": _("Workshop abschließen?"),
        "delete": _("Workshop löschen?"),
    }[doing]


@asks("moderator")
def _dialog(doing: Doing, shown: Workshop, linked: Linked) -> None:
    """Asks the store anew: a dialog runs alone, and another window may have changed the workshop since it opened."""
    one, is_over = session.current(shown.id), False
    if one is None:
        session.say_after(session.words()("Diesen Workshop gibt es nicht mehr"))
        _leave()
        st.rerun()
    match doing:
        case "change":
            is_over = changing.change(one, linked)
        case "perspectives":
            is_over = perspectives_are_changed(one)
        case "again":
            is_over = next_run.is_begun(one, place="menu")
        case "save":
            backups.save(one)
        case "finish":
            is_over = ending.finish(one)
        case "delete":
            is_over = ending.delete(one, linked)
    if is_over:
        _leave()
        st.rerun()


@asks("moderator")
def _leave() -> None:
    backups.forget_what_was_made()
    session.keep_here(BEGUN, None)


def _offer(one: Workshop, doing: Doing, label: str, what_it_does: str) -> None:
    """An entry that opens a dialog."""
    if _chosen(one, doing, label, what_it_does):
        session.keep_here(BEGUN, (doing, one.id))
        st.rerun()


def _chosen(one: Workshop, name: str, label: str, what_it_does: str) -> bool:
    """An entry; once it was chosen, the menu closes with the next run."""
    with st.container(gap=None):
        is_chosen = st.button(label, key=f"{name}-{one.id}", type="tertiary")
        show.note(what_it_does)
    if is_chosen:
        session.keep_here(_times(one), (session.kept_here(_times(one)) or 0) + 1)
    return is_chosen


def _times(one: Workshop) -> str:
    """How often something was chosen from the workshop's menu: another number is another menu, which is closed."""
    return f"menu-{one.id}"
