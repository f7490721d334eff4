"""Documentation says what the program does: commands, settings, links, words and worked examples."""

import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from analysis.grouping import form_groups
from analysis.measures import disagreement, group_distance, level, smallest_difference_to_read
from analysis.patterns import pattern
from analysis.plan import MINUTES
from analysis.privacy import shown_cells
from analysis.results import Ratings
from config import load_settings
from data.questionnaire_file import PATTERNS, load_questionnaire, parse_questionnaire

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
FOR_DEVELOPERS = (ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md")
PRIVACY_PROOF = ROOT / "analysis" / "privacy.md"
DOCUMENTS = sorted([README, PRIVACY_PROOF, ROOT / "CHANGELOG.md", *FOR_DEVELOPERS, *(ROOT / "docs").rglob("*.md")])
SOURCE_FOLDERS = (
    "analysis",
    "content",
    "charts",
    "reports",
    "data",
    "web",
    "phone",
    "room",
    "ui",
    "pages",
    "commands",
    "texts",
)

SCREENSHOTS = (
    "ueberblick",
    "unterschiede",
    "anregungen",
    "teilnahme",
    "cockpit",
    "handy-beitritt",
    "handy-fragen",
    "regie",
)


def _table(document: Path, first_heading: str) -> list[list[str]]:
    """Body rows of the first Markdown table whose first heading is this one; cells without backticks around them."""
    lines = document.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first_heading} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return rows


def _links(document: Path) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))


def _anchors(document: Path) -> set[str]:
    """The anchors that a Markdown reader gives to the headings."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _source() -> str:
    files = [*ROOT.glob("*.py"), ROOT / "questionnaire.yaml"]
    files += [file for folder in SOURCE_FOLDERS for file in (ROOT / folder).rglob("*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_readme_lists_exactly_the_settings_that_config_reads() -> None:
    documented = {row[0].strip("`") for row in _table(README, "Variable")}

    code = (ROOT / "config.py").read_text(encoding="utf-8")
    assert documented == set(re.findall(r'(?:environ\.get|_whole_number|_on_or_off)\("([A-Z_]+)"', code))


def test_readme_names_the_defaults_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    documented = {row[0].strip("`"): row[1].strip("`") for row in _table(README, "Variable")}
    for name in documented:
        monkeypatch.delenv(name, raising=False)

    settings = load_settings()

    assert documented["PORT"] == str(settings.port)
    assert documented["ADDRESS"] == settings.address
    assert documented["DATA_DIR"] == str(settings.data_dir.relative_to(ROOT))
    assert documented["QUESTIONNAIRE"] == str(settings.questionnaire.relative_to(ROOT))
    assert documented["KEEP_SHEETS_DAYS"] == str(settings.keep_sheets_days)
    assert documented["SIGN_IN_DAYS"] == str(settings.sign_in_days)
    assert settings.public_url == ""
    assert settings.database_url.startswith(f"sqlite:///{settings.data_dir}")


def test_readme_names_every_sub_command() -> None:
    commands = "\n".join(" | ".join(row) for row in _table(README, "Befehl"))

    shown = subprocess.run(
        [sys.executable, "commands", "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    offered = set(re.findall(r"^    (\w+) +\S", shown.stdout, re.MULTILINE))
    assert set(re.findall(r"python3 run\.py (\w+)", commands)) == offered


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    broken = []
    for link in _links(document):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.is_file() or (anchor and anchor not in _anchors(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("document", FOR_DEVELOPERS, ids=lambda path: path.name)
def test_developers_are_sent_to_files_that_exist(document: Path) -> None:
    quoted = re.findall(r"`((?:\.?[a-z_]+/)+[\w.-]*)`", document.read_text(encoding="utf-8"))
    named = [path for path in quoted if "<" not in path and not path.startswith(".venv/")]

    assert len(named) > 5
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_readme_shows_the_main_screens() -> None:
    shown = [Path(link).stem for link in _links(README) if link.startswith("docs/screenshots/")]

    assert sorted(shown) == sorted(SCREENSHOTS)


def test_decisions_are_all_listed() -> None:
    listed = _links(ROOT / "docs/adr/README.md")

    assert listed == sorted(file.name for file in (ROOT / "docs/adr").glob("0*.md"))


def test_glossary_words_are_in_the_code() -> None:
    identifiers = [
        name for row in _table(ROOT / "docs/glossary.md", "Deutsch") for name in re.findall(r"`(.+?)`", row[1])
    ]
    source = _source()

    assert [name for name in identifiers if not re.search(rf"\b{name}\b", source)] == []


def test_example_of_the_questionnaire_format_is_one() -> None:
    document = (ROOT / "docs" / "fragebogen.md").read_text(encoding="utf-8")
    (example,) = re.findall("```yaml\n(.*?)```", document, re.DOTALL)

    questionnaire = parse_questionnaire(example)

    assert questionnaire.languages == ("de", "de-x-einfach")
    assert questionnaire.fields[0].measures[0].months == 6
    assert [name.strip("`") for name, _when in _table(ROOT / "docs" / "fragebogen.md", "Muster")] == list(PATTERNS)


def test_no_document_promises_anonymity() -> None:
    assert [document.name for document in DOCUMENTS if re.search("anonym", document.read_text("utf-8"), re.I)] == []


def test_privacy_proof_names_functions_and_tests_that_are_there() -> None:
    text = PRIVACY_PROOF.read_text(encoding="utf-8")
    functions = set(re.findall(r"`(\w+)\(\)`", text))
    tests = set(re.findall(r"`(test_\w+)`", text))
    files = set(re.findall(r"`((?:analysis|tests)/[\w/]+\.py)`", text))

    of_tests = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("*.py"))
    assert [name for name in functions if not re.search(rf"def {name}\(", _source())] == []
    assert [name for name in tests if not re.search(rf"def {name}\(", of_tests)] == []
    assert [name for name in files if not (ROOT / name).is_file()] == []
    assert (len(functions), len(tests)) >= (5, 10)


def test_measures_are_explained_by_figures_that_are_right() -> None:
    text = (ROOT / "docs/measures.md").read_text(encoding="utf-8")
    administration, society = Ratings(4, 2, 0, 0), Ratings(0, 1, 2, 3)
    room = Ratings(4, 3, 2, 3)

    assert "32/12 = **2,7**" in text
    assert level(room) == Fraction(32, 12)
    assert "94/108 = 47/54 = **87 %**" in text
    assert disagreement(room) == Fraction(47, 54)
    assert "2 − 11/15 = 19/15 = **1,3 Stufen**" in text
    assert group_distance([administration, society]) == Fraction(19, 15)
    assert "1,8/√6 = 0,73…, also 0,8 Stufen" in text
    assert smallest_difference_to_read(6) == Fraction(8, 10)
    assert "1,8/√5 = 0,80…, also 0,9" in text
    assert smallest_difference_to_read(5) == Fraction(9, 10)


def test_patterns_are_explained_by_examples_that_are_right() -> None:
    for *figures, distance, _, name in _table(ROOT / "docs/measures.md", "A"):
        a, b, c, d, e = map(int, figures)
        ratings = Ratings(a, b, c, d)

        found = pattern(
            ratings=ratings,
            e=e,
            answered=ratings.n + e,
            disagreement=disagreement(ratings),
            group_distance=None if distance == "–" else Fraction(distance.replace(",", ".")),
            threshold=5,
        )

        assert f"`{found}`" == name


def test_minutes_of_the_talk_plan_are_those_of_the_program() -> None:
    documented = {name.strip("`"): int(minutes) for minutes, name in _table(ROOT / "docs/measures.md", "Minuten")}

    assert documented == MINUTES


def test_protection_is_explained_by_groups_that_are_right() -> None:
    text = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
    questionnaire = load_questionnaire(ROOT / "questionnaire.yaml")
    perspectives = ["fachverwaltung", "kommunalpolitik", "communities", "organisationen", "betriebe"]
    people = pd.DataFrame({"group": perspectives, "people": [8, 6, 5, 3, 2]})

    by_sector = form_groups(people, questionnaire, threshold=5, mode="sectors")
    by_perspective = form_groups(people, questionnaire, threshold=5, mode="perspectives")
    shown = shown_cells({"fachverwaltung": 8, "kommunalpolitik": 6, "communities": 4, "uebrige": 5}, 5)

    assert "Verwaltung **8**, Zivilgesellschaft **8**, Übrige Perspektiven **8**" in text
    assert [(group.id, group.people) for group in by_sector] == [
        ("verwaltung", 8),
        ("zivilgesellschaft", 8),
        ("uebrige", 8),
    ]
    assert "**8 / 6 / 5 / 5**" in text
    assert [group.people for group in by_perspective] == [8, 6, 5, 5]
    assert shown == {"fachverwaltung", "kommunalpolitik"}
