"""All workshops: into the cockpit of one, create, change, archive, finish, delete."""

import streamlit as st

from ui import backups, cards, frame, preparing, rehearsing, session, show

_ = session.words()
is_empty = session.workshop() is None

facts = _("Hier beginnt jeder Workshop, und hier steht, wie weit jeder ist.")
way_on = frame.head(_("Workshops"), facts, how="workshops")
messages = st.container()
with way_on:
    preparing.offer_demo()
    if session.person() is None:  # it takes the whole machine, which with accounts is many municipalities'
        # Translators: trying a whole workshop out beforehand, with simulated people.
        with st.popover(_("Probe")):
            rehearsing.offer_rehearsal()
    with st.popover(_("Sicherung")):
        show.heading(_("Aus einer Sicherung wiederherstellen"))
        backups.offer_restoring(messages)
        backups.say_copies()

first, second = st.container(), st.container()
with second if is_empty else first:
    cards.list_workshops()
with first if is_empty else second, show.panel("new"):
    show.heading(_("Neuen Workshop anlegen"))
    if is_empty:
        show.paragraph(
            _(
                "Hier beginnt es: Tragen Sie Ihre Kommune ein, und legen Sie den Workshop an. Danach führt das "
                "Cockpit durch die Vorbereitung. Wer sich erst umsehen möchte, lädt oben das Beispiel."
            )
        )
    preparing.create_form()
