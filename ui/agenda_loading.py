"""From an agenda of the Bibliothek to a workshop: the order of its show, and the minutes of its talk."""

from dataclasses import replace
from functools import partial

import streamlit as st

from analysis.agenda import FEWEST_MINUTES, MOST_MINUTES, again
from analysis.library import Item
from analysis.stage import Place
from config import load_settings
from content.library import show_of_agenda, talk_of_agenda
from data.evening import evening
from data.library_file import library_in
from data.store.agendas import arrange
from data.store.engine import Store
from data.store.errors import WrongState
from data.store.planning import plan_talk
from data.store.stages import StageMoved, move, stage
from ui import session
from ui.access import asks
from ui.stage import PATIENCE


def offer_loading(item: Item) -> None:
    """The button that makes an agenda the order of the chosen workshop."""
    _, of = session.words(), session.workshop()
    if item.kind == "agenda" and of is not None and of.state != "finished":
        st.button(_("In den Workshop laden"), on_click=_load, args=(of.id, item.id))


@asks("moderator")
def _load(workshop_id: str, item_id: str) -> None:
    """Set what the Leinwand goes through and how long the talk is; what was arranged before is replaced."""
    _, store = session.words(), session.store()
    item = library_in(load_settings().library).library.by_id.get(item_id)
    if item is None:
        return
    minutes = talk_of_agenda(item)
    try:
        _arrange(store, workshop_id, show_of_agenda(item))
        if minutes:
            _set_minutes(store, workshop_id, min(max(minutes, FEWEST_MINUTES), MOST_MINUTES))
    except WrongState:
        session.say_after(_("Diesen Workshop gibt es nicht mehr."))
        return
    session.say_after(
        _(
            "Geladen: Die Leinwand folgt jetzt diesem Ablauf, und das Gespräch hat {n} Minuten. Ändern können Sie die "
            "Folge in der Regie und den Plan unter „Gesprächsplan“.",
            n=minutes,
        )
    )


def _arrange(store: Store, workshop_id: str, order: tuple[Place, ...]) -> None:
    """Once more where somebody else moved the stage meanwhile."""
    for _try in range(PATIENCE):
        try:
            move(store, workshop_id, replace(stage(store, workshop_id), order=order))
        except StageMoved:
            continue
        return


def _set_minutes(store: Store, workshop_id: str, minutes: int) -> None:
    plan_talk(store, workshop_id, minutes)
    now = evening(store, workshop_id)
    if now is not None and now.is_revealed and now.agenda is not None and now.results is not None:
        arrange(store, workshop_id, now.agenda, partial(again, results=now.results, minutes=minutes))
