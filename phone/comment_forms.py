"""Where people write to a statement or field: how the line stands in a page, and what is said against a text."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from analysis.commenting import LONGEST, by_field, fault, tidied
from analysis.contacts import contacts
from analysis.questionnaire import Questionnaire
from texts.words import Words

TYPED = "k."
"""Begins the name of a line in the form of a step; behind it stands what the line is about."""


@dataclass(frozen=True)
class Objection:
    """``may_insist``: who wrote the text may send it all the same."""

    sentence: str
    may_insist: bool


@dataclass(frozen=True)
class Line:
    """A line about something (``title``) with what is typed in it."""

    about: str
    title: str
    text: str
    objection: Objection | None = None


def objection(_: Words, text: str, *, insists: bool) -> Objection | None:
    """What is said before a text is sent; None for one that can go."""
    match fault(text):
        case "too_long":
            sentence = _("Das sind {n} Zeichen. Höchstens {most} passen hinein. Bitte kürzen Sie.", **_length(text))
            return Objection(sentence, may_insist=False)
        case "unreadable":
            return Objection(
                _("Der Text enthält Steuerzeichen, die sich nicht zeigen lassen. Bitte tippen Sie ihn neu."),
                may_insist=False,
            )
    found = contacts(text)
    if not found or insists:
        return None
    sentence = _(
        "Steht hier eine E-Mail-Adresse oder eine Telefonnummer: {found}? Bitte nehmen Sie sie heraus.",
        found=", ".join(found),
    )
    return Objection(sentence, may_insist=True)


def title_of(_: Words, asked: Questionnaire, about: str) -> str:
    """What a line is about, in words."""
    if by_field(asked):
        return _.local(asked.field(about).title)
    return _.local(asked.statements[about].text)


def written(_: Words, page: str, own: Mapping[str, str]) -> str:
    """The page of the questions with what this person wrote; no text can fill another's gap, for it is escaped."""
    told = Markup('<p class="told">{}</p>').format(kept(_))
    for about, text in own.items():
        name, shut = escape(about), f'data-about="{escape(about)}"'
        empty = f'name="{TYPED}{name}"></textarea>'
        page = page.replace(empty, f"{empty.removesuffix('</textarea>')}{escape(text)}</textarea>{told}", 1)
        page = page.replace(shut, f"{shut} open", 1)
    return page


def kept(_: Words) -> str:
    """What is said below a text that is stored."""
    return _("Gespeichert. Sie können den Text ändern oder leeren.")


def typed_in(form: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """What a form says anew, by what it is about."""
    typed = {name.removeprefix(TYPED): text for name, text in form.items() if name.startswith(TYPED)}
    return {about: text for about, text in typed.items() if tidied(text) != own.get(about, "")}


def _length(text: str) -> dict[str, int]:
    return {"n": len(tidied(text)), "most": LONGEST}
