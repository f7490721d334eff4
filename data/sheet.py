"""One person's sheet and the Verwaltungsbogen, as files, paper and the store hand them to each other.

Nothing here knows the store: what reads files in a process of its own needs these shapes, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class EnteredSheet:
    """A sheet that came on paper or in a file; ``answers`` by statement id, blanks left out.

    ``record`` is the keyed hash by which the record of a file is known again, ``replaces`` the participant id of the
    version that it takes the place of; both may be empty.
    """

    perspective: str
    answers: Mapping[str, str]
    record: str = ""
    replaces: str = ""


@dataclass(frozen=True)
class FileRecord:
    """One person's row of a file, blanks and Unicode already made uniform.

    ``identity`` names it within its tool, with all that never changes ("" where the file has no ids); ``moment`` is its
    time stamp to the minute or "", used only without identity.
    """

    perspective: str
    answers: Mapping[str, str]
    identity: str
    moment: str


@dataclass(frozen=True)
class StoredRecord:
    """The current version of one record of a file; ``record`` is its keyed hash."""

    participant_id: str
    record: str
    perspective: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class StoredSurvey:
    """All files of one survey, oldest first; ``imported_on`` is the newest's day."""

    id: str
    filenames: tuple[str, ...]
    imported_on: date
    records: tuple[StoredRecord, ...]


@dataclass(frozen=True)
class AdministrationAnswer:
    """The answer to one statement (None: not yet), why, and who knows more."""

    statement: str
    answer: str | None
    reason: str = ""
    who_knows: str = ""
