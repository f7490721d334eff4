"""What was said, voted and agreed of a statement after its answers, as far as the room may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from analysis.guess import Guess
from analysis.protocol import Agreement
from analysis.second_vote import SecondVote

BallotKind = Literal["second_vote", "guess"]
"""What the room votes on, statement by statement; how each is stored and counted stands in data/store/ballot_kinds.py,
what is said of it in content/balloting.py."""

_STATEMENT = "statement:"


def shown_statement(statement: str) -> str:
    """The name under which a release keeps that the room has seen the answers to this one statement."""
    return f"{_STATEMENT}{statement}"


def statements_shown(pages: Iterable[str]) -> tuple[str, ...]:
    """The statements among the names of what a release has shown, in the order in which the room came to them."""
    return tuple(one.removeprefix(_STATEMENT) for one in pages if one.startswith(_STATEMENT))


@dataclass(frozen=True)
class Quote:
    """A comment as it was released; ``is_shortened``: less than was written."""

    text: str
    is_shortened: bool


@dataclass(frozen=True)
class Votes:
    """A ballot: ``number`` counts its changes; how many ``voted`` of the phones that are ``present``; ``is_final``:
    something of its result was shown."""

    kind: BallotKind
    number: int
    is_open: bool
    is_final: bool
    until: int
    voted: int
    present: int


@dataclass(frozen=True)
class Talk:
    """At ``step`` of a statement: the released ``comments`` ``about`` it or its field; the ``votes``, None: nobody has
    been asked; what is shown of a second vote ``after``, and of a ``guess`` that is over; the shared ``agreement``,
    None: nothing is agreed yet."""

    step: str
    about: str
    comments: tuple[Quote, ...] = ()
    votes: Votes | None = None
    after: SecondVote | None = None
    guess: Guess | None = None
    agreement: Agreement | None = None

    @property
    def word(self) -> str:
        """Another one once phones have something else to show: how many have voted is for the Leinwand."""
        votes = self.votes and (self.votes.number, self.votes.is_open)
        return repr((self.step, self.comments, votes, self.after, self.guess, self.agreement))


@dataclass(frozen=True)
class Turn:
    """What a place on the stage does to what the room votes on and is asked: which ballot on the ``statement`` begins,
    which end, whether the result of the poll on measures is seen, and whether people are asked as they leave."""

    statement: str = ""
    begins: BallotKind | None = None
    ends: tuple[BallotKind, ...] = ()
    shows_points: bool = False
    is_farewell: bool = False
