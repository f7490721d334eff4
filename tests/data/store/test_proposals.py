"""What tables send: it belongs to their field, is one however often it is sent, and one moderator decides on it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from analysis.action_plan import Draft
from analysis.proposals import MOST_OF_A_TABLE, Said
from data.store.access import issue_key, redeem_key, tables_signed_in
from data.store.agreements import AgreementChanged, agree, agreements
from data.store.engine import Store
from data.store.measures import measures
from data.store.notes import notes
from data.store.proposals import (
    Proposal,
    ProposalChanged,
    TextMissing,
    TextTooLong,
    TooMany,
    UnknownStatement,
    WrongState,
    count_sent,
    delete_proposal,
    proposals,
    put_aside,
    put_back,
    send_proposal,
    withdraw_proposal,
)
from data.store.releases import reveal
from data.store.taking_over import take_as_measure, take_as_note, take_as_reason
from data.store.workshops import Workshop, close_workshop, delete_workshop, finish_workshop
from tests.data.store.conftest import Phone, prepared_in
from tests.data.store.test_stages import everybody

ODD = "<script>alert(1)</script> \"'&\n{name} %s\n\n🎈 שלום \u202eabc"
FIELD = "feld"


@pytest.fixture
def closed(store: Store, opened_workshop: Workshop, phone: Callable[..., Phone]) -> Workshop:
    for answer in "AABD":
        phone().answers(s1_01=answer, s1_02="C")
    close_workshop(store, opened_workshop.id, everybody)
    return opened_workshop


@pytest.fixture
def revealed(store: Store, closed: Workshop) -> Workshop:
    reveal(store, closed.id, "ueberblick")
    return closed


def sent(store: Store, of: Workshop, words: str = "Wir hören zu.", about: str = "1.01") -> Proposal:
    return send_proposal(store, of.id, FIELD, Said("note", about, words))


def test_nothing_is_sent_before_a_result_was_shown(store: Store, prepared: Workshop, closed: Workshop) -> None:
    for of in (prepared.id, closed.id, "nothing"):
        with pytest.raises(WrongState):
            send_proposal(store, of, FIELD, Said("note", FIELD, "x"))


def test_nothing_is_sent_once_the_workshop_is_finished(store: Store, revealed: Workshop) -> None:
    one = sent(store, revealed)
    key = issue_key(store, "table", revealed.id, valid=timedelta(hours=1), about=FIELD)
    redeem_key(store, issue_key(store, "table", revealed.id, valid=timedelta(hours=1), about=FIELD))

    finish_workshop(store, revealed.id, date(2027, 9, 1))

    with pytest.raises(WrongState):
        sent(store, revealed)
    assert (redeem_key(store, key), tables_signed_in(store, revealed.id)) == (None, {})
    assert proposals(store, revealed.id) == (one,)


def test_words_are_kept_as_they_were_typed_in_an_order_that_tells_nothing(store: Store, revealed: Workshop) -> None:
    measure = Said("measure", FIELD, ODD, "Integrationsstelle", date(2027, 5, 31))
    for said in (Said("note", "1.02", "b"), Said("note", "1.02", "a"), Said("reason", "1.01", "z"), measure):
        send_proposal(store, revealed.id, FIELD, said)

    found = proposals(store, revealed.id)

    assert [(one.said.about, one.said.text) for one in found] == [
        (FIELD, ODD),
        ("1.01", "z"),
        ("1.02", "a"),
        ("1.02", "b"),
    ]
    assert (found[0].said, found[0].state, found[0].field) == (measure, "sent", FIELD)
    assert proposals(store, revealed.id, "anderes") == ()
    assert count_sent(store, revealed.id) == 4


def test_whose_table_it_is_is_kept_and_not_who_wrote_it(store: Store, revealed: Workshop) -> None:
    sent(store, revealed)

    with store.reading() as connection:
        (row,) = connection.execute(text("SELECT * FROM proposals")).mappings().all()
    assert sorted(row) == [
        "about", "due", "field", "id", "kind", "state", "text", "version", "who", "workshop_id",
    ]  # fmt: skip
    assert (row["field"], row["who"]) == (FIELD, "")


def test_who_and_until_when_belong_to_a_measure(store: Store, revealed: Workshop) -> None:
    new = send_proposal(store, revealed.id, FIELD, Said("note", FIELD, "x", "Amt", date(2027, 5, 31)))

    assert new.said == Said("note", FIELD, "x")


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (Said("note", FIELD, " \n\x00 "), TextMissing),
        (Said("note", FIELD, "x" * 1001), TextTooLong),
        (Said("reason", "1.01", "x" * 501), TextTooLong),
        (Said("measure", FIELD, "x" * 301), TextTooLong),
        (Said("measure", FIELD, "x", "x" * 121), TextTooLong),
        (Said("note", "9.99", "x"), UnknownStatement),
        (Said("note", "", "x"), UnknownStatement),
        (Said("note", "1.03", "x"), UnknownStatement),  # the administration alone was asked
        (Said("reason", FIELD, "x"), UnknownStatement),  # of a statement, not of a whole field
    ],
)
def test_what_does_not_fit_is_refused(store: Store, revealed: Workshop, said: Said, error: type[Exception]) -> None:
    with pytest.raises(error):
        send_proposal(store, revealed.id, FIELD, said)
    assert proposals(store, revealed.id) == ()


def test_table_of_a_field_that_the_room_does_not_have_sends_nothing(store: Store, revealed: Workshop) -> None:
    with pytest.raises(UnknownStatement):
        send_proposal(store, revealed.id, "anderes", Said("note", "1.01", "x"))


def test_form_that_is_sent_twice_is_one_proposal(store: Store, revealed: Workshop) -> None:
    def send(words: str) -> Proposal:
        return send_proposal(store, revealed.id, FIELD, Said("note", FIELD, words), proposal_id="p" * 32)

    with ThreadPoolExecutor(4) as at_once:
        first, *again = at_once.map(send, ["einmal"] * 4)
    other = send("etwas anderes")

    assert again == [first] * 3
    assert {one.id for one in proposals(store, revealed.id)} == {first.id, other.id}


def test_two_tables_send_at_once(store: Store, revealed: Workshop) -> None:
    with ThreadPoolExecutor(8) as at_once:
        list(at_once.map(lambda n: sent(store, revealed, f"Satz {n}"), range(20)))

    assert {one.said.text for one in proposals(store, revealed.id)} == {f"Satz {n}" for n in range(20)}


def test_a_table_has_so_many_and_no_more(store: Store, revealed: Workshop) -> None:
    one = sent(store, revealed, "0")
    for n in range(1, MOST_OF_A_TABLE):
        sent(store, revealed, str(n))

    with pytest.raises(TooMany):
        sent(store, revealed, "zu viel")
    withdraw_proposal(store, revealed.id, FIELD, one.id)
    sent(store, revealed, "wieder Platz")


def test_withdrawn_is_gone_and_only_its_own_table_withdraws(store: Store, revealed: Workshop) -> None:
    one = sent(store, revealed)
    withdraw_proposal(store, revealed.id, "anderes", one.id)
    withdraw_proposal(store, prepared_in(store).id, FIELD, one.id)
    before = proposals(store, revealed.id)

    withdraw_proposal(store, revealed.id, FIELD, one.id)
    withdraw_proposal(store, revealed.id, FIELD, one.id)  # gone is gone

    assert (before, proposals(store, revealed.id)) == ((one,), ())
    with pytest.raises(ProposalChanged) as gone:
        take_as_note(store, revealed.id, one.id, "x", is_visible=True, version=one.version)
    assert gone.value.proposal is None
    assert notes(store, revealed.id) == []


def test_taken_over_is_a_note_and_cannot_be_withdrawn(store: Store, revealed: Workshop) -> None:
    one = sent(store, revealed)

    take_as_note(store, revealed.id, one.id, " Gekürzt. ", is_visible=True, version=one.version)

    (note,) = notes(store, revealed.id)
    assert (note.about, note.text, note.is_visible) == ("1.01", "Gekürzt.", True)
    (taken,) = proposals(store, revealed.id)
    assert (taken.state, taken.said.text, count_sent(store, revealed.id)) == ("taken", "Wir hören zu.", 0)
    with pytest.raises(ProposalChanged):
        withdraw_proposal(store, revealed.id, FIELD, one.id)
    with pytest.raises(ProposalChanged):
        put_back(store, revealed.id, one.id, version=taken.version)


def test_two_moderators_who_take_it_over_at_once_make_one_note(store: Store, revealed: Workshop) -> None:
    one = sent(store, revealed)

    def take(words: str) -> bool:
        try:
            take_as_note(store, revealed.id, one.id, words, is_visible=False, version=one.version)
        except ProposalChanged as late:
            assert late.proposal is not None and late.proposal.state == "taken"
            return False
        return True

    with ThreadPoolExecutor(4) as at_once:
        done = list(at_once.map(take, ["eins", "zwei", "drei", "vier"]))

    assert done.count(True) == 1
    assert len(notes(store, revealed.id)) == 1


def test_text_that_does_not_fit_takes_nothing_over(store: Store, revealed: Workshop) -> None:
    one = sent(store, revealed)

    for words, error in (("", TextMissing), ("x" * 1001, TextTooLong)):
        with pytest.raises(error):
            take_as_note(store, revealed.id, one.id, words, is_visible=True, version=one.version)
    assert proposals(store, revealed.id) == (one,)


def test_reason_goes_to_an_assessment_that_has_none_yet(store: Store, revealed: Workshop) -> None:
    one = send_proposal(store, revealed.id, FIELD, Said("reason", "1.01", "Weil wir es merken."))

    with pytest.raises(AgreementChanged):
        take_as_reason(store, revealed.id, one.id, one.said.text, version=one.version)
    before = agree(store, revealed.id, "1.01", "B")
    take_as_reason(store, revealed.id, one.id, "Weil wir es merken!", version=one.version)

    now = agreements(store, revealed.id)["1.01"]
    assert (now.answer, now.reason, now.version == before.version) == ("B", "Weil wir es merken!", False)
    assert proposals(store, revealed.id)[0].state == "taken"


def test_reason_that_is_written_down_stays(store: Store, revealed: Workshop) -> None:
    one = send_proposal(store, revealed.id, FIELD, Said("reason", "1.01", "vom Tisch"))
    agree(store, revealed.id, "1.01", "B", reason="vom Raum")

    with pytest.raises(AgreementChanged):
        take_as_reason(store, revealed.id, one.id, "vom Tisch", version=one.version)

    assert agreements(store, revealed.id)["1.01"].reason == "vom Raum"
    assert proposals(store, revealed.id) == (one,)


def test_measure_is_what_the_moderation_made_of_it(store: Store, revealed: Workshop) -> None:
    said = Said("measure", "1.01", "Ein Lotsendienst", "Integrationsstelle", date(2027, 5, 31))
    one = send_proposal(store, revealed.id, FIELD, said)

    with pytest.raises(TextMissing):
        take_as_measure(store, revealed.id, one.id, Draft(what=" "), version=one.version)
    before = proposals(store, revealed.id)
    wanted = Draft(what="Lotsendienst", who="Amt 50", due=date(2027, 6, 30))
    take_as_measure(store, revealed.id, one.id, wanted, version=one.version)
    with pytest.raises(ProposalChanged):
        take_as_measure(store, revealed.id, one.id, wanted, version=one.version)

    assert before == (one,)
    (measure,) = measures(store, revealed.id)
    assert (measure.what, measure.who, measure.due, measure.about) == (
        "Lotsendienst",
        "Amt 50",
        date(2027, 6, 30),
        ("1.01",),
    )
    assert proposals(store, revealed.id)[0].said == said


def test_put_away_comes_back_or_goes_for_good(store: Store, revealed: Workshop) -> None:
    one = sent(store, revealed)
    with pytest.raises(ProposalChanged):
        delete_proposal(store, revealed.id, one.id, version=one.version)  # nobody has decided on it

    put_aside(store, revealed.id, one.id, version=one.version)
    (aside,) = proposals(store, revealed.id)
    put_back(store, revealed.id, one.id, version=aside.version)
    (back,) = proposals(store, revealed.id)
    put_aside(store, revealed.id, one.id, version=back.version)
    (again,) = proposals(store, revealed.id)
    with pytest.raises(ProposalChanged):
        delete_proposal(store, revealed.id, one.id, version=aside.version)
    delete_proposal(store, revealed.id, one.id, version=again.version)

    assert [each.state for each in (aside, back, again)] == ["aside", "sent", "aside"]
    assert proposals(store, revealed.id) == ()


def test_taken_over_goes_for_good_and_what_was_made_of_it_stays(store: Store, revealed: Workshop) -> None:
    one = sent(store, revealed, "Frau Beispiel aus Zimmer 12 hört nie zu.")
    take_as_note(store, revealed.id, one.id, "Es hört niemand zu.", is_visible=True, version=one.version)
    (taken,) = proposals(store, revealed.id)

    delete_proposal(store, revealed.id, one.id, version=taken.version)

    assert proposals(store, revealed.id) == ()
    assert [note.text for note in notes(store, revealed.id)] == ["Es hört niemand zu."]


def test_deleted_with_its_workshop(store: Store, revealed: Workshop) -> None:
    sent(store, revealed)

    delete_workshop(store, revealed.id)

    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM proposals")).scalar() == 0
