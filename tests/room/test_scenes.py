"""What the Leinwand shows: nothing that was not revealed, nothing too small, nobody's text as markup."""

import re
from dataclasses import replace
from fractions import Fraction
from random import Random
from xml.etree import ElementTree

import pytest

from analysis.questionnaire import Suggestion
from analysis.results import Results
from charts.formats import FORMATS
from content.deck import slide
from content.labels import ADMINISTRATION, ROOM
from content.protocol import assessment_titles
from content.views import View
from data.store.comments import Comment
from room import scenes
from room.canvas import CANVASES, WallSize
from room.people import MOST_BOXES, people
from tests.room.gallery import CODE, LINK, WIFI, all_scenes, second_votes
from tests.room.workshops import Made, demo, hard, one_group
from texts.words import words
from web.light import assets

DE, EN = words("de"), words("en")
SIZES: tuple[WallSize, ...] = tuple(CANVASES)
EVIL = '<script>alert(1)</script><b style="x">&"'


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("made", [demo, hard, one_group])
def test_every_scene_keeps_the_policy_and_the_smallest_size(made: object, size: WallSize) -> None:
    results, asked = made()  # type: ignore[operator]

    for name, html in all_scenes(DE, results, asked, size):
        assert not re.search(r"<[^>]*\s(style|on\w+|href)=|<script", html), name
        sizes = [float(one) for one in re.findall(r'font-size="([\d.]+)"', html)]
        assert all(one >= FORMATS[size].quiet for one in sizes), name
        for drawing in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
            ElementTree.fromstring(drawing)


def test_no_rule_of_the_style_sheet_is_smaller_than_a_room_can_read() -> None:
    sheet = assets()["leinwand.css"].content.decode()
    wide, narrow = sheet.split("@media(max-aspect-ratio:3/2)")

    def sizes(rules: str) -> list[float]:
        return [float(one) for one in re.findall(r"font-size:([\d.]+)rem", rules)]

    assert min(sizes(wide)) >= 0.28
    assert min(sizes(narrow)) >= 0.34
    assert "url(/dateien/noto-sans-400-" in sheet


def comment(text: str, original: str = "") -> Comment:
    return Comment("0", "1", text, original or text, "released", False)


@pytest.mark.parametrize("size", SIZES)
def test_comments_are_quoted_as_typed_and_shortened_ones_say_so(size: WallSize) -> None:
    said = [comment(EVIL), comment("{n} %s"), comment("مرحبا"), comment("Kurz.", "Kurz und lang.")]

    html = scenes.comments(DE, kicker="Bildung", title="Aussage", said=said, size=size)

    assert "„&lt;script&gt;alert(1)&lt;/script&gt;&lt;b style=&#34;x&#34;&gt;&amp;&#34;“" in html
    assert "„{n} %s“" in html
    assert html.count('<li dir="auto">') == 4
    assert (html.count("gekürzt"), "„Kurz.“ <small>gekürzt</small>" in html, "und lang" in html) == (1, True, False)
    assert " von " not in html


@pytest.mark.parametrize("size", SIZES)
def test_comments_that_do_not_fit_are_counted(size: WallSize) -> None:
    said = [comment(f"{at} " + "lange gewartet " * 18) for at in range(12)]

    html = scenes.comments(DE, kicker="Bildung", title="Aussage", said=said, size=size)

    shown = html.count("<li ")
    assert 0 < shown < 12
    assert f"{shown} von 12" in html
    assert re.search(r'class="quotes s(36|44)"', html)


def _levels(results: Results, seed: int, *, room: bool) -> Results:
    """The same workshop with other levels of the Verwaltungsbogen, and of the room if wanted."""
    random = Random(seed)

    def level() -> Fraction:
        return Fraction(random.randint(100, 400), 100)

    fields = [
        replace(one, administration_level=level(), level=level() if room else one.level) for one in results.fields
    ]
    return replace(results, fields=tuple(fields))


def _step(made: Made, size: WallSize, revealed: tuple[str, ...], seed: int, *, room: bool) -> str:
    results, asked = made
    other = _levels(results, seed, room=room)
    return scenes.slide(DE, slide(View("ueberblick"), other, asked, DE, len(revealed)), other, asked, size)


@pytest.mark.parametrize("size", SIZES)
def test_a_step_is_the_same_to_the_byte_whatever_is_not_revealed(size: WallSize) -> None:
    axes = {_step(demo(), size, (), seed, room=True) for seed in range(12)}
    room = {_step(demo(), size, (ROOM,), seed, room=False) for seed in range(12)}

    assert (len(axes), len(room)) == (1, 1)
    assert len({_step(demo(), size, (ROOM, ADMINISTRATION), seed, room=False) for seed in range(4)}) == 4


def test_axes_have_names_and_a_neutral_headline_but_no_value() -> None:
    results, asked = demo()

    html = scenes.slide(DE, slide(View("ueberblick"), results, asked, DE, 0), results, asked, "wall")

    assert "7 Handlungsfelder, eine Skala" in html
    assert not re.search(r"\d,\d", html)
    assert all(DE.local(asked.field(field.id).short) in html for field in results.fields)
    assert not re.search(r"class=\"(line|dot|number|sign|key)", html)


def test_step_of_the_verwaltungsbogen_is_about_its_distance() -> None:
    results, asked = demo()

    html = scenes.slide(DE, slide(View("ueberblick"), results, asked, DE, 2), results, asked, "wall")

    assert "Bei <u>Kommunikation</u> schätzt der Verwaltungsbogen 1,5 Stufen höher ein als der Raum" in html
    assert 'class="band new"' in html
    assert 'class="line line-verwaltungsbogen new"' in html
    assert 'class="line line-alle"' in html


def test_statement_is_the_headline_with_its_pattern_and_a_question() -> None:
    results, asked = demo()

    html = scenes.slide(DE, slide(View("aussage", part="3.01"), results, asked, DE), results, asked, "wall")

    assert "Familien jeder Herkunft haben bei uns die gleichen Chancen auf einen Kita\u2011Platz." in html
    assert "Perspektiven gehen auseinander: 22 stimmen (eher) zu, 19 (eher) nicht zu" in html
    assert "Zum Einstieg" in html
    assert "Gruppen unter 5 werden nicht einzeln gezeigt" in html


def test_kicker_says_which_statements_and_in_which_order() -> None:
    results, asked = demo()

    html = scenes.slide(EN, slide(View("unterschiede", part="5"), results, asked, EN), results, asked, "wall43")

    assert "Differences · " in html
    assert "18 to 21 of 21" in html
    assert "bar bar-A new" in html


@pytest.mark.parametrize("size", SIZES)
def test_ideas_stand_whole_or_not_at_all(size: WallSize) -> None:
    results, asked = _with_ideas(demo(), "Kurz und gut (Amt).", "Wort " * 400 + "(Rat).", "Reden wir. Dann geht es.")
    view = View("ueberblick", "anregungen", results.fields[0].id)

    html = scenes.slide(DE, slide(view, results, asked, DE), results, asked, size)

    assert html.count("<article>") == 2
    assert "Wort Wort" not in html
    assert "<h2>Reden wir</h2><p>Dann geht es.</p>" in html
    assert "<span>Wer</span>Amt" in html
    assert "2 von 3 Anregungen, alle stehen im Bericht" in html


def _with_ideas(made: Made, *ideas: str) -> Made:
    results, asked = made
    first, *others = asked.fields
    pattern = results.fields[0].pattern
    changed = replace(first, suggestions={pattern: tuple(Suggestion({"de": idea}) for idea in ideas)})
    return results, replace(asked, fields=(changed, *others))


def test_foreign_text_stays_text() -> None:
    blocks = [("heading", [EVIL]), ("list", [EVIL]), ("paragraph", [EVIL, EVIL])]
    pages = [
        scenes.joining(
            DE,
            link=f"http://x/{EVIL}/t/{CODE}",
            code=EVIL,
            wifi=(EVIL, EVIL),
            present=1,
            finished=0,
            state="open",
            municipality=EVIL,
        ),
        scenes.text(DE, title=EVIL, blocks=blocks, language="de"),
        scenes.pause(DE, until=EVIL),
        scenes.join_strip(DE, link=EVIL, code=EVIL),
        *_slides_of(_with_evil_words(demo())),
    ]

    for html in pages:
        assert "<script" not in html
        assert not re.search(r"<[^>]*style=", html)
        assert "&lt;script&gt;" in html


def _with_evil_words(made: Made) -> Made:
    results, asked = made
    fields = [
        replace(
            field,
            title={"de": EVIL},
            short={"de": EVIL},
            statements=tuple(replace(one, text={"de": EVIL}) for one in field.statements),
            suggestions={pattern: (Suggestion({"de": EVIL}),) for pattern in field.suggestions},
        )
        for field in asked.fields
    ]
    return results, replace(asked, fields=tuple(fields))


def _slides_of(made: Made) -> list[str]:
    results, asked = made
    pages = (View("ueberblick"), View("unterschiede"), View("aussage"), View("ueberblick", "anregungen"))
    return [scenes.slide(DE, slide(view, results, asked, DE), results, asked, "wall") for view in pages]


@pytest.mark.parametrize(("present", "finished"), [(0, 0), (1, 0), (24, 17), (MOST_BOXES, 3), (5, 9)])
def test_everybody_has_a_box_and_who_is_done_fills_it(present: int, finished: int) -> None:
    boxes = ElementTree.fromstring(people(present, finished, 880, 68))

    looks = [box.get("class") for box in boxes]
    assert looks == ["done"] * min(finished, present) + ["here"] * (present - min(finished, present))
    assert all(float(box.get("x", 0)) + float(box.get("width", 0)) <= 880 for box in boxes)


def test_of_more_people_than_can_be_counted_a_bar_shows_the_part() -> None:
    done, here = ElementTree.fromstring(people(300, 150, 804, 68))

    assert (done.get("width"), here.get("width")) == ("400.0", "800")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("prepared", "Die Umfrage beginnt gleich."),
        ("open", "<b>24</b> dabei · <b>17</b> fertig"),
        ("closed", "Die Umfrage ist geschlossen."),
    ],
)
def test_joining_says_where_the_survey_stands(state: str, sentence: str) -> None:
    html = scenes.joining(
        DE,
        link=LINK,
        code=CODE,
        wifi=WIFI,
        present=24,
        finished=17,
        state=state,  # type: ignore[arg-type]
    )

    assert sentence in html
    assert "XES JN5" in html
    assert "192.168.178.20:8501<" in html


def test_without_wifi_there_is_nothing_to_number() -> None:
    html = scenes.joining(DE, link=LINK, code=CODE, wifi=None, present=0, finished=0, state="open")

    assert "WLAN" not in html
    assert "<b>2</b>" not in html


@pytest.mark.parametrize(
    ("sentence", "names", "parts"),
    [
        ("Bei Arbeit trifft viel zu", ["Arbeit"], [("Bei ", False), ("Arbeit", True), (" trifft viel zu", False)]),
        ("Arbeiten und Arbeit", ["Arbeit"], [("Arbeiten und ", False), ("Arbeit", True)]),
        ("Zu (a+b) und a", ["a", "(a+b)"], [("Zu ", False), ("(a+b)", True), (" und ", False), ("a", True)]),
        ("Nichts", [], [("Nichts", False)]),
    ],
)
def test_sentence_marks_whole_names(sentence: str, names: list[str], parts: list[tuple[str, bool]]) -> None:
    assert list(scenes.named_parts(sentence, names)) == parts


def test_no_line_ends_at_a_hyphen() -> None:
    assert scenes.unbroken("Kita-/Schul-Träger - und -wege") == "Kita\u2011/Schul\u2011Träger - und -wege"


def _assessed(answer: str = "", reason: str = "", sentence: str = "Wir hören zu.") -> str:
    titles = assessment_titles(DE, demo()[1])
    return scenes.shared_assessment(
        DE, sentence=sentence, field="Teilhabe", titles=titles, answer=answer, reason=reason
    )


def test_before_anything_is_agreed_the_room_is_asked_in_words() -> None:
    html = _assessed()

    assert "Wie schätzen wir das jetzt gemeinsam ein?" in html
    assert re.findall(r"<li class=\"\w+\">(.*?)</li>", html) == [
        "Trifft zu",
        "Trifft eher zu",
        "Trifft eher nicht zu",
        "Trifft nicht zu",
        "Keine Einschätzung möglich",
        "Wir sehen es weiterhin verschieden",
    ]


@pytest.mark.parametrize(("answer", "said"), [("C", "Trifft eher nicht zu"), ("dissent", "Wir sehen es weiterhin")])
def test_what_was_agreed_stands_alone_in_its_patch_with_the_reason_as_typed(answer: str, said: str) -> None:
    html = _assessed(answer, f"{EVIL}\n{{name}} \u202eשלום", EVIL)

    assert f'class="chosen {answer} ' in html and said in html
    assert "<li" not in html and "Wie schätzen wir" not in html
    assert "<script" not in html and html.count("&lt;script&gt;") == 2
    assert "{name} \u202eשלום" in html and " lines " in html


def test_reason_of_too_many_lines_runs_on() -> None:
    assert " lines " not in _assessed("A", "x\n" * 250)


def _after(size: WallSize = "wall") -> dict[str, str]:
    return dict(second_votes(DE, *demo(), size))


@pytest.mark.parametrize("size", SIZES)
def test_moves_stand_below_before_and_after_only_where_they_are_shown(size: WallSize) -> None:
    scenes_of = _after(size)

    assert re.findall(r"<p><b>(\d+)</b> (.*?)</p>", scenes_of["after-moves"]) == [
        ("12", "höher als vorher"),
        ("23", "unverändert"),
        ("3", "niedriger als vorher"),
    ]
    assert "Nur wer beide Male bewertet hat" in scenes_of["after-moves"]
    assert "höher" not in scenes_of["after-still"] and "beide Male" not in scenes_of["after-still"]
    assert "Nach dem Gespräch: 24 stimmen (eher) zu, 12 (eher) nicht zu" in scenes_of["after-still"]


def test_second_vote_of_too_few_shows_no_number_of_an_answer() -> None:
    html = _after()["after-none"]

    assert "Für ein Ergebnis gibt es zu wenige Stimmen" in html
    assert html.count("zu wenige Antworten") == 2
    assert not re.search(r'class="(bar|sum|n|number)\b', html)


def test_sentence_of_a_second_vote_stays_text() -> None:
    results, asked = _with_evil_words(demo())
    html = dict(second_votes(DE, results, asked, "wall"))["after-moves"]

    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 2
