"""The questionnaire of nine statements that the thirty cases ask, and what a file of it comes to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.questionnaire import Questionnaire, Statement
from content.said.answers import keys_of_words
from data.intake.containers.reading import Worksheet, read_file
from data.intake.files import understood_file
from data.intake.understanding import cells_of
from data.intake.understood import USUAL, Options, Understood
from tests.exports.people import QUESTIONNAIRE, Person, made_people

TEXTS = {
    "L1": "Unsere Kommune hat ein gemeinsames Leitbild zur Integration.",
    "L2": "Es gibt genug Geld und Personal für die Integrationsarbeit.",
    "L3": "Ämter sprechen sich ab: schriftlich, mündlich und digital.",
    "T1": "Alle Menschen können am öffentlichen Leben teilnehmen (z. B. an Festen).",
    "T2": "Migrant*innen-Organisationen werden früh beteiligt.",
    "T3": "Informationen & Anträge gibt es in mehreren Sprachen.",
    "S1": "Die Ausländerbehörde erklärt ihre Entscheidungen verständlich.",
    "S2": "Beschäftigte werden im Umgang mit Vielfalt geschult.",
    "S3": "Beschwerden wird schnell nachgegangen.",
}
ENGLISH = {
    "L1": "Our municipality has a shared vision of integration.",
    "L2": "There is enough money and staff for integration work.",
    "L3": "Departments coordinate: in writing, orally and digitally.",
    "T1": "Everyone can take part in public life (e.g. in festivals).",
    "T2": "Migrant organisations are involved early on.",
    "T3": "Information & forms are available in several languages.",
    "S1": "The immigration office explains its decisions clearly.",
    "S2": "Employees are trained in dealing with diversity.",
    "S3": "Complaints are followed up quickly.",
}
CODES = {
    one: (f"G{group:02}Q01[SQ{row:03}]", f"SA{group:02}_{row:02}", f"v_{10 * group + row}", f"feld{group}/a{row}")
    for group, letter in enumerate("LTS", 2)
    for row, one in ((row, f"{letter}{row}") for row in (1, 2, 3))
}
"""What LimeSurvey, SoSci Survey, EFS and Kobo call the statements."""


def nine(*, codes: Mapping[str, Sequence[str]] = CODES, ids: Mapping[str, str] | None = None) -> Questionnaire:
    """Three Handlungsfelder of three statements each, under other ids if wanted."""
    called = ids or {}
    statements = [
        Statement(called.get(one, one), {"de": text, "en": ENGLISH[one]}, True, None, tuple(codes.get(one, ())), {})
        for one, text in TEXTS.items()
    ]
    fields = QUESTIONNAIRE.fields[:3]
    return replace(
        QUESTIONNAIRE,
        id="neun",
        fields=tuple(
            replace(field, statements=tuple(statements[3 * place : 3 * place + 3]))
            for place, field in enumerate(fields)
        ),
    )


ASKED = nine()
CODELESS = nine(codes={})
"""The same where nobody has entered other tools' codes."""
PEOPLE = made_people(ASKED, 9)


def understood_with_words(
    worksheets: Sequence[Worksheet],
    questionnaire: Questionnaire,
    *,
    filename: str,
    answers: Mapping[str, str] | None = None,
    options: Options = USUAL,
) -> Understood:
    """What they come to; the answers may be words of choices, as on the command line."""
    given = dict(answers or {})
    for _ in range(len(given) + 1):
        found = understood_file(worksheets, questionnaire, filename=filename, answers=given, options=options)
        given |= keys_of_words(found.questions, given, questionnaire)
    return found


@dataclass(frozen=True)
class File:
    """A file that was read once, to be understood with any answers."""

    worksheets: tuple[Worksheet, ...]
    filename: str
    questionnaire: Questionnaire = ASKED

    def understood(self, answers: Mapping[str, str] | None = None, options: Options = USUAL) -> Understood:
        """What it comes to, with answers by key or in words; its books must be right however it ends."""
        found = understood_with_words(
            self.worksheets, self.questionnaire, filename=self.filename, answers=answers, options=options
        )
        books = found.ledger
        assert books.total == books.imported + books.metadata + books.ignored + books.rejected
        if found.refused is None:
            assert books.total == sum(map(cells_of, self.worksheets))
        return found


def file(content: bytes, filename: str = "datei.xlsx", questionnaire: Questionnaire = ASKED) -> File:
    """The file with these bytes."""
    return File(read_file(content), filename, questionnaire)


def put_in(people: Iterable[Person], *, perspective: str | None = None) -> Counter[object]:
    """The worksheets of those who answered something; ``perspective``: the one of all of them."""
    return Counter(
        (perspective or one.perspective, tuple(sorted(one.answers.items()))) for one in people if one.answers
    )


def came_out(found: Understood) -> Counter[object]:
    """The worksheets that the file comes to, to be compared with those put in."""
    return Counter((one.perspective, tuple(sorted(one.answers.items()))) for one in found.records)


def kinds(found: Understood) -> list[str]:
    """The kinds of all open questions, in order."""
    return [one.kind for one in found.questions]


def with_use(found: Understood, use: str) -> list[str]:
    """The heads of the columns that are taken for this."""
    return [one.heading for one in found.columns if one.use == use]
