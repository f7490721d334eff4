"""The shared assessment on the Leinwand: what is asked, and then what the room says together."""

from collections.abc import Mapping, Sequence

from analysis.protocol import DISSENT, Assessment
from charts import text
from room.canvas import CANVASES, WallSize
from room.fitting import SAFETY
from texts.words import Words
from web.light import rendered

CLAIM_SIZES: dict[WallSize, tuple[int, ...]] = {"wall": (78, 66, 60, 54, 48), "wall43": (92, 76, 68, 60, 54)}
REASON_SIZES: dict[WallSize, tuple[int, ...]] = {"wall": (44, 40, 36, 32, 28), "wall43": (54, 48, 44, 40, 36, 34)}
CHOSEN_SIZES: dict[WallSize, tuple[int, ...]] = {"wall": (78, 66, 54, 44, 36), "wall43": (92, 76, 60, 52, 44)}
CLAIM_HEIGHT: dict[WallSize, int] = {"wall": 300, "wall43": 400}
REASON_HEIGHT: dict[WallSize, int] = {"wall": 290, "wall43": 460}
CLAIM_LINE, REASON_LINE = 1.15, 1.3


def shared_assessment(
    _: Words, *, sentence: str, field: str, titles: Mapping[Assessment, str], answer: str = "", reason: str = ""
) -> str:
    """``sentence`` of the statement, ``field`` its Handlungsfeld, ``titles`` as from ``assessment_titles``; without an
    ``answer`` the question to the room."""
    reasons = [_reason(reason, size) for size in CANVASES]
    context = {
        "kicker": field,
        "sentence": sentence,
        "claim_sizes": [_claim_size(sentence, size) for size in CANVASES],
        "titles": titles,
        "answer": answer,
        "is_dissent": answer == DISSENT,
        "chosen_sizes": [_chosen_size(titles, answer, size) for size in CANVASES],
        "reason": reason,
        "reason_sizes": [size for size, _fits in reasons],
        "has_lines": all(fits for _size, fits in reasons),
    }
    return rendered("assessment.html", _.language, **context)


def _claim_size(sentence: str, size: WallSize) -> int:
    """The largest in which the statement leaves room for what is said of it."""
    return (
        _largest([sentence], size, CLAIM_SIZES[size], CLAIM_LINE, CLAIM_HEIGHT[size], bold=True)
        or (CLAIM_SIZES[size][-1])
    )


def _reason(reason: str, size: WallSize) -> tuple[int, bool]:
    """Size of the reason's letters, and whether its own lines fit; else it runs on."""
    found = _largest(reason.split("\n"), size, REASON_SIZES[size], REASON_LINE, REASON_HEIGHT[size])
    if found is not None:
        return found, True
    running = _largest([reason.replace("\n", " ")], size, REASON_SIZES[size], REASON_LINE, REASON_HEIGHT[size])
    return running or REASON_SIZES[size][-1], False


def _chosen_size(titles: Mapping[Assessment, str], answer: str, size: WallSize) -> int:
    """One line for what was chosen, if it can be."""
    chosen = next((title for code, title in titles.items() if code == answer), "")
    return int(text.fitting(chosen, (CANVASES[size].width - 160) * SAFETY, CHOSEN_SIZES[size], 1, bold=True))


def _largest(
    paragraphs: Sequence[str], size: WallSize, sizes: Sequence[int], line: float, height: float, *, bold: bool = False
) -> int | None:
    """The largest size in which these paragraphs are no higher; None if none is."""
    width = CANVASES[size].width * SAFETY

    def high(letters: int) -> float:
        broken = sum(max(len(text.lines(one, width, letters, bold=bold)), 1) for one in paragraphs)
        return broken * letters * line

    return next((letters for letters in sizes if high(letters) <= height), None)
