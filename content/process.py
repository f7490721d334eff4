"""The way through a workshop in words: what there is to do, by when, and what is known of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from analysis.process import Facts, ProcessStep, StepId, is_to_do, next_step
from texts.dates import day_in_words
from texts.words import Words

ITEMS: Mapping[StepId, tuple[str, ...]] = {
    "invitations": ("einladung-communities", "erinnerung"),
    "letter": ("brief-nach-zwei-wochen",),
    "leadership": ("leitungsgespraech",),
    "dialogue": ("erzaehlabend",),
    "after_3": ("nach-3-monaten",),
    "after_6": ("nach-6-monaten",),
    "after_12": ("nach-12-monaten",),
}
"""What the Bibliothek has for a step; the first of a kind opens all of that kind."""


def step_titles(_: Words) -> Mapping[StepId, str]:
    return {
        "first_talk": _("Erstgespräch"),
        "created": _("Workshop angelegt"),
        "administration": _("Verwaltungsbogen"),
        "invitations": _("Einladungen"),
        "workshop": _("Workshop"),
        "agreed": _("Maßnahmen und nächster Termin"),
        "documents": _("Dokumente"),
        "letter": _("Brief nach zwei Wochen"),
        "leadership": _("Gespräch mit der Leitung"),
        "dialogue": _("Dialog mit Einwohner*innen"),
        "after_3": _("Nachfrage nach {n} Monaten", n=3),
        "after_6": _("Nachfrage nach {n} Monaten", n=6),
        "after_12": _("Nachfrage nach {n} Monaten", n=12),
        "next_run": _("Nächster Durchgang"),
    }


def process_heading(_: Words, steps: Sequence[ProcessStep]) -> str:
    """Whether anything is late, else what comes next."""
    late = sum(one.is_overdue for one in steps)
    if late:
        return _.plural("Ein Schritt ist überfällig", "{n} Schritte sind überfällig", late)
    coming = next_step(steps)
    if coming is None:
        return _("Alles ist erledigt")
    return _("Als Nächstes: {step}, bis {day}", step=step_titles(_)[coming.id], day=day_in_words(_, coming.due))


def when_sentence(_: Words, step: ProcessStep) -> str:
    """When a step is due, was due, or was done."""
    day = day_in_words(_, step.due)
    if step.state == "done":
        done_on = None if step.is_known else step.kept.done_on
        return _("erledigt am {day}", day=day_in_words(_, done_on)) if done_on is not None else _("erledigt")
    if step.is_overdue:
        return _("war fällig am {day}", day=day)
    if step.is_past:
        return _("war bis {day} vorgesehen", day=day)
    if step.begins is not None:
        return _("vom {first} bis {last}", first=day_in_words(_, step.begins), last=day)
    return _("fällig am {day}", day=day)


def step_fact(_: Words, step: StepId, facts: Facts) -> str:
    """What is known of a step, or else what belongs to it."""
    if step == "administration":
        return _("{n} von {of} Aussagen beantwortet", n=facts.answered, of=facts.asked)
    if step == "workshop":
        return _survey(_, facts)
    if step == "agreed":
        return _agreed(_, facts)
    if step == "next_run" and facts.has_next_run:
        return _("Ein Durchgang, der diesen fortsetzt, ist angelegt.")
    return _belonging(_)[step]


def _survey(_: Words, facts: Facts) -> str:
    if facts.is_finished:
        return _("Der Workshop ist abgeschlossen.")
    if facts.is_shown:
        return _("Die Umfrage ist geschlossen, ein Ergebnis ist gezeigt.")
    if facts.is_closed:
        return _("Die Umfrage ist geschlossen, noch ist kein Ergebnis gezeigt.")
    return _("Die Umfrage ist offen.") if facts.is_open else _("Die Umfrage ist noch nicht offen.")


def _agreed(_: Words, facts: Facts) -> str:
    if not facts.measures:
        if facts.is_next_date_decided:
            return _("Noch ist keine Maßnahme vereinbart, über den nächsten Termin ist entschieden.")
        return _("Noch ist keine Maßnahme vereinbart, der nächste Termin ist offen.")
    if facts.is_next_date_decided:
        return _.plural(
            "{n} Maßnahme ist vereinbart, und über den nächsten Termin ist entschieden.",
            "{n} Maßnahmen sind vereinbart, und über den nächsten Termin ist entschieden.",
            facts.measures,
        )
    return _.plural(
        "{n} Maßnahme ist vereinbart, der nächste Termin ist offen.",
        "{n} Maßnahmen sind vereinbart, der nächste Termin ist offen.",
        facts.measures,
    )


def _belonging(_: Words) -> Mapping[StepId, str]:
    check = _("Den Stand der Maßnahmen erfragen, bei Bedarf mit einer Nachbefragung.")
    return {
        "first_talk": _("Mit der Leitung klären: Ziel, Raum, und was aus den Ergebnissen wird."),
        "created": _("Titel, Tag und Aussagen stehen fest und lassen sich noch ändern."),
        "invitations": _(
            "Persönlich und über Menschen, denen die Eingeladenen vertrauen. Zwei Wochen vorher erinnern."
        ),
        "documents": _("Bericht, Folien, Zusammenfassung für alle: ansehen, ergänzen, weitergeben."),
        "letter": _("An alle, die da waren: was vereinbart ist und wann es weitergeht."),
        "leadership": _("Unter Gleichen: was die Ergebnisse für die eigenen Entscheidungen heißen."),
        "dialogue": _("Eine Frage aus den Ergebnissen, besprochen mit denen, die sie betrifft."),
        "after_3": check,
        "after_6": check,
        "after_12": check,
        "next_run": _("Dieselben Fragen noch einmal: Was ist anders geworden?"),
    }


def due_days(_: Words, steps: Sequence[ProcessStep]) -> tuple[tuple[StepId, str, date], ...]:
    """What a calendar is to hold: the steps that are to be done, each with its title and its day."""
    titles = step_titles(_)
    return tuple((one.id, titles[one.id], one.due) for one in steps if is_to_do(one))
