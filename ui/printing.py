"""What can be printed: the paper form (which statements, in which language, how large), the sheets for tables."""

import streamlit as st

from data.store.workshops import Workshop
from ui import session, show
from web.light import own_name
from web.printing import form_address, paper_forms


def paper_form(of: Workshop) -> None:
    """The choices, and the link to the form that they name."""
    _ = session.words()
    asked = session.questionnaire(of)
    offered = paper_forms(_, asked, of)
    titles = {form.id: show.plain(form.title) for form in offered.values()}
    # Translators: which paper form to print; elsewhere a Bogen is what one person answered.
    chosen = st.radio(_("Bogen"), list(titles), format_func=titles.get, key="print-form")
    languages = asked.only(offered[chosen].statements).languages
    language = st.radio(_("Sprache"), languages, format_func=own_name, horizontal=True, key="print-language")
    large = st.checkbox(_("Große Schrift"), key="print-large")
    address = form_address(of.code, chosen, language=language, large=large)
    st.link_button(_("Fragebogen zum Ausdrucken"), address)


def table_sheets(of: Workshop) -> None:
    """The link to what lies on small tables."""
    _ = session.words()
    st.link_button(_("Ausdrucke für Tische"), f"/regie/{of.code}/tische/druck")
    show.note(_("Je Handlungsfeld ein Blatt: wie der Raum antwortet, drei Fragen, leere Karten für Maßnahmen."))
