"""What the talk has made of a statement: it counts in every document that says what the room sees differently."""

from fractions import Fraction

from analysis.dossier import Dossier
from analysis.plan import clearest
from analysis.protocol import DISSENT
from analysis.results import Ratings, StatementResult
from content.documents.statements import counted
from content.protocol import agreement_sentence, assessment_titles
from content.statements import short_name
from texts.words import Words

ONE_MIND = Fraction(3, 4)
"""Of those who rated, from how many on a room is of one mind, as for shared strengths and needs."""


def differing(dossier: Dossier) -> list[StatementResult]:
    """What the room sees differently, after the talk, too; first what is to be discussed first."""
    return [one for one in _apart(dossier) if not is_settled(dossier, one)]


def settled(dossier: Dossier) -> list[StatementResult]:
    """What the room saw differently and, after the talk, sees alike."""
    return [one for one in _apart(dossier) if is_settled(dossier, one)]


def is_settled(dossier: Dossier, one: StatementResult) -> bool:
    """Whether the room has come to a shared assessment or, where it wrote down none, voted alike after the talk."""
    agreement = dossier.agreements.get(one.id)
    if agreement is not None:
        return agreement.answer != DISSENT
    after = _after(dossier, one)
    return after is not None and max(after.agree, after.disagree) >= ONE_MIND * after.n


def counted_since(_: Words, one: StatementResult, dossier: Dossier) -> str:
    """The statement with its numbers, those after the talk beside them, and what the room says of it together."""
    said, agreement = [_numbers(_, one, dossier)], dossier.agreements.get(one.id)
    if agreement is not None:
        said.append(f"{agreement_sentence(_, agreement, dossier.questionnaire)}.")
    return " ".join(said)


def named_since(_: Words, one: StatementResult, dossier: Dossier) -> str:
    """The same in short: the statement's name, and its numbers."""
    name, numbers = short_name(_, dossier.questionnaire.statements[one.id]), _short_numbers(_, one, dossier)
    return _("{name} ({numbers})", name=name, numbers=numbers) if numbers else name


def after_sentence(_: Words, dossier: Dossier, one: StatementResult) -> str:
    """How the sides stand after the talk; empty without a second vote that may be shown."""
    after = _after(dossier, one)
    if after is None:
        return ""
    return _("Nach dem Gespräch: {agree} : {disagree}.", agree=after.agree, disagree=after.disagree)


def _short_numbers(_: Words, one: StatementResult, dossier: Dossier) -> str:
    agreement, after = dossier.agreements.get(one.id), _after(dossier, one)
    said = [_sides(_, one)]
    if after is not None and one.pattern != "kaum_einschaetzbar":
        said.append(_("nach dem Gespräch {agree} : {disagree}", agree=after.agree, disagree=after.disagree))
    if agreement is not None:
        title = assessment_titles(_, dossier.questionnaire)[agreement.answer]
        is_shared = agreement.answer != DISSENT
        said.append(_("gemeinsame Einschätzung: {answer}", answer=title) if is_shared else title)
    return "; ".join(part for part in said if part)


def _sides(_: Words, one: StatementResult) -> str:
    """How many on both sides, or how many could not judge."""
    if one.pattern == "kaum_einschaetzbar":
        return _("{e} von {people} ohne Einschätzung", e=one.e, people=one.people)
    if one.ratings is None:
        return ""
    return _("{agree} : {disagree}", agree=one.ratings.agree, disagree=one.ratings.disagree)


def _numbers(_: Words, one: StatementResult, dossier: Dossier) -> str:
    after = _after(dossier, one)
    if one.ratings is None or after is None or one.pattern == "kaum_einschaetzbar":
        return counted(_, one, dossier)
    return _(
        "„{text}“ Vor dem Gespräch stimmten {agree} (eher) zu und {disagree} (eher) nicht zu, "
        "nach dem Gespräch {agree_after} und {disagree_after}.",
        text=_.local(dossier.questionnaire.statements[one.id].text),
        agree=one.ratings.agree,
        disagree=one.ratings.disagree,
        agree_after=after.agree,
        disagree_after=after.disagree,
    )


def _after(dossier: Dossier, one: StatementResult) -> Ratings | None:
    """The second vote of all in the room, as far as it may be shown."""
    vote = dossier.second_votes.get(one.id)
    return None if vote is None else vote.ratings


def _apart(dossier: Dossier) -> list[StatementResult]:
    return clearest(dossier.results, "auseinander", "geteilt")
