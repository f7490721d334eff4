"""The talk about a statement in sentences: the guess, comments, the second vote, what was agreed."""

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.talk import Talk
from content.balloting import votes_sentence
from content.guess import guess_sentence
from content.protocol import agreement_sentence
from content.second_vote import after_finding
from content.talk import VOTED_AT
from texts.words import Words


def talk_sentence(_: Words, talk: Talk, statement: str, results: Results, questionnaire: Questionnaire) -> str:
    """What a step of the talk says."""
    match talk.step:
        case "kommentare":
            return _comments(_, len(talk.comments))
        case "vermutung" if talk.guess is not None and talk.guess.totals is not None:
            return guess_sentence(_, talk.guess, questionnaire)
        case "vermutung" | "zweite_abstimmung":
            return votes_sentence(_, VOTED_AT[talk.step], talk.votes)
        case "vorher_nachher":
            if talk.after is None:
                return _("Noch gibt es kein Ergebnis einer zweiten Abstimmung")
            return after_finding(_, results.by_statement[statement], talk.after).sentence
    return agreement_sentence(_, talk.agreement, questionnaire)


def _comments(_: Words, number: int) -> str:
    if not number:
        return _("Noch ist kein Kommentar freigegeben")
    return _.plural("Ein Kommentar aus dem Raum", "{n} Kommentare aus dem Raum", number)
