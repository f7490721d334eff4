"""An earlier run of the demo that went through everything, so that its documents are full, and the run of today."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from time import time

from analysis.action_plan import Draft, Status
from analysis.agenda import proposed
from analysis.commenting import commented_with
from analysis.farewell import NextDate
from analysis.protocol import Assessment
from analysis.questionnaire import CANNOT_JUDGE, RATINGS
from analysis.talk import shown_statement
from data.evening import evening
from data.samples.demo import create_demo, let_them_answer
from data.samples.holidays import is_holiday
from data.sheet import EnteredSheet
from data.store.agendas import arrange
from data.store.agreements import agree
from data.store.ballots import close_ballot, open_ballot, show_ballot
from data.store.comments import comments, release_comment, save_comment
from data.store.engine import Store
from data.store.farewell import decide_next_date
from data.store.giving import give
from data.store.measures import add_measure, measures, set_status
from data.store.notes import add_note
from data.store.point_polls import open_poll, show_poll
from data.store.releases import reveal
from data.store.runs import next_run
from data.store.steps import finish_workshop
from data.store.voting import vote
from data.store.workshops import Workshop, workshop

EARLIER = timedelta(days=364)
SATURDAY = 5
_COMMENTS = (
    "Davon habe ich heute zum ersten Mal gehört.",
    "Das hängt oft davon ab, wen man kennt.",
    "Da ist in den letzten Jahren viel passiert.",
)
"""They fit every field."""
_COMMENTS_TO_FIELDS: Mapping[str, str] = {
    "oeffnung": "Die Formulare verstehen auch hier Geborene kaum.",
    "teilhabe": "Ohne Hilfe von Bekannten findet man kaum einen freien Platz.",
    "arbeit": "Bis ein Abschluss aus dem Ausland anerkannt ist, vergehen oft Jahre.",
    "beteiligung": "Vereine wissen gar nicht, wen sie im Rathaus fragen sollen.",
    "zusammenhalt": "Beim Straßenfest kommen alle zusammen, danach kaum noch.",
    "kommunikation": "Wichtiges erfahren wir über Bekannte und selten aus dem Rathaus.",
}
"""Those of the fields that our own questionnaire has."""
_AGREED: tuple[tuple[Assessment, str], ...] = (
    ("A", "Das Geld steht jedes Jahr im Haushalt."),
    ("dissent", ""),
    ("B", "Das gelingt schon oft, aber noch nicht für alle."),
)
_NOTES = (
    "Wunsch aus mehreren Gruppen: einmal im Jahr hören, was daraus geworden ist.",
    "Das Thema Wohnen kommt beim nächsten Treffen zuerst.",
)
_MEASURES = (
    Draft(
        what="Leitfaden für verständliche Bescheide in drei Ämtern einführen",
        who="Hauptamt",
        cause="Briefe der Verwaltung werden oft nicht verstanden.",
        first_step="Fünf häufige Bescheide auswählen und gemeinsam umschreiben.",
        decides="administration",
        cost="none",
        sign="Weniger Rückfragen zu diesen fünf Bescheiden.",
        level=4,
    ),
    Draft(
        what="Stelle für Sprachmittlung im Bürgerbüro schaffen",
        who="Sozialamt",
        cause="Vermittlung hängt am Zufall und an Kindern.",
        first_step="Die Zählung des Bedarfs im Bürgerbüro beginnt.",
        decides="council",
        with_whom="Migrationsberatung, Nachbarkommune",
        means="Zuschuss des Landes prüfen",
        cost="large",
        sign="Termine mit Vermittlung werden innerhalb einer Woche möglich.",
        level=4,
        risk="Die Stelle lässt sich nicht besetzen.",
    ),
    Draft(what="Runder Tisch der Vereine zweimal im Jahr", who="Kulturamt", decides="committee", cost="small", level=2),
    Draft(what="Praktika für Eingewanderte in der Verwaltung", who="Personalamt", cost="small"),
    Draft(what="Begehung der Unterkünfte mit Bewohnerinnen und Bewohnern"),
)
_DUE_IN_DAYS = (119, 448, 392, 182, None)
"""One of those that nobody has begun is late today."""
_STATUSES: tuple[tuple[Status, str], ...] = (
    ("done", ""),
    ("planned", ""),
    ("begun", ""),
    ("planned", ""),
    ("dropped", "Die Unterkunft ist geschlossen."),
)
_PLANNED, _TALKED = 5, 4
"""Statements: for the last of the plan there was no time."""
_REPORT_AFTER = timedelta(days=14)
"""After the run of today: what was agreed a year ago is looked back on there first."""


def fill_history(store: Store, questionnaire_text: str, today: date) -> Workshop:
    """The earlier run, finished, and the one of today, closed, of which nobody has seen a result; gives that one."""
    then = today - EARLIER
    earlier = create_demo(store, questionnaire_text, then)
    phones = let_them_answer(store, earlier, is_earlier=True)
    _talk(store, earlier, phones)
    _agree_on_measures(store, earlier, [token for token, sheet in phones if sheet.answers], today)
    finish_workshop(store, earlier.id)
    new = next_run(store, earlier.id, today)
    let_them_answer(store, new)
    return workshop(store, new.id) or new


def _talk(store: Store, of: Workshop, phones: Sequence[tuple[str, EnteredSheet]]) -> None:
    """The plan, comments, second votes, shared assessments, and notes."""
    now = evening(store, of.id)
    assert now is not None and now.results is not None
    proposal, asked = proposed(now.results), now.questionnaire.only(of.room)
    reveal(store, of.id, "overview")
    reveal(store, of.id, "differences")
    plan = arrange(store, of.id, proposal, lambda agenda: replace(agenda, statements=agenda.statements[:_PLANNED]))
    planned = plan.statements[:_TALKED]
    for statement in planned:
        reveal(store, of.id, shown_statement(statement))
    of_fields = dict(_COMMENTS_TO_FIELDS)
    for (token, _sheet), statement, text in zip(phones, planned, _COMMENTS, strict=False):
        said = of_fields.pop(asked.field_of[statement], text)
        save_comment(store, token, of.code, commented_with(asked, statement), said).result()
    for one in comments(store, of.id):
        release_comment(store, of.id, one.id, in_report=True)
    for statement in planned[1:3]:
        _vote_again(store, of, statement, phones)
    for statement, (answer, reason) in zip(planned, _AGREED, strict=False):
        agree(store, of.id, statement, answer, reason=reason)
    for place, text in enumerate(_NOTES):
        add_note(store, of.id, text, about="" if place else planned[0], is_visible=True)


def _vote_again(store: Store, of: Workshop, statement: str, phones: Sequence[tuple[str, EnteredSheet]]) -> None:
    """Everybody who has answered answers again, some of them otherwise; who could not judge it still cannot."""
    open_ballot(store, of.id, statement, int(time()) + 60)
    for number, (token, sheet) in enumerate(phones):
        before = sheet.answers.get(statement)
        if before is not None:
            vote(store, token, of.code, statement, _after_the_talk(before, number)).result()
    close_ballot(store, of.id, statement)
    show_ballot(store, of.id, statement)


def _after_the_talk(before: str, number: int) -> str:
    """Every third goes one step up, every seventh of the others one down."""
    if before == CANNOT_JUDGE:
        return before
    step = -1 if number % 3 == 0 else int(number % 7 == 0)
    return RATINGS[min(max(RATINGS.index(before) + step, 0), len(RATINGS) - 1)]


def _agree_on_measures(store: Store, of: Workshop, tokens: Sequence[str], today: date) -> None:
    for said, days in zip(_MEASURES, _DUE_IN_DAYS, strict=True):
        due = None if days is None else _working_day(of.held_on + timedelta(days=days))
        add_measure(store, of.id, replace(said, due=due))
    agreed = measures(store, of.id)
    options = [one.id for one in agreed]
    open_poll(store, of.id, "points", options)
    for number, token in enumerate(tokens):
        first, second = options[number % 2], options[number % len(options)]
        given = {first: 2, second: 1} if first != second else {first: 2, options[-1]: 1}
        give(store, token, of.code, "points", given).result()
    show_poll(store, of.id)
    decide_next_date(store, of.id, NextDate(_working_day(today + _REPORT_AFTER), "Büro der Bürgermeisterin"))
    for one, (status, why) in zip(sorted(agreed, key=lambda one: one.number), _STATUSES, strict=True):
        set_status(store, of.id, one.id, status, why, version=one.version)


def _working_day(day: date) -> date:
    """The day, or the next on which people work: nobody meets or is due at a weekend or on a holiday, whenever the demo
    begins."""
    while day.weekday() >= SATURDAY or is_holiday(day):
        day += timedelta(days=1)
    return day
