"""The worksheets as they were before other programs damaged them, with notes on what was undone and what was not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.intake.columns.headings import Catalogue
from data.intake.containers.reading import Worksheet
from data.intake.mending.dated_codes import restored
from data.intake.mending.letters import Damage
from data.intake.mending.lines import parted
from data.intake.said import Said, said
from data.intake.understood import Understood
from data.intake.worksheets.mentions import Reader
from data.intake.worksheets.refusals import NO_STATEMENT

_EXAMPLE = 60


@dataclass(frozen=True)
class Prepared:
    """``dated``: why codes that are dates stay unclear; ``left``: damaged texts that nobody can tell any more."""

    worksheets: tuple[Worksheet, ...]
    notes: tuple[Said, ...]
    dated: Said | None
    left: frozenset[str]

    def named(self, found: Understood) -> Understood:
        """The same with these notes, or refused for its one cause where damage left statements or answers unclear."""
        cause = self._cause(found)
        if cause:
            return Understood(found.filename, tool=found.tool, refused=cause)
        return replace(found, notes=(*self.notes, *found.notes)) if self.notes else found

    def _cause(self, found: Understood) -> Said | None:
        unclear = any(one.kind == "statement" and one.label for one in found.asked)
        if self.dated and (found.tool == "template" or unclear or found.refused == NO_STATEMENT):
            return self.dated
        heads = [one.heading for one in found.columns if one.use == "open"] if unclear else []
        if found.refused == NO_STATEMENT:
            heads = [one.heading for one in found.columns]
        hit = [text for text in (*heads, *(one.value for one in found.problems)) if text in self._shown]
        return said("damaged_letters", example=_cut(hit[0])) if hit else None

    @property
    def _shown(self) -> frozenset[str]:
        """As heads and problems show them."""
        return frozenset(form for one in self.left for form in (one.strip(), _cut(one)))


def prepared(worksheets: Sequence[Worksheet], catalogue: Catalogue) -> Prepared:
    """Letters first, by which the rest is recognised; raises UnusableFileError where all stands in one column."""
    damage = Damage(worksheets, catalogue)
    reader = Reader(catalogue)
    found: list[Worksheet] = []
    notes = [damage.note]
    causes: list[Said | None] = []
    for worksheet in map(damage.undone, worksheets):
        whole, note = parted(worksheet, reader)
        coded, restoring, cause = restored(whole, reader)
        found.append(coded)
        notes += [note, restoring]
        causes.append(cause)
    return Prepared(tuple(found), tuple(filter(None, notes)), next(filter(None, causes), None), damage.left)


def _cut(text: str) -> str:
    return text if len(text) <= _EXAMPLE else f"{text[:_EXAMPLE]}…"
