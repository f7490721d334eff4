"""A dossier: all that a workshop has come to and its documents may say, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from analysis.action_plan import Measure
from analysis.farewell import NextDate
from analysis.library import Library
from analysis.points import PollResult
from analysis.protocol import Agreement, Note
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.second_vote import SecondVote


@dataclass(frozen=True)
class Saying:
    """A participant's sentence that was released for the report, ``about`` a statement or a field."""

    about: str
    text: str
    is_shortened: bool = False


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Whose it is, the results, and what the talk has added.

    ``contact``: who answers questions about it, a function. ``leitmotiv``: prose that the municipality may have
    written. ``made_on``: the day of its documents. ``agreements``, ``second_votes``, ``reasons`` and ``who_knows`` by
    statement; the last two are from the Verwaltungsbogen. ``on_stage``: statements that the room has looked at one by
    one. ``notes`` may all stand in a report. ``earlier``: the measures of the run before. ``points``: what the room has
    seen of its poll on measures. ``library``: what others have done about what was talked about.
    """

    municipality: str
    title: str
    held_on: date
    results: Results
    questionnaire: Questionnaire
    run: int = 1
    contact: str = ""
    leitmotiv: str = ""
    made_on: date | None = None
    on_stage: Sequence[str] = ()
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    second_votes: Mapping[str, SecondVote] = field(default_factory=dict)
    sayings: Sequence[Saying] = ()
    notes: Sequence[Note] = ()
    measures: Sequence[Measure] = ()
    points: PollResult | None = None
    next_date: NextDate | None = None
    earlier: Sequence[Measure] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    who_knows: Mapping[str, str] = field(default_factory=dict)
    library: Library = field(default_factory=lambda: Library(()))

    @property
    def day(self) -> date:
        """The day of which its documents speak: what was to be done before it is late."""
        return self.made_on or self.held_on
