"""Several sheets with answers: which of them are used, and how they belong together."""

from collections.abc import Mapping, Sequence

from data.intake.headings import plain
from data.intake.questions import Question, question_id
from data.intake.reading import Value
from data.intake.sheets.blocks import Block
from data.intake.sheets.joining import Key, appended, common_key, joined, side_by_side, single
from data.intake.tables import Table

APPEND = "untereinander anfügen"
BY_LINE = "Zeile für Zeile zusammenführen"
SPLIT_KEY = "lfdn"
"""EFS repeats it on every sheet of a table that was too wide for one."""
_OVERLAP = 0.2


def split_blocks(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], Key | None]:
    """The sheets over which EFS spread one table, and their key."""
    parts = tuple(block for block in blocks if any(_is_split_key(column.heads) for column in block.columns))
    key = common_key(parts, _is_split_key) if len(parts) > 1 else None
    return parts, key if key is not None and plain(key.heading) == SPLIT_KEY else None


def question_about(blocks: Sequence[Block], key: Key | None) -> Question:
    """Join or append, or take one of them; the first choice is what the sheets look like.

    Without a key nothing is proposed for sheets of different statements: they may be the same people in the same order.
    """
    joining = () if key is None else (_join(key),)
    parted = _have_different_statements(blocks)
    one_each = tuple(_only(block) for block in blocks)
    titles = ", ".join(f"„{block.sheet.title}“ ({len(block.people)})" for block in blocks)
    alike = len({_rows(block) for block in blocks}) < len(blocks)
    text = f"Antworten stehen auf mehreren Blättern (in Klammern die Zahl der Zeilen): {titles}. "
    if parted:
        text += "Die Blätter enthalten verschiedene Aussagen. Gehören die Zeilen zu denselben Personen?"
        choices = (*(joining or _line_by_line(blocks)), APPEND, *one_each)
    else:
        text += "Die Blätter enthalten dieselben Aussagen. Stehen darauf verschiedene Personen?"
        choices = (APPEND, *one_each)
    if alike:
        text += " Achtung: Zwei Blätter enthalten genau dieselben Zeilen; aneinandergefügt zählen sie doppelt."
    return Question(
        question_id("sheets"), "sheets", text, choices, "" if alike or (parted and not joining) else choices[0]
    )


def chosen_table(
    question: Question, blocks: Sequence[Block], key: Key | None, answers: Mapping[str, str]
) -> tuple[Table | None, tuple[str, ...], tuple[Block, ...]]:
    """The table as a person wants it (None while nobody has said), what is missing in it, and the blocks left out."""
    choice = question.answer(answers)
    if choice is None:
        return None, (), ()
    if key is not None and choice == _join(key):
        return *joined(blocks, key), ()
    if choice == APPEND:
        return appended(blocks), (), ()
    if choice == BY_LINE:
        return side_by_side(blocks), (), ()
    wanted = next(block for block in blocks if _only(block) == choice)
    return single(wanted), (), tuple(block for block in blocks if block is not wanted)


def _line_by_line(blocks: Sequence[Block]) -> tuple[str, ...]:
    return (BY_LINE,) if len({len(block.people) for block in blocks}) == 1 else ()


def _join(key: Key) -> str:
    return f"zusammenführen nach „{' '.join(key.heading.split())}“"


def _only(block: Block) -> str:
    return f"nur „{block.sheet.title}“"


def _is_split_key(heads: Sequence[Value]) -> bool:
    return any(isinstance(head, str) and plain(head) == SPLIT_KEY for head in heads)


def _have_different_statements(blocks: Sequence[Block]) -> bool:
    together = frozenset[str]().union(*(block.statements for block in blocks))
    return sum(len(block.statements) for block in blocks) <= (1 + _OVERLAP) * len(together)


def _rows(block: Block) -> tuple[tuple[object, ...], ...]:
    return tuple([block.part.sheet.rows[row - 1] for row in block.people if row <= len(block.part.sheet.rows)])
