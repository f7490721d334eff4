"""Puts a slide of the moderator's window on the stage, where the whole room sees it."""

import streamlit as st

from analysis.stage import Place, Stage
from content.deck import slide
from content.moves import UnknownMove, moved
from content.show import whole
from content.slides import Slide
from content.turns import turn_at
from content.views import View
from data.evening import evening
from data.store.errors import WrongState
from data.store.stages import StageMoved, move
from data.store.workshops import Workshop
from data.turns import take_turn
from ui import session

PATIENCE = 5
"""Times that a slide is put on the stage again because somebody else moved it meanwhile."""


def offer(of: Workshop, shown: Slide, label: str = "") -> None:
    """The button that puts this slide on the stage, and whether it stands there; after the end there is no stage."""
    _ = session.words()
    if of.state == "finished":
        return
    if not st.button(label or _("Auf die Leinwand"), key=f"stage-{shown.address}"):
        return
    _put_and_say(of, Place("folie", shown.address))


def offer_measures(of: Workshop) -> None:
    """The button that puts the measures on the stage."""
    if st.button(session.words()("Auf die Leinwand"), key="stage-measures"):
        _put_and_say(of, Place("massnahmen"))


def _put_and_say(of: Workshop, place: Place) -> None:
    _ = session.words()
    try:
        stands = _put(of, place)
    except (UnknownMove, WrongState):
        st.warning(_("Diese Folie gibt es inzwischen nicht mehr; die Leinwand ist, wie sie war."))
        return
    if stands is None:
        st.warning(_("Gerade schaltet jemand anders weiter. Bitte noch einmal drücken."))
    elif stands.frozen is not None:
        st.info(
            _("Die Leinwand ist eingefroren: Der Raum sieht diese Folie, sobald Sie in der Regie „Freigeben“ drücken.")
        )
    else:
        st.toast(_("Steht jetzt auf der Leinwand."))


def show_first(of: Workshop) -> None:
    """Put the first result on the stage, as whoever steers could; the Regie says what stands in the way of it."""
    now = evening(session.store(), of.id)
    if now is None or now.results is None:
        raise WrongState
    _put(of, Place("folie", slide(View("ueberblick"), now.results, now.questionnaire, session.words()).address))


def _put(of: Workshop, wanted: Place) -> Stage | None:
    """What stands on the stage then; None where others were faster every time. Raises UnknownMove or WrongState."""
    store = session.store()
    for _attempt in range(PATIENCE):
        now = evening(store, of.id)
        if now is None or now.workshop.state == "finished":
            raise WrongState
        place = whole(wanted, now.results) if wanted.slide else wanted
        planned = moved(
            now.stage, {"zug": "zu", **place.as_json()}, now.results, int(store.now()), is_revealed=now.is_revealed
        )
        try:
            stands = move(store, of.id, planned.stage, reveals=planned.reveals)
            take_turn(store, of.id, turn_at(stands))
            return stands
        except StageMoved:
            continue
    return None
