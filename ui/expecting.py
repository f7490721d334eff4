"""Who is expected: the moderator's own figures, for comparing while people come in."""

import streamlit as st

from data.store.planning import WrongState, expect, expected
from data.store.workshops import Workshop
from ui import session, show
from ui.inputs import Typed, line

COLUMNS = 3
LONGEST_NUMBER = 3


def expect_people(of: Workshop) -> None:
    """A number for each perspective, as far as it is known."""
    _ = session.words()
    asked, known = session.questionnaire(of), expected(session.store(), of.id)
    show.note(_("Wie viele kommen? So sehen Sie beim Sammeln, wer noch fehlt. Leer heißt: nicht bekannt."))
    with st.form(f"expected-{of.id}", border=False):
        columns = st.columns(COLUMNS)
        typed: dict[str, Typed] = {}
        for number, perspective in enumerate(asked.perspectives.values()):
            with columns[number % COLUMNS]:
                value, key = str(known.get(perspective.id, "")), f"expected-{of.id}-{perspective.id}"
                label = show.plain(_.local(perspective.short))
                typed[perspective.id] = line(label, value, key=key, longest=LONGEST_NUMBER)
        show.note(_("Diese Zahlen stehen nur in Ihrem Fenster, nie auf Leinwand, Telefonen oder Berichten."))
        if not st.form_submit_button(_("Zahlen speichern")):
            return
    _store(of, typed)


def _store(of: Workshop, typed: dict[str, Typed]) -> None:
    _ = session.words()
    wrong = [one for one in typed.values() if one.text and not one.text.isdecimal()]
    for one in wrong:
        one.refuse(_("Bitte eine Zahl, oder nichts."))
    if wrong:
        return
    try:
        expect(session.store(), of.id, {key: int(one.text) for key, one in typed.items() if one.text})
    except WrongState:
        session.say_after(_("Inzwischen ist die Umfrage schon geschlossen."))
    else:
        for one in typed.values():
            one.is_stored()
    st.rerun()
