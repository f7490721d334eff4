"""Several worksheets with answers: which of them are used, and how they belong together."""

from collections.abc import Mapping, Sequence

from data.intake.containers.reading import Value
from data.intake.questions import Question, question_id
from data.intake.said import Said, said
from data.intake.spelling import plain
from data.intake.tables import Table
from data.intake.worksheets.blocks import Block
from data.intake.worksheets.joining import Key, appended, common_key, joined, side_by_side, single

APPEND, BY_LINE = said("append"), said("by_line")
SPLIT_KEY = "lfdn"
"""EFS repeats it on every worksheet of a table that was too wide for one."""
_OVERLAP = 0.2


def split_blocks(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], Key | None]:
    """The worksheets over which EFS spread one table, and their key."""
    parts = tuple(block for block in blocks if any(_is_split_key(column.heads) for column in block.columns))
    key = common_key(parts, _is_split_key) if len(parts) > 1 else None
    return parts, key if key is not None and plain(key.heading) == SPLIT_KEY else None


def question_about(blocks: Sequence[Block], key: Key | None) -> Question:
    """Join or append, or take one of them; the first choice is what the worksheets look like.

    Without a key nothing is proposed for worksheets of different statements: they may be the same people in the same
    order.
    """
    joining = () if key is None else (_join(key),)
    parted = _have_different_statements(blocks)
    one_each = tuple(_only(block) for block in blocks)
    worksheets = tuple(said("sheet_rows", sheet=block.worksheet.title, n=len(block.people)) for block in blocks)
    alike = len({_rows(block) for block in blocks}) < len(blocks)
    more = (said("same_rows_twice"),) if alike else ()
    choices: tuple[Said, ...]
    if parted:
        text = said("sheets_of_other_statements", sheets=worksheets, more=more)
        choices = (*(joining or _line_by_line(blocks)), APPEND, *one_each)
    else:
        text = said("sheets_of_same_statements", sheets=worksheets, more=more)
        choices = (APPEND, *one_each)
    proposed = "" if alike or (parted and not joining) else choices[0].key
    return Question(question_id("sheets"), "sheets", text, choices, proposed)


def chosen_table(
    question: Question, blocks: Sequence[Block], key: Key | None, answers: Mapping[str, str]
) -> tuple[Table | None, tuple[Said, ...], tuple[Block, ...]]:
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


def _line_by_line(blocks: Sequence[Block]) -> tuple[Said, ...]:
    return (BY_LINE,) if len({len(block.people) for block in blocks}) == 1 else ()


def _join(key: Key) -> Said:
    return said("join_by", heading=" ".join(key.heading.split()))


def _only(block: Block) -> Said:
    return said("only", sheet=block.worksheet.title)


def _is_split_key(heads: Sequence[Value]) -> bool:
    return any(isinstance(head, str) and plain(head) == SPLIT_KEY for head in heads)


def _have_different_statements(blocks: Sequence[Block]) -> bool:
    together = frozenset[str]().union(*(block.statements for block in blocks))
    return sum(len(block.statements) for block in blocks) <= (1 + _OVERLAP) * len(together)


def _rows(block: Block) -> tuple[tuple[object, ...], ...]:
    return tuple([block.part.worksheet.rows[row - 1] for row in block.people if row <= len(block.part.worksheet.rows)])
