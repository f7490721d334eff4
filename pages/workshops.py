"""All workshops: into the cockpit of one, create, change, archive, finish, delete."""

import streamlit as st

from ui import cards, frame, preparing, rehearsing, session, show

_ = session.words()
chosen = session.workshop()

frame.head(_("Workshops"), _("Hier beginnt jeder Workshop, und hier steht, wie weit jeder ist."), how="workshops")
if chosen is None:
    show.paragraph(_("Hier beginnt es: Legen Sie einen Workshop an, oder sehen Sie sich zuerst ein Beispiel an."))

cards.list_workshops()
with show.panel("new"):
    show.heading(_("Neuen Workshop anlegen"))
    preparing.create_form()
with st.container(horizontal=True):
    preparing.offer_demo()
    # Translators: trying a whole workshop out beforehand, with simulated people.
    with st.popover(_("Probe")):
        rehearsing.offer_rehearsal()
