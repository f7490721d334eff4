"""What was said, voted and agreed of a statement after its answers, as far as the room may see it."""

from dataclasses import dataclass

from analysis.protocol import Agreement
from analysis.second_vote import SecondVote


@dataclass(frozen=True)
class Quote:
    """A comment as it was released; ``is_shortened``: less than was written."""

    text: str
    is_shortened: bool


@dataclass(frozen=True)
class Votes:
    """A second vote: ``number`` counts its changes; how many ``voted`` of the phones that are ``present``;
    ``is_final``: something of its result was shown."""

    number: int
    is_open: bool
    is_final: bool
    until: int
    voted: int
    present: int


@dataclass(frozen=True)
class Talk:
    """At ``step`` of a statement: the released ``comments`` ``about`` it or its field; the ``votes``, None: nobody has
    voted again; what is shown of them ``after``; the shared ``agreement``, None: nothing is agreed yet."""

    step: str
    about: str
    comments: tuple[Quote, ...] = ()
    votes: Votes | None = None
    after: SecondVote | None = None
    agreement: Agreement | None = None

    @property
    def word(self) -> str:
        """Another one once phones have something else to show: how many have voted is for the Leinwand."""
        votes = self.votes and (self.votes.number, self.votes.is_open)
        return repr((self.step, self.comments, votes, self.after, self.agreement))
