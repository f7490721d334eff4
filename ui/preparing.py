"""Create a workshop: with the instance's questionnaire, an own one, or the filled example."""

from datetime import date

import streamlit as st

from analysis.questionnaire import Questionnaire
from config import load_settings
from data.questionnaire_file import QuestionnaireError, parse_questionnaire, questionnaire_text
from data.samples.demo import fill_demo
from data.store.workshops import create_workshop
from ui import session, show
from ui.inputs import THRESHOLDS, date_input, threshold_input


def create_form() -> None:
    """Create a workshop with the instance's questionnaire or an own one."""
    _ = session.words()
    text, questionnaire = _questionnaire_choice()
    if questionnaire is None:
        return
    with st.form("create", clear_on_submit=True):
        municipality = st.text_input(_("Kommune"), max_chars=80)
        title = st.text_input(_("Titel"), _("Selbstcheck-Workshop"), max_chars=80)
        held_on = date_input(_("Datum (TT.MM.JJJJ)"), date.today(), key="date-new")
        room = _statements_radio(_("Aussagen im Raum"), questionnaire, short_first=True, key="room")
        administration = _statements_radio(
            _("Aussagen im Verwaltungsbogen"), questionnaire, short_first=False, key="administration"
        )
        threshold = threshold_input(THRESHOLDS[0], key="threshold-new")
        modes = {"sectors": _("Bereiche (empfohlen)"), "perspectives": _("einzelne Perspektiven")}
        mode = st.radio(_("Gruppen gehen aus von"), list(modes), format_func=modes.get, horizontal=True)
        wifi_name = st.text_input(_("Name des WLANs für die Telefone (falls nötig)"), max_chars=32)
        wifi_password = st.text_input(_("Passwort des WLANs"), max_chars=63)
        if not st.form_submit_button(_("Workshop anlegen"), type="primary"):
            return
    if held_on is None or not municipality.strip() or not title.strip():
        st.error(_("Bitte Kommune, Titel und ein Datum in der Form 24.09.2026 angeben."))
        return
    new = create_workshop(
        session.store(),
        municipality=municipality.strip(),
        title=title.strip(),
        held_on=held_on,
        questionnaire_text=text,
        room=room,
        administration=administration,
        threshold=threshold,
        mode=mode,
        wifi_name=wifi_name.strip(),
        wifi_password=wifi_password,
    )
    session.choose(new.id)
    st.switch_page("pages/participation.py")


def _questionnaire_choice() -> tuple[str, Questionnaire | None]:
    """The instance's questionnaire, or an uploaded one whose problems are listed by their place."""
    _ = session.words()
    with st.expander(_("Anderer Fragebogen")):
        show.note(_("Eine YAML-Datei im Format von questionnaire.yaml, zum Beispiel ein Fragebogen mit Lizenz."))
        uploaded = st.file_uploader(_("Fragebogen-Datei wählen"), type=["yaml", "yml"], key="own-questionnaire")
    try:
        text = (
            uploaded.getvalue().decode("utf-8-sig")
            if uploaded is not None
            else questionnaire_text(load_settings().questionnaire)
        )
        return text, parse_questionnaire(text)
    except UnicodeDecodeError:
        st.error(_("Die Datei ist nicht in UTF-8 gespeichert."))
    except QuestionnaireError as error:
        st.error(_("Der Fragebogen lässt sich so nicht verwenden:"))
        for problem in error.problems:
            st.text(problem)
    return "", None


def _statements_radio(label: str, questionnaire: Questionnaire, *, short_first: bool, key: str) -> tuple[str, ...]:
    """Kurzform, Langform or a single field; only what differs is offered."""
    _ = session.words()
    everything = tuple(questionnaire.statements)
    sets = {"short": questionnaire.short_form, "long": everything}
    titles = {
        "short": _("Kurzform ({n} Aussagen)", n=len(questionnaire.short_form)),
        "long": _("Langform ({n} Aussagen)", n=len(everything)),
    }
    order = ["short", "long"] if short_first else ["long", "short"]
    if sets["short"] == sets["long"]:
        order = ["long"]
        titles["long"] = _("Alle {n} Aussagen", n=len(everything))
    for field in questionnaire.fields:
        order.append(field.id)
        sets[field.id] = tuple(statement.id for statement in field.statements)
        titles[field.id] = show.plain(_("nur „{field}“ ({n})", field=_.local(field.title), n=len(field.statements)))
    picked = st.radio(label, order, format_func=titles.get, key=key)
    return sets[picked]


def offer_demo() -> None:
    """A filled example for a first look."""
    _ = session.words()
    if st.button(_("Beispiel-Workshop laden")):
        new = fill_demo(session.store(), questionnaire_text(load_settings().questionnaire), date.today())
        session.choose(new.id)
        st.rerun()
