"""The finished second vote on the Leinwand: the room before and after the talk, and how many moved."""

from markupsafe import Markup

from analysis.questionnaire import Questionnaire
from analysis.results import Results, StatementResult
from analysis.second_vote import SecondVote
from charts.before_after import Vote
from charts.before_after import before_after as picture_of
from charts.svg import svg
from content.labels import Labels, labels
from content.second_vote import after_finding
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

MOVES_HEIGHT: dict[WallSize, int] = {"wall": 166, "wall43": 200}
"""What the piles of moves take below the picture, as in leinwand.css."""


def before_after(
    _: Words,
    *,
    sentence: str,
    field: str,
    before: StatementResult,
    after: SecondVote,
    results: Results,
    questionnaire: Questionnaire,
    size: WallSize,
) -> str:
    """``sentence`` of the statement, ``field`` its Handlungsfeld; ``before`` is that of the release."""
    canvas, head = CANVASES[size], headline(sentence, CANVASES[size])
    second = after_finding(_, before, after).headline
    votes = (
        Vote("vorher", _("Vorher"), before.ratings, before.e, before.people),
        Vote("nachher", _("Nachher"), after.ratings, after.e, after.voted),
    )
    whose = _.plural("Zweite Abstimmung: eine Stimme", "Zweite Abstimmung: {n} Stimmen", after.voted)
    piles = MOVES_HEIGHT[size] if after.moves is not None else 0

    def drawn(footer: int) -> tuple[str, str]:
        height = free_height(canvas, head, second_lines(second, canvas), footer=footer) - piles
        return _picture(_, votes, labels(results, questionnaire, _), size, height)

    image, reading = with_footer(drawn, whose, canvas)
    context = {
        "kicker": field,
        "sentence": unbroken(sentence),
        "size": head.size,
        "lines": head.lines,
        "second": unbroken(second),
        "second_size": second_size(second, canvas),
        "picture": Markup(image),  # noqa: S704
        "moves": after.moves,
        "reading": reading,
        "whose": whose,
    }
    return rendered("after.html", _.language, **context)


def _picture(_: Words, votes: tuple[Vote, Vote], words: Labels, size: WallSize, height: float) -> tuple[str, str]:
    """The picture as SVG, and how to read it."""
    drawn = picture_of(votes, words, picture_format(size, height, ""))
    return svg(drawn, _("Was alle im Raum vor und nach dem Gespräch geantwortet haben.")), drawn.reading
