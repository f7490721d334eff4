"""The page Hilfe: a guide through the workshop and the questions people ask; both can be edited."""

import streamlit as st

from ui import frame, prose, session, show

_ = session.words()

with frame.head(_("Hilfe"), _("Vom Tag davor bis zum Bericht, und was hilft, wenn etwas nicht geht.")):
    st.link_button(_("Moderationskarte drucken"), f"/moderationskarte?lang={_.language}")
text, questions = st.columns([1.6, 1], gap="small")
with text, show.panel("text"):
    prose.show_text("hilfe")
with questions, show.panel("questions"):
    show.heading(_("Häufige Fragen"))
    prose.show_questions()

prose.offer_editing("hilfe", _("Hilfe"), _("Text bearbeiten"), _("Englischen Text bearbeiten"))
prose.offer_editing(
    "fragen", _("Häufige Fragen"), _("Häufige Fragen bearbeiten"), _("Häufige Fragen auf Englisch bearbeiten")
)
