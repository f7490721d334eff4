"""What is wrong in a file of the Bibliothek, in a sentence that names its place."""

from typing import Protocol

from texts.words import Words


class Problem(Protocol):
    """As data.library_file says it."""

    @property
    def file(self) -> str: ...
    @property
    def place(self) -> tuple[str, ...]: ...
    @property
    def rule(self) -> str: ...
    @property
    def asked(self) -> str: ...


def problem_sentence(_: Words, problem: Problem) -> str:
    """ "library/dialoge/a.yaml: sections → 2: „minutes“ fehlt." """
    place = " → ".join(problem.place)
    told = _rule(_, problem.rule, problem.asked)
    if not place:
        return _("{file}: {problem}", file=problem.file, problem=told)
    return _("{file}: {place}: {problem}", file=problem.file, place=place, problem=told)


def _rule(_: Words, rule: str, asked: str) -> str:
    sentences = {
        "yaml": _("Die Datei lässt sich nicht lesen ({reason}).", reason=asked),
        "required": _("Hier fehlt: {names}.", names=asked),
        "additionalProperties": _("Das gibt es hier nicht: {names}.", names=asked),
        "type": _("Hier steht etwas von anderer Art, gebraucht wird: {type}.", type=_type(_, asked)),
        "enum": _("Möglich ist: {values}.", values=asked),
        "const": _("Möglich ist: {values}.", values=asked),
        "kind": _("Hier muss stehen: {value}.", value=asked),
        "file_name": _("Die Datei heißt anders; hier muss stehen: {value}.", value=asked),
        "twice": _("„{value}“ gibt es schon.", value=asked),
        "gap": _("Diese Lücke gibt es nicht: {name}.", name=asked),
        "sum": _("Die Minuten ergeben zusammen nicht {sum}.", sum=asked),
        "day": _("Diesen Tag gibt es nicht: {day}.", day=asked),
        "largest": _("Die Datei ist zu groß; höchstens {n} MB.", n=asked),
        "maxLength": _("Der Text ist zu lang; höchstens {n} Zeichen.", n=asked),
        "minLength": _("Hier steht nichts."),
        "maxItems": _("Das sind zu viele; höchstens {n}.", n=asked),
        "minItems": _("Hier steht nichts."),
        "minProperties": _("Hier steht nichts."),
        "minimum": _("Die Zahl ist zu klein; mindestens {n}.", n=asked),
        "maximum": _("Die Zahl ist zu groß; höchstens {n}.", n=asked),
    }
    return sentences.get(rule, _("So kann das nicht stehen; gebraucht wird: {value}.", value=asked))


def _type(_: Words, name: str) -> str:
    return {
        "object": _("mehrere Zeilen „Name: Wert“"),
        "array": _("eine Liste"),
        "string": _("ein Text"),
        "integer": _("eine ganze Zahl"),
        "boolean": _("true oder false"),
    }.get(name, name)
