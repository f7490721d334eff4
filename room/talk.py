"""What the Leinwand shows of the talk about a statement: released comments, and what the room says together."""

from analysis.questionnaire import Questionnaire
from content.protocol import assessment_titles
from data.talk import Talk
from room import scenes
from room.canvas import WallSize
from texts.words import Words


def talk_scene(_: Words, talk: Talk, statement: str, asked: Questionnaire, size: WallSize) -> str:
    """The scene of the talk's step."""
    sentence = _.local(asked.statements[statement].text)
    field = asked.field(asked.field_of[statement])
    if talk.step == "kommentare":
        title = sentence if talk.about == statement else _.local(field.title)
        return scenes.comments(_, kicker=_("Kommentare"), title=title, said=talk.comments, size=size)
    agreement = talk.agreement
    return scenes.shared_assessment(
        _,
        sentence=sentence,
        field=_.local(field.title),
        titles=assessment_titles(_, asked),
        answer=agreement.answer if agreement else "",
        reason=agreement.reason if agreement else "",
    )
