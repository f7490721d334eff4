"""The questionnaire on the phone: one page, kept for all, with what one person has ticked put in."""

import secrets
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape
from starlette.responses import Response

from analysis.commenting import by_field
from data.store.sheets import SavedSheet
from phone.comment_forms import written
from phone.forms import shown_before
from phone.framing import IDLE_SECONDS, mark, rendered, same_for_all, text_attributes
from phone.kept import KeptTexts
from phone.steps import Step, first_open
from phone.visit import Visit
from texts.titles import answer_labels
from texts.words import Words
from web import light

END = "ende"
MOST_WITH_HELP = 40
"""Statements whose explanations all fit into one flight; of more, only the step in view has them."""

MOST_LISTED = 20
"""Open statements that are named at the end; the script names all."""

_SECONDS_TO_READ = 60
_MARK, _SEQUENCE, _SHOWN, _OPEN_LIST = (f"@{secrets.token_hex(8)}@" for _gap in range(4))
"""Stand in a kept page for the name of the sheet, the number of its newest change, what a step shows as ticked, and
links to what is not answered; no title or statement can hold the same."""


def questions_screen(
    visit: Visit, sheet: SavedSheet, own: Mapping[str, str], step: str, *, is_open: bool = False
) -> Response:
    """All steps in one page, only the current one in view: so a phone can go on without a network.

    ``own``: what the person wrote, by what it is about. ``is_open``: say that something on the current step is not
    answered yet.
    """
    steps, asked = visit.room.steps, visit.room.questionnaire
    next_open = first_open(steps, sheet.answers)
    known = {END, *(str(one.number) for one in steps)}
    current = step if step in known else END if next_open is None else str(next_open)
    still_open = sum(statement not in sheet.answers for statement in asked.statements)
    # Elsewhere the last step is out of sight until the script has counted.
    open_count, look_at = (still_open, next_open or 1) if current == END else (len(asked.statements), 1)

    def render() -> str:
        _ = visit.words
        return rendered(
            visit,
            "questions",
            _("Fragebogen"),
            (("schritt", current),),
            steps=steps,
            fields=len(asked.fields),
            scale=list(answer_labels(_, asked).items()),
            current=current,
            open_count=open_count,
            open_sentence=_open_sentence(_, open_count),
            first_open=look_at,
            is_open=is_open,
            by_field=by_field(asked),
            all_help=len(asked.statements) <= MOST_WITH_HELP,
            numbers={statement: number for number, statement in enumerate(asked.statements, 1)},
            total=len(asked.statements),
            idle=_idle_seconds(visit.room.steps),
            mark=_MARK,
            sequence=_SEQUENCE,
            open_list=_OPEN_LIST,
            shown=_SHOWN,
            js_words=_words_for_script(_),
        )

    page = _pages.text(("questions", current, open_count, look_at, is_open, *same_for_all(visit)), render)
    page = page.replace(_MARK, mark(visit), 1).replace(_SEQUENCE, str(sheet.sequence), 1)
    page = page.replace(_OPEN_LIST, _open_list(visit, sheet) if current == END else "", 1)
    for one in steps:
        page = page.replace(_SHOWN, shown_before([statement.id for statement in one.statements], sheet.answers), 1)
    return light.html(visit.request, written(visit.words, _ticked(page, sheet.answers), own))


def _idle_seconds(steps: Sequence[Step]) -> int:
    """After how long a page without JavaScript, which sees no taps, asks who is there."""
    return max(IDLE_SECONDS, _SECONDS_TO_READ * max(len(step.statements) for step in steps))


def _open_list(visit: Visit, sheet: SavedSheet) -> str:
    _ = visit.words
    link = Markup('<li><a href="?schritt={}#a{}">{}. <span{}>{}</span></a></li>')
    numbers = {statement: number for number, statement in enumerate(visit.room.questionnaire.statements, 1)}
    still_open = [(step, one) for step in visit.room.steps for one in step.statements if one.id not in sheet.answers]
    return "".join(
        link.format(step.number, one.id, numbers[one.id], text_attributes(visit), _.local(one.text))
        for step, one in still_open[:MOST_LISTED]
    )


def _ticked(page: str, answers: Mapping[str, str]) -> str:
    for statement, answer in answers.items():
        field = f'name="a.{escape(statement)}" value="{escape(answer)}"'
        page = page.replace(field, f"{field} checked", 1)
    return page


def _open_sentence(_: Words, count: int) -> str:
    if count == 0:
        return _("Alle Aussagen sind beantwortet.")
    return _.plural("{n} Aussage ist offen", "{n} Aussagen sind offen", count)


def _words_for_script(_: Words) -> dict[str, str]:
    """Sentences the script says; it fills {n} itself."""
    gap = "{n}"
    waiting = ("{n} Antwort noch nicht gesendet", "{n} Antworten noch nicht gesendet")
    still_open = ("{n} Aussage ist offen", "{n} Aussagen sind offen")
    return {
        "saved": _("gespeichert"),
        "cleared": _("Antwort gelöscht"),
        "notSent": _("noch nicht gesendet"),
        "refused": _("nicht angenommen"),
        "waitingOne": _.plural(*waiting, 1).replace("1", gap, 1),
        "waitingMany": _.plural(*waiting, 2).replace("2", gap, 1),
        "stillOpen": _("Noch offen: Aussage {n}", n=gap),
        "openNone": _("Alle Aussagen sind beantwortet."),
        "openOne": _.plural(*still_open, 1).replace("1", gap, 1),
        "openMany": _.plural(*still_open, 2).replace("2", gap, 1),
        "handIn": _("So abgeben"),
        # Translators: a button: I am done, hand my answers in.
        "done": _("Fertig"),
    }


_pages = KeptTexts()
