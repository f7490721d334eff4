"""Workshops of every state, by the functions that a store has had from its first tables on."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from analysis.grouping import form_groups
from data.samples.demo import fill_demo
from data.store.access import issue_key, redeem_key
from data.store.administration import AdministrationAnswer, save_administration
from data.store.batches import NewBatch
from data.store.engine import Store
from data.store.releases import reveal
from data.store.sheets import EnteredSheet, add_sheets, finish_sheet, join, save_answers
from data.store.wording import save_wording
from data.store.workshops import (
    Workshop,
    change_workshop,
    close_workshop,
    create_workshop,
    delete_due_sheets,
    delete_workshop,
    discard_sheets,
    finish_workshop,
    open_workshop,
    questionnaire,
    reopen_workshop,
)

SMALL = """
id: klein
version: "1.0"
title: {de: Kleiner Fragebogen}
scale:
  - {code: A, value: 4, label: {de: Trifft zu}}
  - {code: B, value: 3, label: {de: Trifft eher zu}}
  - {code: C, value: 2, label: {de: Trifft eher nicht zu}}
  - {code: D, value: 1, label: {de: Trifft nicht zu}}
  - {code: E, value: null, label: {de: Keine Einschätzung möglich}}
sectors:
  - id: verwaltung
    title: {de: Verwaltung}
    perspectives:
      - {id: fachamt, title: {de: Fachämter}}
      - {id: leitstelle, title: {de: Leitstelle}}
  - id: politik
    title: {de: Politik}
    perspectives:
      - {id: rat, title: {de: Rat}}
  - id: gesellschaft
    title: {de: Zivilgesellschaft}
    perspectives:
      - {id: verein, title: {de: Vereine}}
fields:
  - id: feld
    title: {de: Ein Feld}
    statements:
      - {id: "1.01", short: true, text: {de: Wir fangen an.}}
      - {id: "1.02", short: true, text: {de: Wir machen weiter.}}
      - {id: "1.03", text: {de: Wir hören zu.}}
"""
SEATS = ("fachamt",) * 5 + ("leitstelle",) * 2 + ("rat",) * 4 + ("verein",) * 2 + ("sector:verwaltung",)
"""Large groups, small ones, and somebody who names the sector alone."""
YEARS = timedelta(days=3650)


class Evenings:
    """Fills a store; ``phones`` (hashes), ``cookies`` (by code, of the first phone) and ``devices`` let people in."""

    def __init__(self, store: Store, text: str) -> None:
        self.store, self.text = store, text
        self.phones: dict[str, list[str]] = {}
        self.cookies: dict[str, str] = {}
        self.devices: dict[str, str] = {}
        self.keys: dict[str, str] = {}

    def all(self) -> Workshop:
        """One of every state; gives the one of which results were shown, with the questionnaire of the program."""
        self._prepared()
        self._open()
        self._closed()
        shown = self._shown()
        for name in ("in_time", "due"):
            self._finished(name)
        delete_due_sheets(self.store, date(2026, 11, 24))
        self._begun_anew()
        gone = self._made("Gehtweg", date(2026, 5, 6))
        self._answered(gone, 3)
        delete_workshop(self.store, gone.id)
        self._let_in(shown)
        save_wording(self.store, "impressum", "de", "Stadt Musterlingen\n\nRathausplatz 1")
        save_wording(self.store, "leitmotiv", "de", "Gemeinsam weiter.", shown.id)
        return shown

    def _made(self, municipality: str, held_on: date, **more: object) -> Workshop:
        wanted = {"room": ("1.01", "1.02"), "administration": ("1.01", "1.02", "1.03"), "threshold": 3, **more}
        made = create_workshop(
            self.store,
            municipality=municipality,
            title="Selbstcheck",
            held_on=held_on,
            questionnaire_text=SMALL,
            **wanted,
        )
        answers = [AdministrationAnswer("1.01", "B", "Dazu gibt es einen Beschluss.", "Hauptamt")]
        save_administration(self.store, made.id, [*answers, AdministrationAnswer("1.03", None, "", "Sozialamt")])
        return made

    def _answered(self, of: Workshop, people: int, salt: int = 0) -> None:
        """Phones: the last one joins without an answer, the one before it leaves a gap and never presses Fertig."""
        open_workshop(self.store, of.id)
        for number, seat in enumerate(_seats(people)):
            cookie = f"telefon-{of.code}-{number:08}"
            self.cookies.setdefault(of.code, cookie)
            token = hashlib.sha256(cookie.encode()).hexdigest()
            self.phones.setdefault(of.id, []).append(token)
            join(self.store, of.id, perspective=seat, source="phone", token_hash=token).result()
            given = {"1.01": "AABCDE"[(number + salt) % 6], "1.02": "BCCDAE"[(number * 2 + salt) % 6]}
            if number == people - 1:
                continue
            if number == people - 2:
                del given["1.02"]
            save_answers(self.store, token, of.code, given).result()
            if "1.02" in given:
                finish_sheet(self.store, token, of.code).result()

    def _paper(self, of: Workshop, *answers: str, batch: NewBatch | None = None) -> None:
        sheets = [EnteredSheet("rat", {"1.01": one, "1.02": two}) for one, two in answers]
        add_sheets(self.store, of.id, sheets, source="paper" if batch is None else "upload", batch=batch)

    def _close(self, of: Workshop) -> None:
        asked = questionnaire(self.store, of)
        form = partial(form_groups, questionnaire=asked, threshold=of.threshold, mode=of.mode)
        close_workshop(self.store, of.id, form)

    def _prepared(self) -> None:
        self._made("Neudorf (Muster)", date(2027, 9, 1), wifi_name="Saal", wifi_password="geheim 1")

    def _open(self) -> None:
        made = self._made("bad  beispiel", date(2027, 3, 4))
        self._answered(made, 9)
        self._paper(made, "AB", "EE")
        self._paper(made, "DD", "CA", batch=NewBatch("bogen.xlsx", "d" * 64, "template"))

    def _closed(self) -> None:
        """Closed, opened again and closed once more; sheets that came late are in no release."""
        made = self._made("Bad Beispiel", date(2027, 2, 1))
        self._answered(made, 12, salt=1)
        self._close(made)
        reopen_workshop(self.store, made.id)
        self._paper(made, "AA")
        self._close(made)
        self._paper(made, "DD", "BB")

    def _shown(self) -> Workshop:
        """The demo as that version made it, shown on every page, with a sheet that came after."""
        made = fill_demo(self.store, self.text, date(2026, 11, 20))
        for page in ("overview", "differences"):
            reveal(self.store, made.id, page)
        rest = questionnaire(self.store, made).perspective_keys[0]
        add_sheets(self.store, made.id, [EnteredSheet(rest, {made.room[0]: "D"})], source="paper")
        return made

    def _finished(self, which: str) -> None:
        """Their results were shown and their groups are perspectives or sectors; of one the sheets are deleted."""
        mode = "sectors" if which == "in_time" else "perspectives"
        made = self._made("Musterlingen", date(2026, 3, 4), mode=mode, threshold=3 if which == "due" else 4)
        self._answered(made, 14, salt=2)
        self._paper(made, "AB", "BA", "CC", batch=NewBatch("zwei.csv", "e" * 64, "template"))
        self._close(made)
        reveal(self.store, made.id, "overview")
        finish_workshop(self.store, made.id, date(2026, 11, 23) if which == "due" else date(2040, 1, 1))
        change_workshop(self.store, made.id, archived=which == "in_time")

    def _begun_anew(self) -> None:
        made = self._made("Beispielstadt", date(2027, 6, 7))
        self._answered(made, 4)
        self._close(made)
        discard_sheets(self.store, made.id)

    def _let_in(self, shown: Workshop) -> None:
        for role, place in (("moderator", None), ("screen", shown.id)):
            found = redeem_key(self.store, issue_key(self.store, role, place, valid=YEARS))
            assert found is not None
            self.devices[role] = found[2]
            self.keys[role] = issue_key(self.store, role, place, valid=YEARS)


def _seats(people: int) -> Sequence[str]:
    return (SEATS * 2)[:people]
