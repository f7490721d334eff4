"""What stands on every slide about results: its sentence, which part of the show it is, whose answers; and notes."""

from collections.abc import Sequence

from analysis.dossier import Dossier
from content.labels import Labels
from content.margins import kicker, whose
from content.slides import Slide
from content.tables import Table, as_text
from reports.presentation.page import Page
from texts.sentences import method_sentences
from texts.words import Words


def write_around(page: Page, slide: Slide, dossier: Dossier, *, reading: str = "") -> None:
    """Title and margins as on the Leinwand; in the notes all numbers of the slide, and what they are not."""
    _ = page.words
    sentence = slide.finding.headline if slide.view.page == "aussage" else slide.finding.sentence
    page.write_title(sentence[:1].upper() + sentence[1:])
    page.write_around(
        kicker(_, slide, dossier.results, dossier.questionnaire), reading, whose(_, slide, dossier.results)
    )
    said = [line for note in slide.notes for line in (note.title, *note.lines, "")]
    page.write_notes([slide.finding.sentence, "", *said, *table_lines(_, slide.table), "", *caution(_)])


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
