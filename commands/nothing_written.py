"""Why there are no documents of files, or almost nothing in them, and what to do."""

from commands.reading import Reading
from texts.words import Words


def why_no_documents(_: Words, found: Reading) -> str:
    """The sentence for files of which none can be made; empty where they can.

    Documents say something only of files that are understood whole, and of people.
    """
    is_refused = any(file.status == "refused" for file in found.files)
    asks = any(file.questions for file in found.files)
    if is_refused and asks:
        return _("Dokumente gibt es erst, wenn alle Dateien gelesen und alle Fragen beantwortet sind.")
    if is_refused:
        return _("Dokumente gibt es erst, wenn alle Dateien gelesen sind.")
    if asks:
        return _(
            "Dokumente gibt es erst, wenn alle Fragen beantwortet sind. Antworten gibt „--answer“, wie oben steht."
        )
    return "" if found.asked.respondents else _why_nobody_answered(_, found)


def why_little_is_shown(_: Words, found: Reading) -> str:
    """That there are too few people for results; empty where there are enough."""
    people, least = found.asked.respondents, found.asked.threshold
    if not 0 < people < least:
        return ""
    return _.plural(
        "Das ist erst ein Bogen mit Antworten. Ergebnisse gibt es ab {least}; in den Dokumenten steht noch keines.",
        "Das sind erst {n} Bögen mit Antworten. Ergebnisse gibt es ab {least}; in den Dokumenten steht noch keines.",
        people,
        least=least,
    )


def _why_nobody_answered(_: Words, found: Reading) -> str:
    if any(one.answer for file in found.files for one in file.administration):
        return _("Gelesen ist nur ein Verwaltungsbogen. Dokumente gibt es, sobald Bögen von Teilnehmenden dabei sind.")
    if any(file.unfinished for file in found.files):
        return _("Kein Bogen ist abgeschlossen. Ohne „--only-finished“ zählen auch die anderen.")
    if any(file.problems or file.quarantined or file.left_out for file in found.files):
        return _("Kein Bogen hat eine Antwort, die zählt; oben steht, warum. Bitte berichtigen Sie die Datei.")
    return _("Noch hat kein Bogen eine Antwort. Dokumente gibt es, sobald wenigstens einer ausgefüllt ist.")
