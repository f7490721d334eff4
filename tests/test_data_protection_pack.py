"""The operator's data-protection pack says what the code does: fields, cookies, days, and gaps to fill in."""

import re
from pathlib import Path

import pytest
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from config import load_settings
from data.backup.copies import EVERY, KEPT, KEPT_FOR
from data.backup.sealing import COSTLIEST
from data.backup.tables import LEFT_OUT
from data.store.connecting import _ON_SQLITE_CONNECT
from data.store.invitations import VALID
from data.store.schema import metadata
from data.store.unfinished import GIVEN_UP_AFTER
from data.store.workshops import CODE_SIGNS
from phone.visit import TABLET_MINUTES
from room.devices import KEY_FOR_A_DEVICE
from texts.prose import standard_prose
from texts.words import LANGUAGES
from ui.devices import KEY_FOR_ANOTHER_DEVICE
from web import oidc, signing_out
from web.greeting import KEY_HOURS
from web.identity import ELSEWHERE_COOKIE, KNOWN_COOKIE, KNOWN_DAYS, SHEET_DAYS, STAFF_COOKIE, sheet_cookie
from web.place import PLACE_COOKIE

ROOT = Path(__file__).parents[1]
PACK = ROOT / "docs" / "datenschutz"
SHEETS = sorted(PACK.glob("*.md"))


def _text(name: str) -> str:
    return (PACK / f"{name}.md").read_text(encoding="utf-8")


def _rows(text: str, first_heading: str) -> list[list[str]]:
    """Body rows of all Markdown tables whose first heading is this one."""
    rows: list[list[str]] = []
    inside = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells[:1] == [first_heading]:
            inside = True
        elif not cells:
            inside = False
        elif inside and set(cells[0]) - set("- "):
            rows.append(cells)
    return rows


def _code(cell: str) -> str:
    """What stands in the cell's first backticks."""
    return re.findall(r"`(.+?)`", cell)[0]


def test_every_stored_field_is_listed_and_nothing_else() -> None:
    listed = [_code(row[0]) for row in _rows(_text("gespeicherte-felder"), "Feld")]

    stored = [f"{column.table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns]
    assert sorted(listed) == sorted(stored)


def test_every_field_says_what_why_how_long_and_about_whom() -> None:
    rows = _rows(_text("gespeicherte-felder"), "Feld")

    assert [row[0] for row in rows if len(row) != 5 or not all(row)] == []
    assert [row[0] for row in rows if not row[4].startswith(("ja", "nein", "gering", "möglich", "wie der Bogen"))] == []


def test_cookies_and_their_days_are_those_of_the_code() -> None:
    listed = {_code(row[0]): row[3] for row in _rows(_text("gespeicherte-felder"), "Cookie")}

    assert listed == {
        sheet_cookie(""): f"{SHEET_DAYS} Tage",
        STAFF_COOKIE: f"{load_settings().sign_in_days} Tage",
        KNOWN_COOKIE: f"{KNOWN_DAYS} Tage",
        XSRF_COOKIE_NAME: "bis der Browser schließt",
        PLACE_COOKIE: "bis der Browser schließt",
        oidc.COOKIE: f"{oidc.VALID // 60} Minuten",
        ELSEWHERE_COOKIE: f"{load_settings().sign_in_days} Tage",
        signing_out.COOKIE: f"{signing_out.VALID // 60} Minuten",
    }


def test_what_goes_by_itself_goes_after_the_days_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEEP_SHEETS_DAYS", raising=False)
    sheets = load_settings().keep_sheets_days
    minutes, short = (int(valid.total_seconds() / 60) for valid in (KEY_FOR_ANOTHER_DEVICE, KEY_FOR_A_DEVICE))

    assert [row[0] for row in _rows(_text("loeschkonzept"), "Wann")] == [
        f"{sheets} Tage nach dem Workshop (`KEEP_SHEETS_DAYS`)",
        f"{SHEET_DAYS} Tage nach dem Beitreten",
        f"{load_settings().sign_in_days} Tage nach der Anmeldung (`SIGN_IN_DAYS`)",
        f"{KEY_HOURS} Stunden nach dem Start, {minutes} Minuten bei weiteren Geräten, {short} aus der Regie",
        f"{VALID['invite'].days} Tage nach einer Einladung, einen nach einem Link für ein neues Passwort (mit Konten)",
        "Ablauf eines Upload-Links",
        f"{GIVEN_UP_AFTER // 60} Minuten, nachdem das Übernehmen einer Datei abgebrochen ist (Absturz, Stromausfall)",
        f"{KEPT_FOR.days} Tage nach einer Kopie des Datenspeichers (SQLite)",
    ]
    assert f"[{sheets}] Tage nach dem Workshop" in _text("verarbeitungsverzeichnis")
    assert f"vorgegeben sind {sheets} Tage" in _text("README")


@pytest.mark.parametrize("language", LANGUAGES)
def test_participants_read_the_same_cookies_and_days(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KEEP_SHEETS_DAYS", "SIGN_IN_DAYS"):
        monkeypatch.delenv(name, raising=False)
    text = standard_prose("datenschutz", language)
    section = text.split("# Cookie")[1].split("\n# ")[0]

    lines = re.findall(r"^- (\w+)(.*)$", section, re.MULTILINE)
    days = {name: re.findall(r"(\d+) (?:Tage|days)", line) for name, line in lines}
    assert days == {
        sheet_cookie(""): [str(SHEET_DAYS)],
        STAFF_COOKIE: [str(load_settings().sign_in_days)],
        KNOWN_COOKIE: [str(KNOWN_DAYS)],
        XSRF_COOKIE_NAME: [],
        PLACE_COOKIE: [],
        ELSEWHERE_COOKIE: [str(load_settings().sign_in_days)],
        oidc.COOKIE: [],
    }
    assert re.search(rf"^(?!-).*Tablet.* {TABLET_MINUTES} [Mm]inute", section, re.MULTILINE | re.IGNORECASE)
    assert re.findall(r"(?:nach|after) (\d+) (?:Tagen|days)", text) == [str(load_settings().keep_sheets_days)]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "de",
            {
                "Was wir speichern": ("eine Rückmeldung", "kleinen Tisch", "ihren Namen"),
                "Wer was sieht": ("Ihre Rückmeldung", "nur dieser Tisch und die Moderation", "über einen Link"),
                "Wie lange": ("Ihre Rückmeldung mit ihrem Satz", "spätestens mit der Maßnahme", "der Rückmeldung"),
            },
        ),
        (
            "en",
            {
                "What we store": ("give feedback", "small table", "their name"),
                "Who sees what": ("your feedback", "only this table and the moderators", "by a link"),
                "How long": ("your feedback with its sentence", "at the latest with the measure", "of the feedback"),
            },
        ),
    ],
)
def test_participants_read_what_the_end_measures_tables_and_links_store(
    language: str, told: dict[str, tuple[str, ...]]
) -> None:
    text = standard_prose("datenschutz", language)
    sections = {heading: text.split(f"# {heading}")[1].split("\n# ")[0] for heading in told}

    assert [one for heading in told for one in told[heading] if one not in sections[heading]] == []
    assert "never set for participants" not in text.split("_streamlit_xsrf")[0]
    assert "bei Teilnehmenden nie gesetzt" not in text.split("_streamlit_xsrf")[0]  # a table's device may be theirs


def test_every_click_that_deletes_for_good_is_in_the_deletion_concept() -> None:
    rows = {row[0]: row for row in _rows(_text("loeschkonzept"), "Auslöser")}
    clicks = " ".join(rows)

    for_good = ("„Maßnahme endgültig löschen“", "„Notiz endgültig löschen“", "„Endgültig löschen“", "„Zurückziehen“")
    assert [click for click in for_good if click not in clicks] == []
    (finishing,) = (row for click, row in rows.items() if click.startswith("„Workshop abschließen“"))
    (whole,) = (row for click, row in rows.items() if click.startswith("„Workshop löschen“"))
    (day,) = (row for row in _rows(_text("loeschkonzept"), "Wann") if row[0].startswith("180"))
    assert all(one in finishing[2] for one in ("Maßnahmen", "Termin", "Rückmeldung"))
    assert all(one in whole[1] for one in ("Maßnahmen", "Termin", "Rückmeldung", "Punkte"))
    assert all(one in day[1] for one in ("Rückmeldung", "Punkte"))


def test_name_beside_a_measure_goes_when_it_is_taken_away() -> None:
    (name,) = (row for row in _rows(_text("gespeicherte-felder"), "Feld") if _code(row[0]) == "measures.person")

    assert "sobald das Häkchen fehlt" not in name[3]
    assert "bis der Name herausgenommen wird" in name[3]


def test_measures_name_places_that_are_there() -> None:
    rows = _rows(_text("technische-massnahmen"), "Ziel")
    places = [place for row in rows for place in re.findall(r"`(.+?)`", row[2])]

    assert len(places) >= len(rows)
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_measures_quote_the_limits_of_the_code() -> None:
    text = _text("technische-massnahmen")

    assert f"{len(CODE_SIGNS)} Zeichen, 6 Stellen" in text
    assert f"beim Start {KEY_HOURS} Stunden gültig" in text
    assert f"danach ein Cookie für {load_settings().sign_in_days} Tage" in text
    assert f"vorgegeben {load_settings().port}" in text
    assert "PRAGMA secure_delete=ON" in _ON_SQLITE_CONNECT
    assert "`secure_delete`" in _text("loeschkonzept")


def test_record_leaves_gaps_in_brackets_where_only_the_municipality_knows() -> None:
    entries = dict(_rows(_text("verarbeitungsverzeichnis"), "Angabe"))
    without_links = {name: re.sub(r"\[[^\]]+\]\([^)]+\)", "", entry) for name, entry in entries.items()}
    gaps = {name for name, entry in without_links.items() if re.search(r"\[[^\[\]]+\]", entry)}

    assert {
        "Verantwortliche Stelle",
        "Datenschutzbeauftragte",
        "Rechtsgrundlage",
        "Empfänger extern",
        "Auftragsverarbeitung",
        "Löschfristen",
    } <= gaps
    assert gaps.isdisjoint({"Bezeichnung", "Zweck", "Betroffene Personen", "Datenarten Teilnehmende"})


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_brackets_are_closed_and_never_empty(sheet: Path) -> None:
    text = re.sub(r"^- \[ \] ", "- ", sheet.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert text.count("[") == text.count("]") == len(re.findall(r"\[[^\[\]]*\w[^\[\]]*\]", text))


def test_readme_leads_to_every_sheet_and_to_the_technical_page_and_back() -> None:
    links = set(re.findall(r"\]\(([^)#]+)", _text("README")))
    back = set(re.findall(r"\]\(([^)#]+)", (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")))

    assert links == {*(sheet.name for sheet in SHEETS if sheet.name != "README.md"), "../privacy.md"}
    assert "datenschutz/README.md" in back


def test_backups_are_described_with_the_numbers_of_the_code() -> None:
    text = (ROOT / "docs" / "sicherung.md").read_text(encoding="utf-8")

    assert (EVERY.total_seconds(), KEPT, KEPT_FOR.days, COSTLIEST) == (600, 5, 7, 20)
    assert "alle zehn Minuten den ganzen Datenspeicher" in text
    assert "die fünf neuesten, höchstens sieben Tage lang" in text
    assert "mehr als 1 GiB wird nicht gegeben" in text
    assert [table for table in LEFT_OUT if f"`{table}`" not in text] == []
