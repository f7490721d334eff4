"""Finds the table of people in a file's worksheets, however they are laid out, and asks where it is not certain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.intake.columns.headings import Catalogue
from data.intake.containers.guard import UnusableFileError
from data.intake.containers.reading import Worksheet
from data.intake.questions import Question, question_id
from data.intake.said import Gap, Said, said
from data.intake.tables import Table
from data.intake.worksheets import refusals
from data.intake.worksheets.blocks import Block, Kind, block_of
from data.intake.worksheets.grid import Grid
from data.intake.worksheets.joining import ByKey, common_key, joined, single
from data.intake.worksheets.keys import names_a_key
from data.intake.worksheets.mentions import Reader
from data.intake.worksheets.merged import note_on_merged
from data.intake.worksheets.worksheet_choice import chosen_table, question_about, split_blocks

Unused = tuple[tuple[Worksheet, Said], ...]

YES, NO = said("yes"), said("no")
_MOST_HEADS = 6

_REASONS: Mapping[Kind, Said] = {
    "across": refusals.WORKSHEET_ACROSS,
    "uneven": refusals.WORKSHEET_UNEVEN,
    "no people": refusals.WORKSHEET_WITHOUT_PEOPLE,
    "counts": refusals.WORKSHEET_OF_COUNTS,
    "long": refusals.WORKSHEET_OF_SINGLE_ANSWERS,
    "shortened": refusals.WORKSHEET_SHORTENED,
    "list": refusals.WORKSHEET_OF_STATEMENTS,
    "people": refusals.WORKSHEET_WITHOUT_STATEMENTS,
    "unknown": refusals.WORKSHEET_WITHOUT_STATEMENTS,
    "none": refusals.WORKSHEET_WITHOUT_STATEMENTS,
}
_REFUSALS: Sequence[tuple[Kind, Said]] = (
    ("uneven", refusals.UNEVEN),
    ("counts", refusals.COUNTED),
    ("shortened", refusals.SHORTENED),
    ("long", refusals.ONE_ROW_AN_ANSWER),
    ("no people", refusals.NO_PEOPLE),
    ("list", refusals.NO_PEOPLE),
)


@dataclass(frozen=True)
class Layout:
    """``table`` is None while a question about the worksheets is open; ``questions`` also holds answered ones.

    ``unused`` are worksheets with the reason why nothing of them is used.
    """

    table: Table | None
    questions: tuple[Question, ...]
    unused: Unused
    notes: tuple[Said, ...]


def tables_of(
    worksheets: Sequence[Worksheet], catalogue: Catalogue, answers: Mapping[str, str], *, by_key: ByKey = names_a_key
) -> Layout:
    """The table of a file; raises UnusableFileError where it holds no answers of single people.

    ``by_key`` tells by its heads whether a column says whose row it is.
    """
    reader = Reader(catalogue)
    filled = [worksheet for worksheet in worksheets if Grid(worksheet).height]
    hidden = tuple((worksheet, refusals.HIDDEN_WORKSHEET) for worksheet in filled if worksheet.hidden)
    blocks = [block_of(worksheet, reader) for worksheet in filled if not worksheet.hidden]
    with_people = [block for block in blocks if block.kind == "people"]
    across = [block for block in blocks if block.kind == "across"]
    if with_people or not across:
        found = _of_blocks(blocks, with_people, by_key, answers)
        return replace(found, unused=hidden + found.unused)
    question = _question_about_turning(across)
    choice = question.answer(answers)
    if choice == NO:
        raise UnusableFileError(refusals.NOT_ACROSS)
    if choice is None:
        return Layout(None, (question,), hidden, ())
    found = _of_blocks(blocks, across, by_key, answers)
    return replace(found, questions=(question, *found.questions), unused=hidden + found.unused)


def _of_blocks(blocks: Sequence[Block], wanted: Sequence[Block], by_key: ByKey, answers: Mapping[str, str]) -> Layout:
    """The table of the worksheets with answers of people to statements, or else to what may be statements."""
    candidates = wanted or [block for block in blocks if block.kind == "unknown"]
    split, split_key = split_blocks([block for block in blocks if block.people and not block.part.flipped])
    if split_key is not None and not _others(wanted, split):
        table, notes = joined(split, split_key)
        return _layout(table, blocks, split, notes=notes)
    if not candidates:
        raise UnusableFileError(_refusal(blocks))
    if len(candidates) == 1:
        return _layout(single(candidates[0]), blocks, candidates)
    key = common_key(candidates, by_key)
    question = question_about(candidates, key)
    chosen, notes, left_out = chosen_table(question, candidates, key, answers)
    found = _layout(chosen, blocks, candidates, questions=(question,), notes=notes)
    not_chosen = tuple((block.worksheet, refusals.WORKSHEET_NOT_CHOSEN) for block in left_out)
    return replace(found, unused=found.unused + not_chosen)


def _layout(
    table: Table | None,
    blocks: Sequence[Block],
    used: Sequence[Block],
    *,
    questions: tuple[Question, ...] = (),
    notes: tuple[Said, ...] = (),
) -> Layout:
    unused = tuple((block.worksheet, _REASONS[block.kind]) for block in _others(blocks, used))
    merged = tuple(note for block in used for note in _note_on_merged(block))
    return Layout(table, questions, unused, notes + merged)


def _others(blocks: Sequence[Block], used: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if not any(block is one for one in used)]


def _refusal(blocks: Sequence[Block]) -> Said:
    kinds = {block.kind for block in blocks}
    return next((reason for kind, reason in _REFUSALS if kind in kinds), refusals.NO_STATEMENT)


def _question_about_turning(across: Sequence[Block]) -> Question:
    block = across[0]
    heads = [str(block.part.value(row, 1)) for row in block.people[:_MOST_HEADS]]
    more = " …" if len(block.people) > _MOST_HEADS else ""
    gaps: dict[str, Gap] = {"n": len(block.people), "heads": f"{', '.join(heads)}{more}"}
    if len(across) == 1:
        text = said("people_across", sheet=block.worksheet.title, **gaps)
    else:
        text = said("people_across_on_sheets", **gaps)
    return Question(question_id("transposed"), "transposed", text, (YES, NO))


def _note_on_merged(block: Block) -> tuple[Said, ...]:
    """A value that stands for several people."""
    if block.merged is None:
        return ()
    held = [block.part.address(*place) for place in block.merged.held]
    answers = [block.part.address(*place) for place in block.merged.held if place[1] in block.meant]
    lost = [block.part.address(*place) for place in block.merged.lost]
    return note_on_merged(block.worksheet.title, held, answers, lost)
