"""The page Workshops: create, choose, copy as next Durchgang, archive, finish, delete, and edit texts."""

from datetime import date, timedelta

import streamlit as st

from analysis.questionnaire import Questionnaire
from config import load_settings
from data.questionnaire_file import (
    QuestionnaireError,
    parse_questionnaire,
    questionnaire_text,
    with_perspectives,
)
from data.samples.demo import fill_demo
from data.store.questionnaires import text_of
from data.store.wording import Place, save_wording, wording
from data.store.workshops import (
    Workshop,
    WorkshopLocked,
    change_workshop,
    create_workshop,
    delete_workshop,
    finish_workshop,
    workshops,
)
from texts import Words, standard_prose
from ui import session, show

THRESHOLDS = (5, 3)


def state_title(_: Words, of: Workshop) -> str:
    """The state in a word."""
    return {
        "prepared": _("in Vorbereitung"),
        "open": _("Umfrage läuft"),
        "closed": _("Umfrage geschlossen"),
        "finished": _("abgeschlossen"),
    }[of.state]


def day(of: date) -> str:
    return of.strftime("%d.%m.%Y")


def list_workshops() -> None:
    """Every workshop with what can be done with it."""
    _ = session.words()
    chosen = session.workshop()
    everything = workshops(session.store())
    for one in (one for one in everything if not one.archived):
        _card(one, is_chosen=chosen is not None and one.id == chosen.id)
    archived = [one for one in everything if one.archived]
    if archived:
        with st.expander(_.plural("Ein archivierter Workshop", "{n} archivierte Workshops", len(archived))):
            for one in archived:
                _archived_card(one)


def _card(one: Workshop, *, is_chosen: bool) -> None:
    _ = session.words()
    with st.container(border=True):
        show.heading(f"{one.municipality}: {one.title}")
        show.note(
            _(
                "{day} · Code {code} · {state} · {statements} Aussagen im Raum · Schwelle {threshold}",
                day=day(one.held_on),
                code=one.code,
                state=state_title(_, one),
                statements=len(one.room),
                threshold=one.threshold,
            )
        )
        if is_chosen:
            show.paragraph(_("Dieser Workshop ist gewählt."))
        elif st.button(_("Diesen Workshop wählen"), key=f"choose-{one.id}"):
            session.choose(one.id)
            st.rerun()
        with st.expander(_("Ändern, abschließen, löschen")):
            _change(one)
            _perspectives(one)
            _next_run(one)
            _finish(one)
            _archive(one)
            _delete(one)


def _archived_card(one: Workshop) -> None:
    _ = session.words()
    show.paragraph(f"{one.municipality}: {one.title} ({day(one.held_on)})")
    if st.button(_("Zurückholen"), key=f"unarchive-{one.id}"):
        change_workshop(session.store(), one.id, archived=False)
        st.rerun()


def _change(one: Workshop) -> None:
    _ = session.words()
    with st.form(f"change-{one.id}"):
        municipality = st.text_input(_("Kommune"), one.municipality, max_chars=80)
        title = st.text_input(_("Titel"), one.title, max_chars=80)
        held_on = _date_input(_("Datum (TT.MM.JJJJ)"), one.held_on, key=f"date-{one.id}")
        wifi_name = st.text_input(_("Name des WLANs"), one.wifi_name, max_chars=32)
        wifi_password = st.text_input(_("Passwort des WLANs"), one.wifi_password, max_chars=63)
        threshold = one.threshold
        if not one.locked:
            threshold = _threshold_radio(one.threshold, key=f"threshold-{one.id}")
        if st.form_submit_button(_("Änderungen speichern")):
            if held_on is None or not municipality.strip() or not title.strip():
                st.error(_("Bitte Kommune, Titel und ein Datum in der Form 24.09.2026 angeben."))
                return
            changes = {"threshold": threshold} if threshold != one.threshold else {}
            change_workshop(
                session.store(),
                one.id,
                municipality=municipality.strip(),
                title=title.strip(),
                held_on=held_on,
                wifi_name=wifi_name.strip(),
                wifi_password=wifi_password,
                **changes,
            )
            st.rerun()


def _perspectives(one: Workshop) -> None:
    """Who is asked, per sector; fixed with the first sheet."""
    _ = session.words()
    if one.locked:
        show.note(_("Perspektiven, Aussagen und Schwelle liegen fest, seit der erste Bogen da ist."))
        return
    with st.form(f"perspectives-{one.id}"):
        show.note(
            _("Perspektiven: eine je Zeile; ein Stern dahinter heißt: eigene Gruppe, wenn genug Personen da sind.")
        )
        typed = {
            sector.id: st.text_area(
                show.plain(_.local(sector.title)),
                "\n".join(_.local(p.title) + (" *" if p.own_group else "") for p in sector.perspectives),
                max_chars=2_000,
                key=f"perspectives-{one.id}-{sector.id}",
            )
            for sector in session.questionnaire(one).sectors
        }
        if not st.form_submit_button(_("Perspektiven speichern")):
            return
    titles = {sector: [line for line in text.splitlines() if line.strip(" *")] for sector, text in typed.items()}
    try:
        changed = with_perspectives(text_of(session.store(), one), titles)
        change_workshop(session.store(), one.id, questionnaire_text=changed)
    except QuestionnaireError as error:
        st.error(_("Die Perspektiven lassen sich so nicht speichern:"))
        for problem in error.problems:
            st.text(problem)
        return
    except WorkshopLocked:
        st.error(_("Inzwischen ist der erste Bogen da; die Perspektiven liegen jetzt fest."))
        return
    st.rerun()


def _next_run(one: Workshop) -> None:
    _ = session.words()
    if st.button(_("Neuen Durchgang mit denselben Einstellungen anlegen"), key=f"again-{one.id}"):
        new = create_workshop(
            session.store(),
            municipality=one.municipality,
            title=one.title,
            held_on=date.today(),
            questionnaire_text=text_of(session.store(), one),
            room=one.room,
            administration=one.administration,
            threshold=one.threshold,
            mode=one.mode,
            wifi_name=one.wifi_name,
            wifi_password=one.wifi_password,
        )
        session.choose(new.id)
        st.rerun()


def _finish(one: Workshop) -> None:
    _ = session.words()
    if one.state == "finished" and one.delete_sheets_on is not None:
        show.note(_("Die Einzelbögen werden am {day} gelöscht, die Auswertung bleibt.", day=day(one.delete_sheets_on)))
    if one.state != "closed":
        return
    goes_on = date.today() + timedelta(days=load_settings().keep_sheets_days)
    show.note(
        _(
            "Abschließen: Kein Telefon wird mehr wiedererkannt. Die Einzelbögen werden am {day} gelöscht.",
            day=day(goes_on),
        )
    )
    if st.button(_("Workshop abschließen"), key=f"finish-{one.id}"):
        finish_workshop(session.store(), one.id, goes_on)
        st.rerun()


def _archive(one: Workshop) -> None:
    _ = session.words()
    if st.button(_("Archivieren"), key=f"archive-{one.id}"):
        change_workshop(session.store(), one.id, archived=True)
        st.rerun()


def _delete(one: Workshop) -> None:
    _ = session.words()
    sure = st.checkbox(_("Ja, mit allen Antworten und Ergebnissen löschen"), key=f"sure-{one.id}")
    if st.button(_("Workshop löschen"), key=f"delete-{one.id}", disabled=not sure):
        delete_workshop(session.store(), one.id)
        st.rerun()


def create_form() -> None:
    """Create a workshop with the instance's questionnaire or an own one."""
    _ = session.words()
    text, questionnaire = _questionnaire_choice()
    if questionnaire is None:
        return
    with st.form("create", clear_on_submit=True):
        municipality = st.text_input(_("Kommune"), max_chars=80)
        title = st.text_input(_("Titel"), _("Selbstcheck-Workshop"), max_chars=80)
        held_on = _date_input(_("Datum (TT.MM.JJJJ)"), date.today(), key="date-new")
        room = _statements_radio(_("Aussagen im Raum"), questionnaire, short_first=True, key="room")
        administration = _statements_radio(
            _("Aussagen im Verwaltungsbogen"), questionnaire, short_first=False, key="administration"
        )
        threshold = _threshold_radio(THRESHOLDS[0], key="threshold-new")
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
        for problem in error.problems[:20]:
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


def _threshold_radio(current: int, *, key: str) -> int:
    _ = session.words()
    return st.radio(
        _("Kleinste Gruppe, die einzeln gezeigt wird (liegt mit dem ersten Bogen fest)"),
        THRESHOLDS,
        index=THRESHOLDS.index(current) if current in THRESHOLDS else 0,
        format_func=lambda n: _("{n} Personen", n=n),
        horizontal=True,
        key=key,
    )


def _date_input(label: str, value: date, *, key: str) -> date | None:
    """A date typed the German way: Streamlit's calendar speaks the browser's language, not the page's."""
    typed = st.text_input(label, day(value), max_chars=10, key=key)
    parts = typed.strip().split(".")
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except (ValueError, IndexError):
        return None


def offer_demo() -> None:
    """A filled example for a first look."""
    _ = session.words()
    if st.button(_("Beispiel-Workshop laden")):
        new = fill_demo(session.store(), questionnaire_text(load_settings().questionnaire), date.today())
        session.choose(new.id)
        st.rerun()


def edit_texts(of: Workshop) -> None:
    """Leitmotiv and Spielregeln of this workshop."""
    _ = session.words()
    for place, label in (("leitmotiv", _("Leitmotiv")), ("spielregeln", _("Spielregeln"))):
        edit_text(place, label, workshop_id=of.id)


def edit_text(place: Place, label: str, workshop_id: str | None = None) -> None:
    """A text of the instance or of one workshop; emptied, the standard text comes back."""
    _ = session.words()
    language = "de"
    written = wording(session.store(), place, language, workshop_id)
    with st.form(f"text-{place}"):
        text = st.text_area(label, written or standard_prose(place, language), height=280, max_chars=20_000)
        show.note(_("Absätze durch eine Leerzeile trennen; „# “ beginnt eine Überschrift, „- “ einen Listenpunkt."))
        if st.form_submit_button(_("Text speichern")):
            save_wording(session.store(), place, language, text.strip(), workshop_id)
            st.rerun()
