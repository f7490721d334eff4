"""What stands on every slide about results: its sentence, which part of the show it is, whose answers; and notes."""

from collections.abc import Sequence

from analysis.dossier import Dossier
from analysis.results import Results
from content.deck import views
from content.findings.finding import Finding
from content.labels import Labels
from content.margins import kicker, whose
from content.slides import Slide
from content.statements import short_name
from content.tables import Table, as_text
from content.views import View
from reports.presentation.page import Page
from texts.sentences import method_sentences
from texts.words import Words

GROUP_VIEWS = ("gruppen", "karte")
"""Of the Überblick: what is said of other fields beside those in which groups differ stands in the notes."""


def write_around(
    page: Page,
    slide: Slide,
    dossier: Dossier,
    *,
    reading: str = "",
    finding: Finding | None = None,
    beside: Sequence[str] = (),
) -> None:
    """Title and margins as on the Leinwand; in the notes all numbers of the slide, and what they are not.

    ``finding``: what is said of just this slide, if not what all of its view say. ``beside``: what the notes say of
    numbers that do not rest on the same.
    """
    _ = page.words
    is_short = slide.view.page == "aussage" or slide.view.view in GROUP_VIEWS
    is_short = is_short or bool(slide.view.page == "unterschiede" and slide.view.part)
    said_above = finding or slide.finding
    sentence = said_above.headline if is_short else said_above.sentence
    name = dossier.questionnaire.statements.get(slide.view.part)
    page.write_title(
        numbered(_, sentence[:1].upper() + sentence[1:], *part_of(slide.view, dossier.results)),
        topic=short_name(_, name) if name else "",
    )
    page.write_around(
        kicker(_, slide, dossier.results, dossier.questionnaire), reading, whose(_, slide, dossier.results)
    )
    said = [line for note in slide.notes for line in (note.title, *note.lines, "")]
    sentences = dict.fromkeys([said_above.sentence, slide.finding.sentence])
    page.write_notes([*sentences, *beside, "", *said, *table_lines(_, slide.table), "", *caution(_)])


def part_of(view: View, results: Results) -> tuple[int, int]:
    """Which of the slides of its view this is, and how many there are."""
    if view.page not in ("unterschiede", "vergleich"):
        return 1, 1
    own = [one.part for one in views(results) if (one.page, one.view) == (view.page, view.view)]
    return (own.index(view.part) + 1, len(own)) if view.part in own else (1, 1)


def numbered(_: Words, title: str, n: int, of: int) -> str:
    """The title of a slide that goes on on others."""
    return _("{title} (Folie {n} von {of})", title=title, n=n, of=of) if of > 1 else title


def table_lines(_: Words, table: Table) -> list[str]:
    """A table to be read aloud: its title, then a line a row, each value behind its head."""
    rows = []
    for name, *values in table.rows:
        cells = zip(table.heads[1:], values, strict=True)
        told = "; ".join(f"{head}: {as_text(_, value)}" for head, value in cells if value != "")
        rows.append(f"{as_text(_, name)} | {told}" if told else as_text(_, name))
    return [table.title, *rows]


def caution(_: Words) -> tuple[str, str]:
    """What results must not be taken for."""
    of_the_room, no_comparison, *_others = method_sentences(_)
    return of_the_room, no_comparison


def answer_heads(labels: Labels) -> dict[str, str]:
    """The answers by letter: never a letter without its words."""
    return {code: f"{code} {words}" for code, words in labels.answers.items()}


def joined(notes: Sequence[str]) -> str:
    """Several hints in the margin."""
    return " · ".join(note for note in notes if note)
