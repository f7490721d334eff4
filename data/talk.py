"""What was said and agreed of the statement that stands on the stage, as far as the room may see it."""

from dataclasses import dataclass

from analysis.commenting import commented_with
from analysis.protocol import Agreement
from analysis.questionnaire import Questionnaire
from data.store.agreements import agreements
from data.store.comments import Comment, released
from data.store.engine import Store
from data.store.workshops import Workshop


@dataclass(frozen=True)
class Talk:
    """At ``step``: the shared ``agreement``, None: nothing is agreed yet; or the released ``comments`` ``about`` the
    statement or its field."""

    step: str
    about: str
    agreement: Agreement | None = None
    comments: tuple[Comment, ...] = ()


def talk_at(store: Store, of: Workshop, asked: Questionnaire, step: str | None, statement: str) -> Talk | None:
    """What this step of the statement shows of it as the store has it now; None for one that shows nothing of it."""
    if step is None or step not in ("kommentare", "einschaetzung"):
        return None
    if step == "einschaetzung":
        return Talk(step, statement, agreement=agreements(store, of.id).get(statement))
    about = commented_with(asked.only(of.room), statement)
    return Talk(step, about, comments=released(store, of.id, about))
