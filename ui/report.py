"""The page Bericht: the workbook, made once per release, and what is in it."""

from collections.abc import Callable
from html import escape

import streamlit as st

from analysis.dossier import Dossier
from analysis.results import Results
from analysis.second_vote import Recount, SecondVote, second_vote
from data.evening import evening
from data.looking_back import agreed_before
from data.polling import points_shown
from data.store.agreements import agreements
from data.store.ballots import ballots
from data.store.measures import measures
from data.store.notes import notes
from data.store.releases import Release
from data.store.workshops import Workshop
from texts.words import Words
from ui import session


def workbook_download(
    of: Workshop, release: Release, dossier: Dossier, workbook: Callable[[Dossier, Words], bytes], *, file_name: str
) -> None:
    """All of the dossier as Excel; hidden stays hidden."""
    _ = session.words()
    added = (dossier.agreements, dossier.second_votes, dossier.notes, dossier.measures, dossier.points, dossier.earlier)
    named = (of.title, of.municipality, of.held_on, of.run)
    content = session.made(
        ("workbook", of.id, release.number, _.language, repr((named, added, dossier.results.since))),
        lambda: workbook(dossier, _),
    )
    st.download_button(
        _("Excel-Bericht herunterladen"),
        content,
        file_name=file_name,
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        type="primary",
    )


def dossier_of(of: Workshop, results: Results) -> Dossier:
    """All that the workshop has come to, as the store has it now; its measures without names."""
    store, now = session.store(), evening(session.store(), of.id)
    return Dossier(
        municipality=of.municipality,
        title=of.title,
        held_on=of.held_on,
        run=of.run,
        results=results if now is None or now.results is None else now.results,
        questionnaire=session.questionnaire(of),
        agreements=agreements(store, of.id),
        second_votes=_second_votes(of, results),
        notes=[note for note in notes(store, of.id) if note.is_visible],
        measures=measures(store, of.id),
        points=points_shown(store, of),
        earlier=[] if now is None else agreed_before(store, now),
    )


def _second_votes(of: Workshop, results: Results) -> dict[str, SecondVote]:
    """Those of which the room has seen something, as far as they may be shown."""
    return {
        statement: second_vote(results.by_statement[statement], held.result, results.threshold)
        for statement, held in ballots(session.store(), of.id).items()
        if held.is_shown and isinstance(held.result, Recount) and statement in results.by_statement
    }


def contents(dossier: Dossier) -> None:
    """The workbook's worksheets by name, each with what it says; the same numbers as on the screen."""
    rows = "".join(
        f'<tr><th scope="row"><b>{escape(name)}</b></th><td>{escape(what)}</td></tr>'
        for name, what in _worksheets(session.words(), dossier).items()
    )
    st.html(f'<table class="rows contents"><tbody>{rows}</tbody></table>')


def _worksheets(_: Words, dossier: Dossier) -> dict[str, str]:
    fields, since = dossier.questionnaire.fields, dossier.results.since
    found = {
        _("Überblick"): _("Einschätzung je Handlungsfeld mit Diagrammen, und was zuerst zu besprechen ist"),
        _("Aussagen"): _("Jede Aussage mit ihren Antworten, ihrem Mittel und ihrem Muster"),
        _("Gruppen"): _("Wie die Gruppen geantwortet haben; kleine Gruppen bleiben geschützt"),
    }
    if since is not None and since.room.statements:
        found[_("Vergleich")] = _("Was sich seit dem früheren Durchgang verändert hat, je Handlungsfeld und Aussage")
    if any(field.suggestions or field.assessments for field in fields):
        found[_("Anregungen")] = _("Fragen zum Einstieg und Anregungen zu jedem Handlungsfeld")
    if any(field.measures for field in fields):
        found[_("Maßnahmen")] = _("Vorlagen für Maßnahmen zum Weiterschreiben")
    if any(one.id in dossier.second_votes for one in dossier.results.statements):
        found[_("Zweite Abstimmung")] = _("Wie der Raum nach dem Gespräch abgestimmt hat, neben dem, was vorher stand")
    is_agreed = any(one.id in dossier.agreements for one in dossier.results.statements)
    if is_agreed or dossier.measures or dossier.notes or dossier.points is not None:
        found[_("Vereinbart")] = _(
            "Was der Raum gemeinsam einschätzt, Maßnahmen, und Notizen, die im Bericht stehen dürfen"
        )
    if dossier.earlier:
        found[_("Frühere Maßnahmen")] = _("Was aus den Maßnahmen des früheren Durchgangs wurde")
    return found | {_("Methode"): _("Wie gerechnet wurde, und was die Zahlen nicht sagen")}
