"""Tables of several worksheets as one: people found again by a key, or one worksheet's people after the other's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from data.intake.containers.reading import Value
from data.intake.said import Said, said
from data.intake.spelling import plain
from data.intake.tables import Column, Table
from data.intake.worksheets.blocks import Block

ByKey = Callable[[Sequence[Value]], bool]

_MOST_ADDRESSES = 20
_ALIKE = 0.5


@dataclass(frozen=True)
class Key:
    """A column that all worksheets have, by its place in each, with different values for different people."""

    heading: str
    numbers: tuple[int, ...]


def common_key(blocks: Sequence[Block], by_key: ByKey) -> Key | None:
    """What people of all the worksheets can be found again by: first columns that say so, then any other."""
    first, *others = blocks
    by_heading = [_by_heading(other) for other in others]
    for column in sorted(first.columns, key=lambda column: not by_key(column.heads)):
        same = [headings.get(plain(column.heading)) for headings in by_heading]
        numbers = (column.number, *(one.number for one in same if one is not None))
        if column.heading and column.number not in first.meant and None not in same and _finds_people(blocks, numbers):
            return Key(column.heading, numbers)
    return None


def single(block: Block) -> Table:
    """One worksheet alone."""
    return Table((block.part,), block.columns, tuple((row,) for row in block.people))


def appended(blocks: Sequence[Block]) -> Table:
    """Every row is a person of its own, whose columns are those of the worksheet."""
    records = [
        tuple(row if place == own else 0 for place in range(len(blocks)))
        for own, block in enumerate(blocks)
        for row in block.people
    ]
    return Table(tuple(block.part for block in blocks), _columns(blocks), tuple(records))


def side_by_side(blocks: Sequence[Block]) -> Table:
    """The first rows of all worksheets are the first person, and so on; as many on each."""
    records = tuple(zip(*(block.people for block in blocks), strict=True))
    return Table(tuple(block.part for block in blocks), _columns(blocks), records)


def joined(blocks: Sequence[Block], key: Key) -> tuple[Table, tuple[Said, ...]]:
    """A person is a key; rows without one stay people of their own. Says whose rows are missing on which worksheet."""
    rows = [_rows_by_key(block, number) for block, number in zip(blocks, key.numbers, strict=True)]
    keys = dict.fromkeys(value for found in rows for value in found if value)
    records = [tuple(found.get(value, 0) for found in rows) for value in keys]
    for place, (block, number) in enumerate(zip(blocks, key.numbers, strict=True)):
        unnamed = [row for row in block.people if not key_text(block.part.value(row, number))]
        records += [tuple(row if one == place else 0 for one in range(len(blocks))) for row in unnamed]
    table = Table(tuple(block.part for block in blocks), _columns(blocks), tuple(records))
    return table, tuple(note for place in range(len(blocks)) for note in _missing(blocks, key, records, place))


def key_text(value: Value) -> str:
    """12, "12" and " 12 " are the same person."""
    return "" if value is None else str(value).strip().casefold()


def _columns(blocks: Sequence[Block]) -> tuple[Column, ...]:
    return tuple(replace(column, part=place) for place, block in enumerate(blocks) for column in block.columns)


def _by_heading(block: Block) -> dict[str, Column]:
    """The first column of each heading."""
    return {plain(one.heading): one for one in reversed(block.columns)}


def _finds_people(blocks: Sequence[Block], numbers: Sequence[int]) -> bool:
    """Nobody has the key of another, and at least half of the people of the smallest worksheet are on all others."""
    found = [_rows_by_key(block, number) for block, number in zip(blocks, numbers, strict=True)]
    for block, number, rows in zip(blocks, numbers, found, strict=True):
        filled = sum(bool(key_text(block.part.value(row, number))) for row in block.people)
        if not rows or filled > len(rows) or 2 * filled < len(block.people):
            return False
    common = set(found[0]).intersection(*found[1:])
    return len(common) >= _ALIKE * min(len(block.people) for block in blocks)


def _rows_by_key(block: Block, number: int) -> dict[str, int]:
    values = {key_text(block.part.value(row, number)): row for row in block.people}
    return {value: row for value, row in values.items() if value}


def _missing(blocks: Sequence[Block], key: Key, records: Sequence[tuple[int, ...]], place: int) -> tuple[Said, ...]:
    """Where those people's keys stand whom this worksheet does not have."""
    cells = []
    for record in records:
        if not record[place]:
            own = next(other for other, row in enumerate(record) if row)
            cells.append(f"{blocks[own].worksheet.title}!{blocks[own].part.address(record[own], key.numbers[own])}")
    if not cells:
        return ()
    title, named, further = (
        blocks[place].worksheet.title,
        ", ".join(cells[:_MOST_ADDRESSES]),
        len(cells) - _MOST_ADDRESSES,
    )
    if further > 0:
        return (said("many_missing_rows", sheet=title, key=key.heading, cells=named, n=further),)
    return (said("missing_rows", sheet=title, key=key.heading, cells=named),)
