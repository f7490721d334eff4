"""The guess on the Leinwand, once it is over: how often each answer was guessed, and nothing of what came."""

from collections.abc import Mapping

from markupsafe import Markup

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.guesses import guesses as picture_of
from charts.svg import svg
from content.labels import labels
from room.canvas import (
    CANVASES,
    WallSize,
    free_height,
    headline,
    picture_format,
    second_lines,
    second_size,
    unbroken,
    with_footer,
)
from texts.words import Words
from web.light import rendered


def guessed(
    _: Words,
    *,
    sentence: str,
    field: str,
    finding: str,
    totals: Mapping[str, int],
    results: Results,
    questionnaire: Questionnaire,
    size: WallSize,
) -> str:
    """``sentence`` of the statement, ``field`` its Handlungsfeld; ``finding`` says what was guessed most often."""
    canvas, head = CANVASES[size], headline(sentence, CANVASES[size])
    whose = _("Vermutung vor dem Aufdecken: {n} haben geraten", n=sum(totals.values()))

    def drawn(footer: int) -> tuple[str, str]:
        height = free_height(canvas, head, second_lines(finding, canvas), footer=footer)
        picture = picture_of(totals, labels(results, questionnaire, _), picture_format(size, height, ""))
        return svg(picture, _("Welche Antwort der Raum wie oft vermutet hat.")), picture.reading

    image, reading = with_footer(drawn, whose, canvas)
    context = {
        "kicker": field,
        "sentence": unbroken(sentence),
        "size": head.size,
        "lines": head.lines,
        "second": unbroken(finding),
        "second_size": second_size(finding, canvas),
        "picture": Markup(image),  # noqa: S704
        "moves": None,
        "reading": reading,
        "whose": whose,
    }
    return rendered("after.html", _.language, **context)
