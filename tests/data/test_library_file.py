"""Files of the Bibliothek: what may stand in them, and that every fault is said with its place."""

from pathlib import Path

import pytest

from data.library_file import FOLDERS, Problem, WrongItemError, library_in, parse_item, read_library
from texts.library import problem_sentence
from texts.words import words

DIALOGUE = """
kind: dialogue
id: erzaehlabend
title: {de: Erzählabend, en: Story evening}
summary: {de: "Wer möchte, erzählt."}
minutes: 120
occasions: [nobody_comes]
people: {de: acht bis zwölf}
sections:
  - title: {de: Drehbuch}
    text: [{de: "In {municipality} am {day}."}]
    steps:
      - {minutes: 10, title: {de: Ankommen}, text: {de: "Getränke"}}
      - {minutes: 110, title: {de: Erzählen}}
"""
AGENDA = """
kind: agenda
id: abend
title: {de: Abend}
summary: {de: Zwei Stunden.}
minutes: 30
form: room
steps:
  - {minutes: 10, title: {de: Ankommen}, slide: beitreten}
  - {minutes: 20, title: {de: Sprechen}, is_optional: true}
"""


def faults(text: str, kind: str = "dialogue") -> list[tuple[str, str, str]]:
    with pytest.raises(WrongItemError) as error:
        parse_item(text, kind, "a.yaml")  # type: ignore[arg-type]
    return [("/".join(one.place), one.rule, one.asked) for one in error.value.problems]


def folder_with(tmp_path: Path, **files: str) -> Path:
    for name, content in files.items():
        path = tmp_path / "library" / "dialoge" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "library"


def test_item_is_read_whole() -> None:
    item = parse_item(DIALOGUE, "dialogue", "a.yaml")

    assert (item.id, item.minutes, item.occasions) == ("erzaehlabend", 120, ("nobody_comes",))
    assert [(step.minutes, step.title["de"]) for step in item.parts[0].steps] == [(10, "Ankommen"), (110, "Erzählen")]
    assert parse_item(AGENDA, "agenda", "b.yaml").steps[1].is_optional


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("title: {de: Erzählabend, en: Story evening}", "title: {en: Story evening}", ("title", "required", "de")),
        ("minutes: 120", "minutes: lang", ("minutes", "type", "integer")),
        ("minutes: 10,", "", ("sections/1/steps/1", "required", "minutes")),
        ("occasions: [nobody_comes]", "occasions: [Streit]", ("occasions/1", "enum", "after_the_check, conflict, ")),
        ("people:", "persons:", ("", "additionalProperties", "persons")),
        ("{day}", "{tag}", ("sections/1/text/1/de", "gap", "tag")),
        ("{day}", "{", ("sections/1/text/1/de", "gap", "In {municipality} am")),
        ("möchte,", "{day}", ("summary/de", "gap", "day")),
        ("kind: dialogue", "kind: agenda", ("kind", "kind", "dialogue")),
        ("id: erzaehlabend", "id: Erzählabend", ("id", "pattern", "^[a-z0-9]+")),
        ("Getränke", "ä" * 2001, ("sections/1/steps/1/text/de", "maxLength", "2000")),
    ],
)
def test_fault_is_said_with_its_place(before: str, after: str, fault: tuple[str, str, str]) -> None:
    place, rule, asked = fault

    found = faults(DIALOGUE.replace(before, after))

    assert any(one[:2] == (place, rule) and one[2].startswith(asked) for one in found), found


def test_minutes_of_an_agenda_add_up() -> None:
    assert faults(AGENDA.replace("minutes: 30", "minutes: 45"), "agenda") == [("steps", "sum", "45")]


@pytest.mark.parametrize("text", ["", "- a", "a: [", "kind: {a", "x: &a [*a]", "kind: dialogue\nkind: agenda"])
def test_what_is_no_item_is_refused(text: str) -> None:
    assert len(faults(text)) == 1


def test_wrong_file_leaves_the_others(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, erzaehlabend=DIALOGUE, falsch="kind: dialogue\n", anders=DIALOGUE)
    (folder / "dialoge" / "binaer.yaml").write_bytes(b"\xff\xfe\x00")

    read = read_library(folder)

    assert [item.id for item in read.library.items] == ["erzaehlabend"]
    assert {(one.file.rpartition("/")[2], one.rule) for one in read.problems} == {
        ("anders.yaml", "file_name"),
        ("binaer.yaml", "yaml"),
        ("falsch.yaml", "required"),
    }


def test_changed_file_is_read_anew(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, erzaehlabend=DIALOGUE)
    before = library_in(folder)
    assert library_in(folder) is before

    folder_with(tmp_path, abend=DIALOGUE.replace("id: erzaehlabend", "id: abend"))

    assert {item.id for item in library_in(folder).library.items} == {"abend", "erzaehlabend"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_fault_is_a_sentence(language: str) -> None:
    _ = words(language)
    said = {rule: problem_sentence(_, Problem("a.yaml", ("x", "2"), rule, "5")) for rule in ("required", "gap", "x")}

    assert all(one.startswith("a.yaml: x → 2: ") and one.endswith(".") for one in said.values())
    assert problem_sentence(words("de"), Problem("a.yaml", ("steps",), "required", "minutes")) == (
        "a.yaml: steps: Hier fehlt: minutes."
    )
    assert len(FOLDERS) == 6
