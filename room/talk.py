"""What the Leinwand shows of the talk about a statement: the guess, comments, the second vote, what is agreed."""

from markupsafe import Markup

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.talk import Talk
from content.balloting import ASKED, Asked
from content.guess import guess_sentence
from content.protocol import assessment_titles
from content.talk import VOTED_AT
from room import scenes
from room.after import before_after
from room.canvas import CANVASES, WallSize, headline
from room.people import people
from texts.words import Words
from web.light import rendered


def talk_scene(_: Words, talk: Talk, statement: str, results: Results, asked: Questionnaire, size: WallSize) -> str:
    """The scene of the talk's step."""
    sentence = _.local(asked.statements[statement].text)
    field = _.local(asked.field(asked.field_of[statement]).title)
    match talk.step:
        case "kommentare":
            title = sentence if talk.about == statement else field
            return scenes.comments(_, kicker=_("Kommentare"), title=title, said=talk.comments, size=size)
        case "vermutung" if talk.guess is not None and talk.guess.totals is not None:
            return scenes.guessed(
                _,
                sentence=sentence,
                field=field,
                finding=guess_sentence(_, talk.guess, asked),
                totals=talk.guess.totals,
                results=results,
                questionnaire=asked,
                size=size,
            )
        case "vermutung" | "zweite_abstimmung":
            return voting(_, talk, sentence=sentence, field=field, size=size)
        case "vorher_nachher":
            before = results.by_statement[statement]
            if talk.after is None:
                return voting(_, talk, sentence=sentence, field=field, size=size)
            return before_after(
                _,
                sentence=sentence,
                field=field,
                before=before,
                after=talk.after,
                results=results,
                questionnaire=asked,
                size=size,
            )
    agreement = talk.agreement
    return scenes.shared_assessment(
        _,
        sentence=sentence,
        field=field,
        titles=assessment_titles(_, asked),
        answer=agreement.answer if agreement else "",
        reason=agreement.reason if agreement else "",
    )


def voting(_: Words, talk: Talk, *, sentence: str, field: str, size: WallSize) -> str:
    """How many have voted; never what."""
    votes, asked = talk.votes, ASKED[VOTED_AT.get(talk.step, "second_vote")](_)
    counted = asked.counted.replace("{finished}", "<b>{finished}</b>").replace("{present}", "<b>{present}</b>")
    context = {
        "kicker": field,
        "sentence": scenes.unbroken(sentence),
        "size": headline(sentence, CANVASES[size]).size,
        "heading": _heading(_, talk, asked),
        "counted": Markup(counted).format(finished=votes.voted, present=votes.present) if votes else "",  # noqa: S704
        "about": asked.about,
        "people": people(votes.present, votes.voted, 1760, 300, tallest=110) if votes else "",
    }
    return rendered("voting.html", _.language, **context)


def _heading(_: Words, talk: Talk, asked: Asked) -> str:
    if talk.step not in VOTED_AT:
        return _("Noch gibt es kein Ergebnis einer zweiten Abstimmung")
    if talk.votes is None:
        return asked.coming
    return asked.on_wall if talk.votes.is_open else asked.over
