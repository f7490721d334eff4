"""Why a Sicherung is not taken, as an id: its sentences stand in ``content.backup_words``."""

from collections.abc import Mapping
from typing import Literal

Why = Literal[
    "not_ours",
    "newer",
    "too_old",
    "wrong_word",
    "too_costly",
    "damaged",
    "too_large",
    "a_whole_store",
    "one_workshop",
    "there_older",
    "there_newer",
    "there_changed",
    "no_such_workshop",
    "foreign",
    "no_file_database",
    "store_is_there",
]


class Refusal(Exception):  # noqa: N818 - named by what is so
    """Nothing was changed; ``gaps`` are what its sentence names."""

    def __init__(self, why: Why, **gaps: str) -> None:
        super().__init__(why)
        self.id: Why = why
        self.gaps: Mapping[str, str] = gaps
