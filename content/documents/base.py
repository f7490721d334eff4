"""What all documents have in common: whose they are, in one line, and the prose that the municipality wrote."""

from collections.abc import Sequence

from analysis.dossier import Dossier
from content.document import Block, Bullets, Document, Paragraph, Section
from content.labels import labels
from content.method import original_language
from content.overview import has_administration
from texts.dates import day_in_words
from texts.prose import blocks
from texts.sentences import sheets_title
from texts.titles import group_title, with_run
from texts.words import Words


def document(
    _: Words,
    dossier: Dossier,
    title: str,
    parts: Sequence["Block | None"],
    *,
    lines: Sequence[str] = (),
    mark: str = "",
    is_dated: bool = True,
) -> Document:
    """A document of this municipality and day; ``lines``: below its title instead of whose it is and how many.
    ``is_dated``: the day of what it says stands there, too, where that is another."""
    return Document(
        title=title,
        lines=(
            *(lines or (whose(_, dossier), who_answered(_, dossier))),
            *(_state(_, dossier) if is_dated else ()),
            *original_language(_, dossier),
        ),
        blocks=tuple(one for one in parts if one is not None),
        foot=_("Selbstcheck Weltoffene Kommune · {place}", place=where_and_when(_, dossier)),
        language=_.language,
        author=dossier.municipality,
        day=dossier.held_on,
        results=dossier.results,
        labels=labels(dossier.results, dossier.questionnaire, _),
        mark=mark,
    )


def _state(_: Words, dossier: Dossier) -> tuple[str, ...]:
    """The day of what the documents say, where it is another than that of the workshop."""
    made = dossier.made_on
    return () if made in (None, dossier.held_on) else (_("Stand: {day}", day=day_in_words(_, made)),)


def state_sentence(_: Words, dossier: Dossier) -> str:
    """Of which day it is how far the measures are."""
    return _("Stand: {day}.", day=day_in_words(_, dossier.day))


def groups_named(_: Words, dossier: Dossier) -> str:
    """Each group that is shown, with the number of its people."""
    asked = dossier.questionnaire
    named = [_("{group} ({n})", group=group_title(_, one, asked), n=one.people) for one in dossier.results.groups]
    return _.joined(named)


def in_people(_: Words, dossier: Dossier) -> str:
    """How many people have answered, in a sentence."""
    return _.plural("Eine Person hat geantwortet.", "{n} Personen haben geantwortet.", dossier.results.respondents)


def workshop_title(_: Words, dossier: Dossier) -> str:
    """What the workshop is called, with the number of its run."""
    return with_run(_, dossier.title, dossier.run)


def whose(_: Words, dossier: Dossier) -> str:
    """The workshop by its own name, which says so where it is made up, then the municipality and the day."""
    return _("{title} · {place}", title=workshop_title(_, dossier), place=where_and_when(_, dossier))


def where_and_when(_: Words, dossier: Dossier) -> str:
    """The municipality and the day."""
    return _("{municipality}, {day}", municipality=dossier.municipality, day=day_in_words(_, dossier.held_on))


def who_answered(_: Words, dossier: Dossier) -> str:
    """How many sheets stand behind all numbers."""
    return sheets_title(_, dossier.results.respondents, dossier.results.without_answers)


def prose(text: str) -> tuple[Block, ...]:
    """Editable prose as blocks; its own headings become sentences, since the document has its own."""
    return tuple(
        Bullets(tuple(lines)) if kind == "list" else Paragraph(" ".join(lines)) for kind, lines in blocks(text)
    )


def section(
    id_: str, title: str, *parts: "Block | None", is_boxed: bool = False, is_kept: bool = False
) -> Section | None:
    """A section of the parts that there are; None without any."""
    there = tuple(one for one in parts if one is not None)
    return Section(id_, title, there, is_boxed=is_boxed, is_kept=is_kept) if there else None


def ended(sentence: str) -> str:
    """With a full stop, unless it has an end of its own."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def no_measures(_: Words) -> Paragraph:
    """What stands instead of measures."""
    return Paragraph(_("Maßnahmen sind noch nicht vereinbart."))


def scale_note(_: Words, dossier: Dossier) -> Paragraph:
    """What means say and do not say, and what the Verwaltungsbogen is where there is one; where they first stand."""
    told = [_("Mittelwerte von 1 (trifft nicht zu) bis 4 (trifft zu), keine Schulnoten.")]
    if has_administration(dossier.results):
        told.append(_("Der Verwaltungsbogen ist eine gemeinsame Antwort der Verwaltung und zählt nicht mit."))
    return Paragraph(" ".join(told), "quiet")


def about_the_sheet(_: Words) -> Paragraph:
    """What the Verwaltungsbogen is, beside numbers of it."""
    told = _("Der Verwaltungsbogen ist eine gemeinsame Antwort der Verwaltung. Er steht neben dem Raum, nicht darin.")
    return Paragraph(told, "quiet")
