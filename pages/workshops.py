"""All workshops: choose, create, change, archive, finish, delete."""

import streamlit as st

from ui import cards, preparing, prose, rehearsing, session, show

_ = session.words()

show.title(_("Workshops"))

chosen = session.workshop()
if chosen is None:
    show.paragraph(_("Hier beginnt es: Legen Sie einen Workshop an, oder sehen Sie sich zuerst ein Beispiel an."))
    preparing.offer_demo()

cards.list_workshops()

with st.expander(_("Neuen Workshop anlegen"), expanded=chosen is None):
    preparing.create_form()

if chosen is not None:
    with st.expander(_("Leitmotiv und Spielregeln dieses Workshops")):
        prose.edit_texts(chosen)
    with st.expander(_("Beispiel")):
        preparing.offer_demo()

# Translators: trying a whole workshop out beforehand, with simulated people.
with st.expander(_("Probe")):
    rehearsing.offer_rehearsal()
