"""Create a workshop: with the instance's questionnaire, an own one, or the filled example."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import streamlit as st

from analysis.grouping import MODES, Mode
from analysis.questionnaire import Questionnaire
from config import load_settings
from content import grouping_words
from content.said.sentences import Speech
from data.questionnaire_file import QuestionnaireError, parse_questionnaire, questionnaire_text
from data.samples.demo import fill_demo
from data.store.workshops import Workshop, create_workshop
from texts.titles import statements_title
from ui import large, session, show
from ui.inputs import (
    THRESHOLDS,
    Typed,
    date_line,
    date_of,
    line,
    needed,
    threshold_input,
    wifi_is_possible,
    wifi_lines,
)
from ui.municipality_input import municipality_input


@dataclass(frozen=True)
class _More:
    """All that has a sensible default."""

    title: Typed
    held_on: Typed
    room: tuple[str, ...]
    administration: tuple[str, ...]
    threshold: int
    mode: Mode
    wifi: tuple[Typed, Typed]


def create_form() -> None:
    """Name the municipality, press the button; whoever wants anything else finds it below.

    All of it is one form: an input outside would send its value as it loses the focus, and the click be overtaken.
    """
    _ = session.words()
    above = st.container()
    text, asked = _questionnaire_choice()
    if asked is None:
        return
    with above, st.form("create", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            with st.container():
                municipality = municipality_input(key="municipality-new")
            is_first = session.workshop() is None
            is_wanted = st.form_submit_button(_("Workshop anlegen"), type="primary" if is_first else "secondary")
        below = st.container()
        with st.expander(_("Mehr: Titel, Datum, Aussagen, Gruppen, WLAN"), type="compact"):
            more = _more(asked)
    if not is_wanted or not needed((municipality, _("Bitte die Kommune angeben."))):
        return
    new = _created(municipality.text, text, more)
    if new is None:
        below.error(_("Bitte die Angaben unter „Mehr“ prüfen."))
        return
    session.write_down("workshop_made", new)
    session.choose(new.id)
    st.switch_page("pages/cockpit.py")


def _more(asked: Questionnaire) -> _More:
    """Each setting with what it does, and why one would change it."""
    _ = session.words()
    called, statements, groups, network = st.columns(4, gap="medium")
    with called, _setting(_("Steht über allem; ändern Sie ihn, wenn Ihr Abend anders heißt.")):
        title = line(_("Titel"), _("Selbstcheck-Workshop"), key="title-new")
    with called, _setting(_("Der Tag des Workshops; er steht auf Bögen und Berichten und ordnet die Liste.")):
        held_on = date_line(date.today(), key="date-new")
        show.note(
            _.plural(
                "Einzelne Bögen werden einen Tag danach gelöscht.",
                "Einzelne Bögen werden {n} Tage danach gelöscht.",
                load_settings().keep_sheets_days,
            )
        )
    with statements, _setting(_("Was alle im Raum beantworten; weniger Aussagen lassen mehr Zeit für das Gespräch.")):
        room = _statements_list(_("Aussagen im Raum"), asked, short_first=True, key="room")
    with statements, _setting(_("Was die Verwaltung vorab für sich beantwortet; weniger, wenn dafür die Zeit fehlt.")):
        administration = _statements_list(
            _("Aussagen im Verwaltungsbogen"), asked, short_first=False, key="administration"
        )
    with (
        groups,
        _setting(_("Kleinere Gruppen werden zusammengelegt, damit niemand herauszurechnen ist; 3 für kleine Runden.")),
    ):
        threshold = threshold_input(THRESHOLDS[0], key="threshold-new")
    with (
        groups,
        _setting(_("Bereiche sind wenige große Gruppen; Perspektiven zeigen mehr, wenn aus jeder viele kommen.")),
    ):
        titles = grouping_words.modes(_)
        mode = st.radio(_("Gruppen gehen aus von"), MODES, format_func=titles.get, horizontal=True, key="mode-new")
    with (
        network,
        _setting(_("Steht mit QR-Code auf der Leinwand; leer lassen, wenn die Umfrage im Internet erreichbar ist.")),
    ):
        wifi = wifi_lines(key="new")
    return _More(title, held_on, room, administration, threshold, mode, wifi)


@contextmanager
def _setting(what_it_does: str) -> Iterator[None]:
    """Around an input: below it stands what it does."""
    with st.container(gap="xxsmall"):
        yield
        show.note(what_it_does)


def _created(municipality: str, text: str, more: _More) -> Workshop | None:
    """The new workshop; None if something is wrong, which then stands at its field."""
    _ = session.words()
    has_title = needed((more.title, _("Bitte einen Titel angeben.")))
    held_on = date_of(more.held_on)
    if not (wifi_is_possible(*more.wifi) and has_title and held_on is not None):
        return None
    name, password = more.wifi
    return create_workshop(
        session.store(),
        municipality=municipality,
        title=more.title.text,
        held_on=held_on,
        questionnaire_text=text,
        room=more.room,
        administration=more.administration,
        threshold=more.threshold,
        mode=more.mode,
        wifi_name=name.text,
        wifi_password=password.text,
    )


def _questionnaire_choice() -> tuple[str, Questionnaire | None]:
    """The instance's questionnaire, or an uploaded one whose problems are listed by their place."""
    _ = session.words()
    with st.expander(_("Anderer Fragebogen"), type="compact"):
        show.note(
            _(
                "Statt unserer Aussagen Ihre eigenen oder die eines Fragebogens mit Lizenz: eine YAML-Datei im "
                "Format von questionnaire.yaml."
            )
        )
        uploaded = st.file_uploader(_("Fragebogen-Datei wählen"), type=["yaml", "yml"], key="own-questionnaire")
    if uploaded is not None and large.had_no_room(_, uploaded.file_id, uploaded.name):
        return "", None
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
        for sentence in map(Speech(_), error.problems):
            st.text(sentence)
    return "", None


def _statements_list(label: str, questionnaire: Questionnaire, *, short_first: bool, key: str) -> tuple[str, ...]:
    """Kurzform, Langform or a single field; only what differs is offered."""
    _ = session.words()
    everything = tuple(questionnaire.statements)
    sets = {"short": questionnaire.short_form, "long": everything}
    titles = {
        "short": _("Kurzform ({statements})", statements=statements_title(_, len(questionnaire.short_form))),
        "long": _("Langform ({statements})", statements=statements_title(_, len(everything))),
    }
    order = ["short", "long"] if short_first else ["long", "short"]
    if sets["short"] == sets["long"]:
        order = ["long"]
        titles["long"] = _("Alle {n} Aussagen", n=len(everything))
    for field in questionnaire.fields:
        order.append(field.id)
        sets[field.id] = tuple(statement.id for statement in field.statements)
        titles[field.id] = _("nur „{field}“ ({n})", field=_.local(field.title), n=len(field.statements))
    picked = st.selectbox(label, order, format_func=lambda one: titles[one], key=key, placeholder=label)
    return sets[picked]


def offer_demo() -> None:
    """A filled example for a first look; with accounts there is none, as it is of no municipality."""
    _ = session.words()
    if session.person() is not None:
        return
    if st.button(_("Beispiel-Workshop laden")):
        new = fill_demo(session.store(), questionnaire_text(load_settings().questionnaire), date.today())
        session.choose(new.id)
        st.rerun()
