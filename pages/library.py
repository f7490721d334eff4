"""What helps to prepare, lead and continue a conversation; examples from other municipalities."""

import streamlit as st

from reports.word.render import word
from ui import agenda_loading, frame, library, library_workshop, own_card_form, own_cards, session, show

_ = session.words()
purpose = _("Zum Lesen, Drucken und Anpassen: Abläufe, Einladungen, Gespräche, Beispiele")
way_on = frame.head(_("Bibliothek"), purpose, how="bibliothek")
known, asked = library.library(), library.asked()
left, right = st.columns([1, 2.19], gap="small")
with left, show.panel("choices"):
    show.heading(_("Auswahl"))
    chosen = library.choose(known, asked)
is_writing = own_cards.opened() != "" and st.query_params.get("art") == "practice"
with right, show.panel("item"):
    if is_writing:
        own_card_form.show_form(asked)
    elif chosen is None:
        show.paragraph(_("Dazu steht hier nichts. Versuchen Sie es mit einem anderen Wort."))
    else:
        filled = library.filling()
        own_cards.offer_changes(chosen)
        about = library_workshop.shown_dossier() if chosen.kind in ("leadership", "dialogue") else None
        first = library_workshop.first_blocks(chosen, about)
        library_workshop.offer_order(chosen, about, word)
        library.read(chosen, filled, asked, first)
if chosen is not None and not is_writing:
    with way_on:
        agenda_loading.offer_loading(chosen)
        library.take_along(chosen, filled, asked, word, first)
