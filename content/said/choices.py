"""The choices that questions about a file offer."""

from collections.abc import Mapping

from texts.words import Words


def choices(_: Words) -> Mapping[str, str]:
    """By id; those that are ids of the questionnaire stand for themselves."""
    return {
        "statement": "{statement}",
        "perspective": "{perspective}",
        "answer": "{answer} {label}",
        "blank": _("nicht beantwortet"),
        "steps": "{steps}",
        "not_taken": _("nicht übernehmen"),
        "none": _("keine"),
        "column": "{column}",
        "in_column": _("Spalte {column}"),
        "join": _("zusammenführen"),
        "one_by_one": _("einzeln entscheiden"),
        "words": _("die Worte"),
        "codes": _("die Zahlen"),
        "yes": _("ja"),
        "no": _("nein"),
        "append": _("untereinander anfügen"),
        "by_line": _("Zeile für Zeile zusammenführen"),
        "join_by": _("zusammenführen nach „{heading}“"),
        "only": _("nur „{sheet}“"),
        "rows_below": _("ja, auch für die Zeilen darunter"),
        "not_rows_below": _("nein, die Bögen darunter sind ohne Perspektive"),
        "put_back": _("wieder einordnen"),
        "leave_out": _("diese Zeilen nicht zählen"),
    }
