"""What a comparison of two runs says, in sentences: how many are seen higher or lower, and never by how much."""

from collections.abc import Mapping, Sequence

from analysis.changes import Change, Direction, RunComparison
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.findings.finding import Finding
from content.labels import ROOM, runs_named
from texts.dates import day_in_words
from texts.titles import group_title
from texts.words import Words


def changes_finding(
    _: Words,
    since: RunComparison,
    line: str,
    results: Results,
    questionnaire: Questionnaire,
    rows: Sequence[Change],
    *,
    is_of_fields: bool,
) -> Finding:
    """How many are seen higher or lower, and of how many the difference is too small to be read."""
    everything = since.of(line).fields if is_of_fields else since.of(line).statements
    named = tuple(one.id for one in rows if one.is_readable)
    sentences = _sentences(_, since, everything, is_of_fields=is_of_fields)
    said = ". ".join(sentences)
    if line != ROOM:
        group = next(group for group in results.groups if group.id == line)
        said = _("{group}: {sentence}", group=group_title(_, group, questionnaire), sentence=said)
    return Finding(said, named, ". ".join(sentences[:2]) if len(sentences) > 2 else "")


def _sentences(_: Words, since: RunComparison, changes: Sequence[Change], *, is_of_fields: bool) -> list[str]:
    """Of each direction that there is one sentence, "too small to be read" at last."""
    of: dict[Direction, int] = {"hoeher": 0, "niedriger": 0, "klein": 0}
    for one in changes:
        of[one.direction] += 1
    if not changes:
        return [_("Zu wenig ist gleich geblieben, um etwas zu vergleichen")]
    if of["klein"] == len(changes):
        return [_nothing_readable(_, since, is_of_fields=is_of_fields)]
    return (_of_fields if is_of_fields else _of_statements)(_, of, when_named(_, since)[0])


def _nothing_readable(_: Words, since: RunComparison, *, is_of_fields: bool) -> str:
    """A day and a number have an article in German, a year has none."""
    earlier, is_year = runs_named(_, since)[0], since.earlier.year != since.later.year
    if is_of_fields and is_year:
        return _(
            "In keinem Handlungsfeld ist der Unterschied zu {earlier} groß genug, um ihn zu deuten", earlier=earlier
        )
    if is_of_fields:
        return _(
            "In keinem Handlungsfeld ist der Unterschied zum {earlier} groß genug, um ihn zu deuten", earlier=earlier
        )
    if is_year:
        return _("Bei keiner Aussage ist der Unterschied zu {earlier} groß genug, um ihn zu deuten", earlier=earlier)
    return _("Bei keiner Aussage ist der Unterschied zum {earlier} groß genug, um ihn zu deuten", earlier=earlier)


def when_named(_: Words, since: RunComparison) -> tuple[str, str]:
    """When people rated, in both runs, as part of a sentence: by years, or days within one year, or numbers on one
    day."""
    if since.earlier.year != since.later.year:
        # Translators: after “rated higher than”, “a line from the rating”.
        return _("{year}", year=since.earlier.year), _("{year}", year=since.later.year)
    if since.earlier != since.later:
        # Translators: after “rated higher than”, “a line from the rating”.
        return _("am {day}", day=day_in_words(_, since.earlier)), _("am {day}", day=day_in_words(_, since.later))
    earlier, later = since.runs
    # Translators: after “rated higher than”, “a line from the rating”.
    return _("im {n}. Durchgang", n=earlier), _("im {n}. Durchgang", n=later)


def _of_fields(_: Words, of: Mapping[Direction, int], earlier: str) -> list[str]:
    up, down, small = of["hoeher"], of["niedriger"], of["klein"]
    said = []
    if up and down:
        said = [
            _(
                "Höher eingeschätzt als {earlier}: {up} von {all} Handlungsfeldern",
                earlier=earlier,
                up=up,
                all=sum(of.values()),
            ),
            _("Niedriger: {down}", down=down),
        ]
    elif up:
        said = [
            _.plural(
                "Ein Handlungsfeld wird höher eingeschätzt als {earlier}",
                "{n} Handlungsfelder werden höher eingeschätzt als {earlier}",
                up,
                earlier=earlier,
            )
        ]
    elif down:
        said = [
            _.plural(
                "Ein Handlungsfeld wird niedriger eingeschätzt als {earlier}",
                "{n} Handlungsfelder werden niedriger eingeschätzt als {earlier}",
                down,
                earlier=earlier,
            )
        ]
    return [*said, *_too_small(_, small)]


def _of_statements(_: Words, of: Mapping[Direction, int], earlier: str) -> list[str]:
    up, down, small = of["hoeher"], of["niedriger"], of["klein"]
    said = []
    if up and down:
        said = [
            _(
                "Höher eingeschätzt als {earlier}: {up} von {all} Aussagen",
                earlier=earlier,
                up=up,
                all=sum(of.values()),
            ),
            _("Niedriger: {down}", down=down),
        ]
    elif up:
        said = [
            _.plural(
                "Eine Aussage wird höher eingeschätzt als {earlier}",
                "{n} Aussagen werden höher eingeschätzt als {earlier}",
                up,
                earlier=earlier,
            )
        ]
    elif down:
        said = [
            _.plural(
                "Eine Aussage wird niedriger eingeschätzt als {earlier}",
                "{n} Aussagen werden niedriger eingeschätzt als {earlier}",
                down,
                earlier=earlier,
            )
        ]
    return [*said, *_too_small(_, small)]


def _too_small(_: Words, count: int) -> list[str]:
    if not count:
        return []
    return [
        _.plural(
            "Einmal ist der Unterschied zu klein, um ihn zu deuten",
            "Bei {n} ist der Unterschied zu klein, um ihn zu deuten",
            count,
        )
    ]


def direction_titles(_: Words) -> dict[Direction, str]:
    """Where a level has gone, in words; never by how much."""
    return {
        # Translators: a level is higher or lower than it was in an earlier workshop.
        "hoeher": _("höher"),
        "niedriger": _("niedriger"),
        "klein": _("Unterschied zu klein zum Deuten"),
    }


def same_words(_: Words) -> str:
    """What is compared at all."""
    return _("Verglichen werden nur Aussagen mit demselben Wortlaut und Gruppen, die beide Male gezeigt werden.")
