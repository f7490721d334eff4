"""The page Hilfe: a guide through the workshop and the questions people ask; both can be edited."""

import streamlit as st

from ui import prose, session, show

_ = session.words()

show.title(_("Hilfe"))
st.link_button(_("Moderationskarte drucken"), f"/moderationskarte?lang={_.language}")
prose.show_text("hilfe")
show.heading(_("Häufige Fragen"))
prose.show_questions()

prose.offer_editing("hilfe", _("Hilfe"), _("Text bearbeiten"), _("Englischen Text bearbeiten"))
prose.offer_editing(
    "fragen", _("Häufige Fragen"), _("Häufige Fragen bearbeiten"), _("Häufige Fragen auf Englisch bearbeiten")
)
