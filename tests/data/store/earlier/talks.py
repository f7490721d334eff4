"""What a talk leaves beside the answers, and what became of it; each as far as the version that runs here has it."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data.store.engine import Store
from data.store.releases import reveal
from data.store.workshops import Workshop, questionnaire, workshops

LATER = 2_100_000_000
YEARS = timedelta(days=3650)


def is_there(module: str) -> bool:
    """Whether the version that runs here has this module."""
    return Path(module.replace(".", "/")).with_suffix(".py").exists()


def fill_talk(store: Store, of: Workshop, phones: list[str]) -> None:
    """Stage, plan, comments, a vote that is over and one that is open, notes, agreements, links."""
    from analysis.agenda import Agenda
    from analysis.stage import Place, Stage
    from data.store.agendas import arrange
    from data.store.agreements import agree
    from data.store.links import create_upload_link, redeem_upload_link
    from data.store.notes import add_note
    from data.store.planning import expect, note_printed
    from data.store.remembered import remember
    from data.store.stages import move

    first, second, third = of.room[:3]
    place = Place("folie", f"aussage?sicht=verteilung&teil={first}", 2)
    order = (Place("folie", "ueberblick?sicht=radar", 2), place, Place("pause"))
    move(store, of.id, replace(Stage(0, place), order=order, resume=replace(place, step=1), timer_until=LATER))
    arrange(store, of.id, Agenda(75, (first, second)), lambda plan: replace(plan, statements=(second, first)))
    agree(store, of.id, first, "B", reason="Es gibt gute Beispiele.")
    agree(store, of.id, second, "dissent")
    add_note(store, of.id, "Wir hören zu.", about=first, is_visible=True)
    add_note(store, of.id, "Nur für uns.")
    prepared = next(one for one in workshops(store) if one.state == "prepared")
    expect(store, prepared.id, {"rat": 7})
    note_printed(store, prepared.id, "kurz/de")
    remember(store, "klein", "f" * 64, {"direction:1": "1=A,2=B"})
    redeem_upload_link(store, create_upload_link(store, of.id, label="Hauptamt", valid=YEARS)[1])
    _comment(store, of, phones, first)
    _vote(store, of, phones, second, third)


def _comment(store: Store, of: Workshop, phones: list[str], statement: str) -> None:
    from analysis.commenting import commented_with
    from data.store.comments import comments, hide_comment, release_comment, save_comment, shorten_comment

    about = commented_with(questionnaire(store, of).only(of.room), statement)
    for number, token in enumerate(phones[:4]):
        save_comment(store, token, of.code, about, f"Ein Satz mit der Nummer {number}.").result()
    by_text = {one.text[-2]: one.id for one in comments(store, of.id)}
    release_comment(store, of.id, by_text["0"], in_report=True)
    shorten_comment(store, of.id, by_text["1"], "Ein kurzer Satz.")
    release_comment(store, of.id, by_text["1"], in_report=True)
    hide_comment(store, of.id, by_text["2"])


def _vote(store: Store, of: Workshop, phones: list[str], over: str, under_way: str) -> None:
    from data.store.ballots import close_ballot, open_ballot, show_ballot
    from data.store.errors import NotInRelease
    from data.store.voting import vote

    for statement in (over, under_way):
        open_ballot(store, of.id, statement, LATER)
        for number, token in enumerate(phones):
            with suppress(NotInRelease):  # one has answered nothing
                vote(store, token, of.code, statement, "ABBCCDE"[number % 7]).result()
    close_ballot(store, of.id, over)
    show_ballot(store, of.id, over)


def fill_what_became_of_it(store: Store, of: Workshop, phones: list[str]) -> None:
    """Measures with points, the end, tables, links, the choices of the report, the way, an own card, a next run."""
    from analysis.action_plan import Draft
    from analysis.farewell import ExitAnswers
    from data.store.errors import NotInRelease
    from data.store.farewell import answer_exit, begin_exit_questions
    from data.store.giving import give
    from data.store.measures import add_measure
    from data.store.point_polls import open_poll
    from data.store.runs import next_run, recheck
    from data.store.status_links import create_status_link

    said = [Draft(what=f"Maßnahme {number}", who="Hauptamt", about=(of.room[0],)) for number in range(3)]
    options = [add_measure(store, of.id, replace(one, due=date(2027, 6, 7))).id for one in said]
    open_poll(store, of.id, "points", options)
    for token in phones[:9]:
        with suppress(NotInRelease):
            give(store, token, of.code, "points", {options[0]: 1, options[1]: 1}).result()
    begin_exit_questions(store, of.id)
    answer_exit(store, phones[0], of.code, ExitAnswers("A", "B", "Zeit"))
    create_status_link(store, of.id, label="Hauptamt", valid=YEARS)
    _choose(store, of)
    _at_tables(store, of)
    later = next_run(store, of.id, date(2027, 11, 20))
    recheck(store, later.id, date(2027, 12, 1), title="Nachbefragung nach 3 Monaten", statements=of.room[:2])
    reveal(store, of.id, "plan")


def _choose(store: Store, of: Workshop) -> None:
    from data.store.practice_cards import save_cards
    from data.store.process import assign, tick
    from data.store.report_choices import change_report_choices

    def chosen(before: Any) -> Any:
        return replace(before, language="de", contact="Hauptamt", logo=b"\x89PNG\r\n\x1a\n", left_out=("notes",))

    change_report_choices(store, of.id, chosen)
    tick(store, of.id, "first_talk", date(2026, 10, 1))
    assign(store, of.id, "letter", "Bürgermeisterei")
    save_cards(store, {"unsere-busschule": '{"id": "unsere-busschule", "kind": "practice"}'})


def _at_tables(store: Store, of: Workshop) -> None:
    from analysis.proposals import Said
    from data.store.access import issue_key, redeem_key
    from data.store.proposals import send_proposal
    from data.store.taking_over import take_as_note

    field = questionnaire(store, of).field_of[of.room[0]]
    redeem_key(store, issue_key(store, "table", of.id, valid=YEARS, about=field))
    taken = send_proposal(store, of.id, field, Said("note", field, "Ein Vorschlag."))
    take_as_note(store, of.id, taken.id, "Ein Vorschlag.", is_visible=True, version=taken.version)
    send_proposal(store, of.id, field, Said("measure", field, "Eine Maßnahme.", who="Hauptamt"))
