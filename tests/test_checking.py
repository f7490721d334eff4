"""``check`` on real files, compared with values computed person by person from the definitions."""

import json
import random
import subprocess
import sys
from contextlib import redirect_stdout
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from itertools import combinations
from pathlib import Path

import pytest
from openpyxl import load_workbook

from commands.command_line import main
from data.questionnaire_file import load_questionnaire
from reports.template import template

ROOT = Path(__file__).resolve().parents[1]
ASKED = load_questionnaire(ROOT / "questionnaire.yaml")
IDS = list(ASKED.statements)
VALUE = {"A": 4, "B": 3, "C": 2, "D": 1}
ORDER = ["verwaltung", "politik", "zivilgesellschaft", "communities", "wirtschaft", "ohne-angabe", "uebrige"]
LAYOUT = {"fachverwaltung": 8, "kommunalpolitik": 6, "organisationen": 5, "betriebe": 3, "": 2}
GROUP_OF = {
    "fachverwaltung": "verwaltung",
    "kommunalpolitik": "politik",
    "organisationen": "zivilgesellschaft",
    "betriebe": "uebrige",
    "": "uebrige",
}


def people_of(layout, seed, weights="AAABBCDE "):
    """Sheets as (perspective, {statement: letter}), some statements with a leaning of their own."""
    chance = random.Random(seed)
    people = []
    for perspective, size in layout.items():
        for _person in range(size):
            answers = {}
            for place, statement in enumerate(IDS):
                leaning = {0: "AAAB", 1: "DDDC", 2: "EEEEA", 3: "E"}.get(place)
                if place == 4:
                    leaning = "AAB" if perspective == "fachverwaltung" else "CDD"
                letter = chance.choice(leaning or weights)
                if letter != " ":
                    answers[statement] = letter
            people.append((perspective, answers))
    chance.shuffle(people)
    return people


def workbook_of(people, path, *, text_row=True, labels=False):
    book = load_workbook(BytesIO(template(ASKED, statements=IDS)))
    sheet = book["Antworten"]
    if not text_row:
        sheet.delete_rows(2)
    columns = {sheet.cell(1, column).value: column for column in range(1, sheet.max_column + 1)}
    words = {step.code: step.label["de"] for step in ASKED.scale}
    for row, (perspective, answers) in enumerate(people, start=3 if text_row else 2):
        sheet.cell(row, 1, perspective or None)
        for statement, letter in answers.items():
            sheet.cell(row, columns[statement], words[letter] if labels else letter)
    book.save(path)
    return path


def check(*arguments, code=0):
    printed = StringIO()
    with redirect_stdout(printed):
        try:
            ended = main(["check", *map(str, arguments)])
        except SystemExit as stop:
            ended = stop.code
    assert ended == code, printed.getvalue()
    return printed.getvalue()


def decimal(value):
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP)) + 0.0


def mean_distance(pairs):
    pairs = list(pairs)
    return Fraction(sum(abs(a - b) for a, b in pairs), len(pairs)) if pairs else None


def shown(bases, threshold):
    """Groups to show, straight from the rule."""
    open_, hidden = [g for g in bases if bases[g] >= threshold], [g for g in bases if 0 < bases[g] < threshold]
    while hidden and open_ and (len(hidden) < 2 or sum(bases[g] for g in hidden) < threshold):
        smallest = sorted(open_, key=lambda g: (bases[g], ORDER.index(g)))[0]
        open_.remove(smallest)
        hidden.append(smallest)
    return open_


def expected_statement(people, statement, threshold, group_of):
    groups = [group for group in ORDER if group in {group_of[perspective] for perspective, _ in people}]
    letters = {g: [a[statement] for p, a in people if group_of[p] == g and statement in a] for g in groups}
    rated = {g: [VALUE[letter] for letter in letters[g] if letter in VALUE] for g in groups}
    room = [value for g in groups for value in rated[g]]
    answered = sum(len(letters[g]) for g in groups)
    e = sum(letters[g].count("E") for g in groups)
    open_ = shown({g: len(rated[g]) for g in groups}, threshold) if len(room) >= threshold else []
    sizes = {g: sum(group_of[perspective] == g for perspective, _ in people) for g in groups}
    distance = None
    if len(open_) >= 2:
        between = [(a, b) for g, h in combinations(open_, 2) for a in rated[g] for b in rated[h]]
        within = [pair for g in open_ for pair in combinations(rated[g], 2)]
        distance = mean_distance(between) - mean_distance(within)
    result = {"counts": None, "level": None, "disagreement": None, "band": None}
    u = None
    if len(room) >= threshold:
        n = len(room)
        u = Fraction(sum(abs(a - b) for a, b in combinations(room, 2)), 3 * (n // 2) * ((n + 1) // 2))
        result = {
            "counts": {letter: room.count(value) for letter, value in VALUE.items()},
            "level": decimal(Fraction(sum(room), n)),
            "disagreement": f"{u.numerator}/{u.denominator}",
            "band": "gering" if u < Fraction(1, 3) else "mittel" if u < Fraction(2, 3) else "gross",
        }
    agree = sum(value >= 3 for value in room)
    if answered < threshold:
        pattern = "zu_wenige"
    elif 2 * e >= answered:
        pattern = "kaum_einschaetzbar"
    elif len(room) < threshold:
        pattern = "zu_wenige"
    elif (u >= Fraction(1, 3) or (distance or 0) >= Fraction(1, 2)) and (distance or 0) >= Fraction(3, 10):
        pattern = "auseinander"
    elif 4 * agree >= 3 * len(room):
        pattern = "staerke"
    elif 4 * (len(room) - agree) >= 3 * len(room):
        pattern = "bedarf"
    else:
        pattern = "geteilt"
    result |= {
        "e": e,
        "blank": len(people) - answered if len(room) >= threshold else None,
        "group_distance": None if distance is None else decimal(distance),
        "pattern": pattern,
        "groups": {
            g: {
                "counts": {letter: rated[g].count(value) for letter, value in VALUE.items()},
                "level": decimal(Fraction(sum(rated[g]), len(rated[g]))),
            }
            if g in open_
            else None
            for g in groups
        },
        "e_groups": {g: {"e": letters[g].count("E"), "of": sizes[g]} for g in groups},
    }
    return result, u, distance, Fraction(e, len(people))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_check_equals_the_definitions_for_24_people(tmp_path, seed):
    people = people_of(LAYOUT, seed)
    file = workbook_of(people, tmp_path / "bogen.xlsx", labels=seed == 2, text_row=seed != 3)

    report = json.loads(check(file, "--json"))

    assert report["groups"] == {"verwaltung": 8, "politik": 6, "zivilgesellschaft": 5, "uebrige": 5}
    expected = {one: expected_statement(people, one, 5, GROUP_OF) for one in IDS}
    for one in IDS:
        assert report["statements"][one] == expected[one][0], one
    assert report["discuss_first"] == order_of_talk(expected)
    gaps = [one for one in IDS if expected[one][0]["pattern"] == "kaum_einschaetzbar"]
    assert report["knowledge_gaps"] == sorted(gaps, key=lambda one: -expected[one][3])
    read = report["files"][0]
    assert (read["respondents"], read["without_answers"], read["problems"]) == (24, 0, [])
    assert read["cells"]["imported"] == sum(bool(p) + len(answers) for p, answers in people)
    assert read["cells"]["total"] == sum(
        read["cells"][part] for part in ("imported", "metadata", "ignored", "rejected")
    )


def order_of_talk(expected):
    def rank(one):
        values, u, distance, _share = expected[one]
        steps = max(distance or Fraction(0), Fraction(0))
        band = ["gering", "mittel", "gross"].index(values["band"])
        tenths = Decimal(steps.numerator) / Decimal(steps.denominator)
        return (-max(band, int(steps >= Fraction(1, 2))), -tenths.quantize(Decimal("0.1"), ROUND_HALF_UP), -u)

    talk = [one for one in IDS if expected[one][0]["pattern"] not in ("zu_wenige", "kaum_einschaetzbar")]
    return sorted(talk, key=rank)


def test_check_fields_are_means_over_their_statements(tmp_path):
    people = people_of(LAYOUT, 4)

    report = json.loads(check(workbook_of(people, tmp_path / "bogen.xlsx"), "--json"))

    for field in ASKED.fields:
        rooms = {s.id: [VALUE[a[s.id]] for _, a in people if a.get(s.id) in VALUE] for s in field.statements}
        levels = [Fraction(sum(room), len(room)) for room in rooms.values() if len(room) >= 5]
        level = sum(levels, Fraction(0)) / len(levels)
        found = report["fields"][field.id]
        assert found["level"] == decimal(level)
        names = {
            2: "erste Schritte",
            Fraction("2.8"): "im Aufbau",
            Fraction("3.4"): "auf gutem Weg",
            9: "gut verankert",
        }
        band = next(name for below, name in names.items() if level < below)
        assert found["band"] == (band if 2 * len(levels) >= len(rooms) else "noch keine Aussage")


def test_check_merges_what_is_too_small_and_says_so_with_threshold_3(tmp_path):
    file = workbook_of(people_of(LAYOUT, 5), tmp_path / "bogen.xlsx")

    of_three = json.loads(check(file, "--json", "--threshold", "3"))
    single = json.loads(check(file, "--json", "--groups", "perspectives"))

    # 2 without a perspective are too few for 3: the smallest remaining group, 3 of the economy, joins them
    assert of_three["groups"] == {"verwaltung": 8, "politik": 6, "zivilgesellschaft": 5, "uebrige": 5}
    assert single["groups"] == {"fachverwaltung": 8, "kommunalpolitik": 6, "organisationen": 5, "uebrige": 5}


def test_check_of_two_files_counts_their_people_together(tmp_path):
    people = people_of(LAYOUT, 6)
    files = [workbook_of(people[:11], tmp_path / "a.xlsx"), workbook_of(people[11:], tmp_path / "b.xlsx")]

    both = json.loads(check(*files, "--json"))
    one = json.loads(check(workbook_of(people, tmp_path / "c.xlsx"), "--json"))

    assert both["statements"] == one["statements"]
    assert [file["respondents"] for file in both["files"]] == [11, 13]


def test_check_names_five_wrong_cells_and_reads_the_rest(tmp_path):
    file = workbook_of(people_of({"fachverwaltung": 6}, 7), tmp_path / "bogen.xlsx")
    book = load_workbook(file)
    sheet = book["Antworten"]
    wrong = {"B3": "Trifft zuu", "C4": "Z", "D5": 3, "E6": "=1+1", "A7": "Raumfahrt"}
    for cell, value in wrong.items():
        sheet[cell] = value
    book.save(file)

    report = json.loads(check(file, "--json", code=1))

    read = report["files"][0]
    assert [problem["cell"] for problem in read["problems"]] == [
        f"Antworten!{cell}" for cell in sorted(wrong, key=lambda c: int(c[1:]))
    ]
    assert all(problem["reason"] for problem in read["problems"])
    assert read["cells"]["rejected"] == 5
    assert read["respondents"] == 6


def test_check_refuses_what_is_no_template(tmp_path):
    text = tmp_path / "brief.xlsx"
    text.write_bytes(b"Sehr geehrte Damen und Herren")

    refused = json.loads(check(text, "--json", code=2))
    missing = json.loads(check(tmp_path / "fehlt.xlsx", "--json", code=2))

    assert refused["files"][0]["status"] == "refused"
    assert refused["files"][0]["message"]
    assert missing["files"][0]["status"] == "refused"


def test_check_of_a_broken_questionnaire_names_the_place(tmp_path):
    broken = tmp_path / "q.yaml"
    broken.write_text("id: x\nversion: '1'\ntitle: {en: X}\n", encoding="utf-8")
    file = workbook_of(people_of({"fachverwaltung": 6}, 8), tmp_path / "bogen.xlsx")

    report = json.loads(check(file, "--questionnaire", broken, "--json", code=2))

    assert "title: de fehlt" in report["files"][0]["message"]
    assert report["files"][0]["refused"]["id"] == "questionnaire_wrong"
    assert {"id": "german_missing", "gaps": {"place": "title"}} in report["files"][0]["refused"]["gaps"]["problems"]


def test_check_in_english_names_what_is_wrong_with_a_questionnaire_in_english(tmp_path):
    broken = tmp_path / "q.yaml"
    broken.write_text("- id: x\n", encoding="utf-8")
    options = ("--questionnaire", broken, "--language", "en", "--json")

    report = json.loads(check(tmp_path / "bogen.xlsx", *options, code=2))

    assert report["files"][0]["message"] == (
        "The questionnaire has errors: The file holds no questionnaire: id, version, title … are expected at its top."
    )


def test_check_prints_text_for_people(tmp_path):
    people = people_of(LAYOUT, 9)

    printed = check(workbook_of(people, tmp_path / "bogen.xlsx"))

    first, cells, taken = printed.splitlines()[:3]
    answers = sum(len(answers) for _, answers in people)
    assert first.endswith("bogen.xlsx: 24 Bögen mit Antworten.")
    assert f"= {answers + 22} übernommen" in cells  # two of the 24 name no perspective
    assert taken == f"  {answers + 22} übernommene Zellen = {answers} Antworten + 22 Perspektiven"
    assert "\n24 Bögen mit Antworten\n" in printed
    assert "Zuerst besprechen:" in printed
    assert "nicht einzeln gezeigt (Schutz kleiner Gruppen)" in printed


def test_check_with_a_plan_says_what_to_talk_about_and_for_how_long(tmp_path):
    file = workbook_of(people_of(LAYOUT, 9), tmp_path / "bogen.xlsx")

    report = json.loads(check(file, "--json", "--plan", "60"))

    found, plan = report["statements"], report["plan"]
    assert all(list(row) == ["statement", "kind", "minutes", "reason", "question"] for row in plan)
    lengths = {"staerke": 4, "auseinander": 12, "geteilt": 10, "kaum_einschaetzbar": 6, "bedarf": 8}
    assert all(row["kind"] == found[row["statement"]]["pattern"] for row in plan)
    assert all(row["minutes"] == lengths[row["kind"]] for row in plan)
    # the leanings of people_of: everybody agrees to the first, disagrees with the second; of the fourth all say E.
    # 4 + 8 + 6 of 60 minutes are theirs; three times 12 fit into the other 42, and 10 no more
    first = [one for one in report["discuss_first"] if found[one]["pattern"] == "auseinander"][:3]
    assert [row["statement"] for row in plan] == [IDS[0], *first, IDS[3], IDS[1]]
    assert plan[-2]["reason"] == "kaum einschätzbar: Wer weiß es? 24 von 24 Personen können das nicht einschätzen"
    assert plan[-2]["question"] == ASKED.questions["kaum_einschaetzbar"][0]["de"]


def test_check_without_a_plan_has_none(tmp_path):
    file = workbook_of(people_of(LAYOUT, 9), tmp_path / "bogen.xlsx")

    assert "plan" not in json.loads(check(file, "--json"))
    assert "Gesprächsplan" not in check(file)


def test_check_prints_the_plan_after_the_results(tmp_path):
    file = workbook_of(people_of(LAYOUT, 9), tmp_path / "bogen.xlsx")

    results, printed = check(file), check(file, "--plan", "10")
    in_english = check(file, "--plan", "10", "--language", "en")

    assert printed == (
        f"{results}\nGesprächsplan: ein Vorschlag, zusammen 8 Minuten\n"
        "   8 Min.  1.02 Strategie mit Zielen · Management & Steuerung\n"
        "           gemeinsamer Handlungsbedarf · Uneinigkeit 19 von 100 · "
        "0 stimmen (eher) zu : 24 stimmen (eher) nicht zu\n"
        f"           {ASKED.questions['bedarf'][0]['de']}\n"
    )
    assert in_english.splitlines()[-4:-2] == [
        "Plan for the talk: a proposal, 8 minutes altogether",
        "    8 min  1.02 Strategy with goals · Management & governance",
    ]
    assert in_english.splitlines()[-1] == f"           {ASKED.questions['bedarf'][0]['en']}"


def test_check_of_too_few_people_has_an_empty_plan_and_says_why(tmp_path):
    file = workbook_of(people_of({"fachverwaltung": 4}, 9), tmp_path / "bogen.xlsx")
    broken = tmp_path / "q.yaml"
    broken.write_text("- id: x\n", encoding="utf-8")

    assert json.loads(check(file, "--json", "--plan", "480"))["plan"] == []
    assert json.loads(check(file, "--json", "--plan", "90", "--questionnaire", broken, code=2))["plan"] == []
    assert check(file, "--plan", "90").endswith("\n\nFür einen Gesprächsplan reichen die Antworten noch nicht.\n")


@pytest.mark.parametrize("minutes", ["9", "481", "90.5", "-90", "anderthalb", "", "9" * 5000])
def test_check_takes_whole_minutes_for_a_plan(tmp_path, capsys, minutes):
    check(f"--plan={minutes}", tmp_path / "bogen.xlsx", code=64)

    asked = f"--plan: ganze Minuten von 10 bis 480 werden erwartet, nicht {minutes!r}\n"
    assert capsys.readouterr().err.endswith(asked)


@pytest.mark.parametrize("arguments", [[], ["--threshold", "2", "x.xlsx"], ["--groups", "alle", "x.xlsx"]])
def test_check_with_wrong_usage_ends_with_64(arguments):
    check(*arguments, code=64)


def test_check_of_a_langform_judges_all_seven_fields(tmp_path):
    file = workbook_of(people_of(LAYOUT, 5), tmp_path / "langform.xlsx")

    report = json.loads(check(file, "--json"))

    assert len(report["statements"]) == 108
    bands = {band.title["de"] for band in ASKED.bands}
    assert [field["band"] in bands for field in report["fields"].values()] == [True] * 7
    patterns = {"staerke", "bedarf", "auseinander", "geteilt", "kaum_einschaetzbar"}
    assert [field["pattern"] in patterns for field in report["fields"].values()] == [True] * 7


def test_reader_of_the_output_may_stop_early(tmp_path):
    file = workbook_of(people_of(LAYOUT, 6), tmp_path / "langform.xlsx")
    command = [sys.executable, "commands", "check", str(file), "--json"]

    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as checking:
        checking.stdout.close()
        complaints = checking.stderr.read()

    assert "Traceback" not in complaints


def test_reading_files_needs_neither_store_nor_screen(tmp_path):
    workbook_of(people_of(LAYOUT, seed=1), tmp_path / "answers.xlsx")
    told = (
        "import sys; from commands.command_line import main; code = main(sys.argv[1:]);"
        "loaded = {name.split('.')[0] for name in sys.modules};"
        'sys.exit(code or f\'loaded: {loaded & {"sqlalchemy", "alembic", "streamlit", "starlette", "plotly"}}\')'
    )

    done = subprocess.run(
        [sys.executable, "-c", told, "check", tmp_path / "answers.xlsx"], cwd=ROOT, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (1, "loaded: set()\n")
