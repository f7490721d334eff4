"""What documents shall say stands with the workshop: on every device, in its Sicherung, and gone with it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from data.backup.content import read_content
from data.backup.refusal import Refusal
from data.backup.restoring import restore
from data.store.engine import Store
from data.store.errors import TextTooLong, WrongState
from data.store.report_choices import LONGEST_CONTACT, ReportChoices, change_report_choices, report_choices
from data.store.schema import LARGEST_LOGO
from data.store.workshops import delete_workshop
from tests.data.store.conftest import prepared_in
from tests.data.store.test_backup import head_of, lines_of, packed, plain_of

LOGO = b"\x89PNG\r\n\x1a\n\x00\xff"
WANTED = ReportChoices(
    language="en", contact="Integrationsstelle", logo=LOGO, left_out=("stand", "felder"), is_released=True
)


def test_nothing_is_chosen_before_somebody_does(store: Store) -> None:
    assert report_choices(store, prepared_in(store).id) == ReportChoices()


def test_choices_are_kept_and_two_laptops_do_not_undo_each_others(store: Store) -> None:
    of = prepared_in(store).id

    change_report_choices(store, of, lambda _now: WANTED)
    change_report_choices(store, of, partial(replace, contact="  Hauptamt\x00 "))
    change_report_choices(store, of, partial(replace, logo=None))

    assert report_choices(store, of) == replace(WANTED, contact="Hauptamt", logo=None)


def test_what_is_too_large_is_refused(store: Store) -> None:
    of = prepared_in(store).id

    for wrong in ({"contact": "x" * (LONGEST_CONTACT + 1)}, {"logo": b"x" * (LARGEST_LOGO + 1)}):
        with pytest.raises(TextTooLong):
            change_report_choices(store, of, partial(replace, **wrong))
    assert report_choices(store, of) == ReportChoices()


def test_choices_go_with_the_workshop(store: Store) -> None:
    of = prepared_in(store).id
    change_report_choices(store, of, lambda _now: WANTED)

    delete_workshop(store, of)

    assert report_choices(store, of) == ReportChoices()
    with pytest.raises(WrongState):
        change_report_choices(store, of, lambda _now: WANTED)


def test_choices_come_back_from_a_sicherung(store: Store, tmp_path: Path, opened: Callable[[str], Store]) -> None:
    of = prepared_in(store)
    change_report_choices(store, of.id, lambda _now: WANTED)
    other = opened(f"sqlite:///{tmp_path / 'other' / 'store.sqlite3'}")

    restore(other, read_content(BytesIO(plain_of(store, of))))

    assert report_choices(other, of.id) == WANTED


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("logo", "kein Base64!"),
        ("logo", 7),
        ("logo", "QUFB" * (LARGEST_LOGO // 3 + 1)),
        ("language", "fr"),
        ("left_out", "stand"),
        ("left_out", [1]),
        ("is_released", "ja"),
    ],
)
def test_hostile_choices_of_a_sicherung_are_refused(store: Store, column: str, value: object) -> None:
    of = prepared_in(store)
    change_report_choices(store, of.id, lambda _now: WANTED)
    lines = lines_of(plain_of(store, of))
    head = head_of(lines, "report_choices")
    lines[lines.index(head) + 1][head["columns"].index(column)] = value

    with pytest.raises(Refusal):
        read_content(packed(lines))
