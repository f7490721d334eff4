"""A sentence about a picture, and what all of them are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from texts.words import Words


@dataclass(frozen=True)
class Finding:
    """A sentence about a picture; ``named``: the fields or statements that it speaks of, marked in the picture.

    ``short``: what a wall has room for, where that is not all of it.
    """

    sentence: str
    named: tuple[str, ...] = ()
    short: str = field(default="", compare=False)

    @property
    def headline(self) -> str:
        """At most two lines on the wall."""
        return self.short or self.sentence


def names_of(_: Words, fields: Iterable[str], questionnaire: Questionnaire, *, has_titles: bool = False) -> str:
    """Several fields in one phrase, by their short names, or by whole titles where they are named first."""
    named = [questionnaire.field(id_) for id_ in fields]
    return _.joined([_.local(one.title if has_titles else one.short) for one in named])


def nothing_rated(_: Words, results: Results) -> str:
    """Why there is nothing to show: hardly anyone could judge, or hardly anyone has answered."""
    if results.knowledge_gaps:
        return _("Kaum jemand konnte die Aussagen einschätzen. Wer weiß es?")
    return _("Noch sind zu wenige Antworten da, um etwas zu zeigen.")
