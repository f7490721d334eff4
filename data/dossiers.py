"""The dossier of a workshop whose results were shown, as the store has it now."""

from datetime import date

from analysis.dossier import Dossier, Saying
from analysis.results import Results
from analysis.second_vote import Recount, SecondVote, second_vote
from analysis.talk import statements_shown
from config import load_settings
from data.evening import Evening, evening
from data.library_file import library_in
from data.looking_back import agreed_before
from data.own_cards import with_own
from data.polling import points_shown
from data.store.administration import administration_sheet
from data.store.agreements import agreements
from data.store.ballots import ballots
from data.store.comments import for_report
from data.store.engine import Store
from data.store.farewell import next_date
from data.store.measures import measures
from data.store.notes import notes
from data.store.workshops import Workshop


def shown_dossier(store: Store, workshop_id: str, made_on: date) -> Dossier | None:
    """That of a workshop of which a result was shown; None for any other."""
    now = evening(store, workshop_id)
    if now is None or now.results is None or not now.is_revealed:
        return None
    return dossier(store, now, made_on=made_on)


def dossier(
    store: Store, now: Evening, *, contact: str = "", leitmotiv: str = "", made_on: date | None = None
) -> Dossier:
    """All that documents may say; ValueError while no result was shown, since until then a survey can be reopened."""
    if now.results is None or now.release is None or not now.is_revealed:
        raise ValueError(f"no result of {now.workshop.id} was shown yet")
    of, sheet = now.workshop, administration_sheet(store, now.workshop.id)
    return Dossier(
        municipality=of.municipality,
        title=of.title,
        held_on=of.held_on,
        run=of.run,
        results=now.results,
        questionnaire=now.questionnaire,
        contact=contact,
        leitmotiv=leitmotiv,
        made_on=made_on,
        on_stage=statements_shown(now.release.shown),
        agreements=agreements(store, of.id),
        second_votes=_second_votes(store, of.id, now.results),
        sayings=[Saying(one.about, one.text, one.is_shortened) for one in for_report(store, of.id)],
        notes=[note for note in notes(store, of.id) if note.is_visible],
        measures=measures(store, of.id),
        points=points_shown(store, of),
        next_date=next_date(store, of.id),
        earlier=agreed_before(store, now),
        reasons={one: said.reason for one, said in sheet.items() if said.reason},
        who_knows={one: said.who_knows for one, said in sheet.items() if said.who_knows},
        library=with_own(library_in(load_settings().library).library, _own(store, of)),
    )


def _own(store: Store, of: Workshop) -> Store:
    """With accounts the cards of this municipality alone: whoever reads a document may see no other's."""
    return store if store.municipalities is None else store.only(frozenset({of.municipality_id}))


def _second_votes(store: Store, workshop_id: str, results: Results) -> dict[str, SecondVote]:
    """Those of which the room has seen something, as far as they may be shown."""
    return {
        statement: second_vote(results.by_statement[statement], held.result, results.threshold)
        for statement, held in ballots(store, workshop_id).items()
        if held.is_shown and isinstance(held.result, Recount) and statement in results.by_statement
    }
