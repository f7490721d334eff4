"""What the Leinwand can show, one function a scene: HTML without style attributes, from values alone."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from markupsafe import Markup

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.talk import Quote
from charts.formats import Format
from charts.pictures import RADARS, picture
from charts.svg import svg
from content.ideas import idea_of
from content.labels import Labels, labels
from content.margins import kicker, whose
from content.plan import plan_parts
from content.protocol import quoted
from content.slides import Slide
from content.tables import as_text
from content.talk import TELLING
from room import fitting
from room.after import before_after as before_after
from room.assessment import shared_assessment as shared_assessment
from room.canvas import (
    CANVASES,
    WallSize,
    free_height,
    guessed_height,
    headline,
    picture_format,
    second_lines,
    second_size,
    with_footer,
)
from room.canvas import unbroken as unbroken
from room.guess import guessed as guessed
from room.people import people
from texts.words import Words
from web.light import direction, rendered
from web.qr import qr_svg
from web.qr import wifi as wifi_text

State = Literal["prepared", "open", "closed"]

ADDRESS_SIZES, ADDRESS_SIZES_43 = (78, 66, 56, 46, 40, 34, 28), (63, 54, 46, 40, 34)
QUOTES_MARGIN = 30
"""Pixels above and below the comments, more than below what a picture follows."""
WIFI_SIZES, WIFI_SIZES_43 = (50, 44, 38, 32, 28), (52, 44, 40, 36, 34)


def joining(
    _: Words,
    *,
    link: str,
    code: str,
    wifi: tuple[str, str] | None,
    present: int,
    finished: int,
    state: State,
    municipality: str = "",
) -> str:
    """How to join, and how many have: ``wifi`` is name and password, ``link`` what the QR code says."""
    address = re.sub(r"^https?://", "", link).removesuffix(f"/t/{code}")
    context = {
        "qr": Markup(qr_svg(link, _("QR-Code zum Mitmachen: {link}", link=link), border=0)),  # noqa: S704
        "address": address,
        "address_sizes": (
            fitting.one_line(address, 880, ADDRESS_SIZES),
            fitting.one_line(address, 752, ADDRESS_SIZES_43),
        ),
        "code": halves(code),
        "wifi": wifi,
        "wifi_qr": Markup(qr_svg(wifi_text(*wifi), _("QR-Code für das WLAN"))) if wifi else "",  # noqa: S704
        "wifi_sizes": [_wifi_sizes(part) for part in wifi or ()],
        "state": state,
        "present": present,
        "finished": finished,
        "people": people(present, finished, 880, 68 if wifi else 240),
        "municipality": municipality,
    }
    return rendered("joining.html", _.language, **context)


def text(_: Words, *, title: str, blocks: fitting.Blocks, language: str) -> str:
    """A short text that the whole room reads; ``blocks`` from ``texts.prose``, in this language."""
    sizes = [fitting.poster(title, blocks, size) for size in CANVASES]
    is_long = None in sizes
    if is_long:
        sizes = [fitting.poster(title, blocks, size, columns=2) or fitting.POSTER[size][-1] for size in CANVASES]
    context = {
        "title": title,
        "blocks": blocks,
        "text_language": language,
        "text_direction": direction(language),
        "sizes": sizes,
        "is_long": is_long,
    }
    return rendered("text.html", _.language, **context)


def answering(_: Words, *, present: int, finished: int) -> str:
    """How many are there and how many are done, and nothing else."""
    drawn = people(present, finished, 1760, 560, tallest=150)
    return rendered("answering.html", _.language, present=present, finished=finished, people=drawn)


def pause(_: Words, *, until: str) -> str:
    """``until``: the time of day at which it goes on; empty is not known yet."""
    return rendered("pause.html", _.language, until=until)


def join_strip(_: Words, *, link: str, code: str) -> str:
    """For whoever comes late: a small QR code and the code, over any scene."""
    drawn = Markup(qr_svg(link, _("QR-Code zum Mitmachen: {link}", link=link)))  # noqa: S704
    return rendered("join_strip.html", _.language, qr=drawn, code=halves(code))


def slide(
    _: Words, slide: Slide, results: Results, questionnaire: Questionnaire, size: WallSize, *, guessed: str = ""
) -> str:
    """What the results say at the slide's step, with its picture, or the Anregungen of a field; what comes with this
    step is marked as new, to be animated. ``guessed``: what the room had guessed, in a line of its own."""
    if slide.view.page == "plan":
        return _plan(_, slide, results, questionnaire, size)
    if slide.view.page == "aussage" and slide.step < TELLING:
        return _sentence(_, slide, results, questionnaire)
    if slide.chart is None:
        return _ideas(_, slide, results, questionnaire, size)
    canvas, words = CANVASES[size], labels(results, questionnaire, _)
    is_statement = slide.view.page == "aussage"
    said = slide.title if is_statement else slide.finding.headline
    second = slide.finding.headline if is_statement else ""
    head = headline(said, canvas)
    lines = max(head.lines, 2) if slide.chart in RADARS else head.lines  # its steps keep scale and place
    question = next((note.lines[0] for note in slide.notes if note.kind == "questions"), "") if is_statement else ""
    base = whose(_, slide, results)

    def drawn(footer: int) -> tuple[str, str]:
        height = free_height(canvas, replace(head, lines=lines), second_lines(second, canvas), footer=footer)
        height -= guessed_height(guessed, canvas)
        return _picture(slide, results, words, picture_format(size, height, question))

    image, reading = with_footer(drawn, base, canvas)
    names = [words.fields[id_] for id_ in slide.finding.named if id_ in words.fields]
    context = {
        "chart": slide.chart,
        "kicker": kicker(_, slide, results, questionnaire),
        "headline": list(named_parts(unbroken(said), [] if is_statement else [unbroken(name) for name in names])),
        "size": head.size,
        "lines": lines,
        "second": unbroken(second),
        "second_size": second_size(second, canvas),
        "guessed": unbroken(guessed),
        "question": question,
        "picture": Markup(image),  # noqa: S704
        "reading": reading,
        "whose": base,
    }
    return rendered("slide.html", _.language, **context)


def _picture(slide: Slide, results: Results, words: Labels, format_: Format) -> tuple[str, str]:
    """The picture as SVG, and how to read it."""
    drawn = picture(slide, results, words, format_, is_new=True)
    return svg(drawn, slide.alt), drawn.reading


def _sentence(_: Words, slide: Slide, results: Results, questionnaire: Questionnaire) -> str:
    """A statement before anything is told of its answers: so large that it is read from every seat."""
    said = {"kicker": kicker(_, slide, results, questionnaire), "sentence": unbroken(slide.title)}
    return rendered("sentence.html", _.language, **said)


def _plan(_: Words, slide: Slide, results: Results, questionnaire: Questionnaire, size: WallSize) -> str:
    """What the room talks about, one row a statement."""
    parts = len(plan_parts(results))
    context = {
        "kicker": kicker(_, slide, results, questionnaire),
        "headline": unbroken(slide.finding.headline),
        "size": headline(slide.finding.headline, CANVASES[size]).size,
        "rows": [[unbroken(as_text(_, cell)) for cell in row] for row in slide.table.rows],
        "part": _("Teil {n} von {of}", n=slide.view.part or 1, of=parts) if parts > 1 else "",
    }
    return rendered("plan.html", _.language, **context)


def _ideas(_: Words, slide: Slide, results: Results, questionnaire: Questionnaire, size: WallSize) -> str:
    """At most three Anregungen on cards; it is said how many there are."""
    canvas = CANVASES[size]
    ideas = [idea_of(line) for note in slide.notes if note.kind == "ideas" for line in note.lines]
    head = headline(slide.finding.headline, canvas)
    shown, letters = fitting.cards(ideas, size, free_height(canvas, head, 0) - 30)
    left_out = ""
    if len(shown) < len(ideas):
        left_out = _("{shown} von {n} Anregungen, alle stehen im Bericht", shown=len(shown), n=len(ideas))
    context = {
        "kicker": kicker(_, slide, results, questionnaire),
        "headline": unbroken(slide.finding.headline),
        "size": head.size,
        "ideas": [replace(idea, who=idea.who[:1].upper() + idea.who[1:]) for idea in shown],
        "letters": letters,
        "left_out": left_out,
    }
    return rendered("ideas.html", _.language, **context)


def comments(_: Words, *, kicker: str, title: str, said: Sequence[Quote], size: WallSize) -> str:
    """Released comments to what the ``title`` says, as many as fit; it is said how many there are."""
    canvas = CANVASES[size]
    head = headline(title, canvas)
    measured = [quoted(_, one.text, is_shortened=one.is_shortened) for one in said]
    places, letters = fitting.quotes(measured, size, free_height(canvas, head, 0) - QUOTES_MARGIN)
    left_out = _("{shown} von {n}", shown=len(places), n=len(said)) if len(places) < len(said) else ""
    context = {
        "kicker": kicker,
        "title": unbroken(title),
        "size": head.size,
        "said": [said[place] for place in places],
        "letters": letters,
        "left_out": left_out,
    }
    return rendered("comments.html", _.language, **context)


def named_parts(sentence: str, names: Collection[str]) -> Iterator[tuple[str, bool]]:
    """The sentence in parts, and whether each is a name that the picture marks, too."""
    known = sorted((name for name in names if name), key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known)
    for part in re.split(f"({pattern})", sentence) if known else [sentence]:
        if part:
            yield part, part in known


def halves(code: str) -> str:
    """Six signs are easier to type in two halves of three."""
    return f"{code[:3]} {code[3:]}"


def _wifi_sizes(words: str) -> tuple[int, int]:
    return fitting.one_line(words, 580, WIFI_SIZES), fitting.one_line(words, 440, WIFI_SIZES_43)
