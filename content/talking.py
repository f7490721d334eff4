"""The talk about a statement in sentences: comments, the second vote, what was agreed."""

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.talk import Talk, Votes
from content.protocol import agreement_sentence
from content.second_vote import after_finding
from texts.words import Words


def talk_sentence(_: Words, talk: Talk, statement: str, results: Results, questionnaire: Questionnaire) -> str:
    """What a step of the talk says."""
    match talk.step:
        case "kommentare":
            return _comments(_, len(talk.comments))
        case "zweite_abstimmung":
            return votes_sentence(_, talk.votes)
        case "vorher_nachher":
            if talk.after is None:
                return _("Noch gibt es kein Ergebnis einer zweiten Abstimmung")
            return after_finding(_, results.by_statement[statement], talk.after).sentence
    return agreement_sentence(_, talk.agreement, questionnaire)


def votes_sentence(_: Words, votes: Votes | None) -> str:
    """How far the second vote is, for those who lead it."""
    if votes is None:
        return _("Gleich stimmen wir noch einmal ab")
    if votes.is_open:
        return _("{voted} von {present} haben abgestimmt", voted=votes.voted, present=votes.present)
    return _("Die Abstimmung ist zu Ende: {voted} von {present} Stimmen", voted=votes.voted, present=votes.present)


def _comments(_: Words, number: int) -> str:
    if not number:
        return _("Noch ist kein Kommentar freigegeben")
    return _.plural("Ein Kommentar aus dem Raum", "{n} Kommentare aus dem Raum", number)
