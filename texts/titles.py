"""Names for ids: perspectives, groups, patterns, bands, answers, tools, runs."""

from fractions import Fraction

from analysis.questionnaire import UNSTATED, Perspective, Questionnaire, Sector
from analysis.results import Group, Pattern
from texts.numbers import places_to_tell
from texts.words import Words

TOOLS = {
    "limesurvey": "LimeSurvey",
    "msforms": "Microsoft Forms",
    "nextcloud-forms": "Nextcloud Forms",
    "google-forms": "Google Forms",
    "sosci": "SoSci Survey",
    "efs": "Unipark (EFS)",
    "surveymonkey": "SurveyMonkey",
    "kobo": "KoboToolbox",
    "formbricks": "Formbricks",
    "qualtrics": "Qualtrics",
}
"""Names of the survey tools whose exports are recognised."""


def hidden_text(_: Words) -> str:
    """What stands for every value that is not shown, whatever the reason."""
    return _("nicht einzeln gezeigt (Schutz kleiner Gruppen)")


def perspective_in_group(_: Words, key: str, questionnaire: Questionnaire) -> str:
    """Name of a perspective in a list of who belongs to a group, where an answer of the questionnaire is no name."""
    return _unstated(_) if key == UNSTATED else perspective_title(_, key, questionnaire)


def perspective_title(_: Words, key: str, questionnaire: Questionnaire) -> str:
    """Name of what a sheet gave as its perspective."""
    if key == UNSTATED:
        return _("Möchte ich nicht sagen")
    if key in questionnaire.perspectives:
        return _.local(questionnaire.perspectives[key].title)
    sector = next(sector for sector in questionnaire.sectors if sector.id == key.removeprefix("sector:"))
    return _("{sector} (ohne nähere Angabe)", sector=_.local(sector.title))


def group_title(_: Words, group: Group, questionnaire: Questionnaire) -> str:
    """Full name of a group; the merged one names its parts."""
    if group.parts:
        parts = ", ".join(_part(_, part, questionnaire, short=True) for part in group.parts)
        return _("Übrige Perspektiven ({parts})", parts=parts)
    return _part(_, group.id, questionnaire, short=False)


def group_in_public(_: Words, group: Group, questionnaire: Questionnaire) -> str:
    """Name of a group for everybody: of the merged one only the sectors, none of which is a single office."""
    if not group.parts:
        return group_title(_, group, questionnaire)
    names = [_part(_, _sector_of(one, questionnaire), questionnaire, short=False) for one in group.parts]
    return _("Übrige Perspektiven ({parts})", parts=", ".join(dict.fromkeys(names)))


def _sector_of(part: str, questionnaire: Questionnaire) -> str:
    """Of a perspective its sector; a sector, or that nothing was said, is its own."""
    within = (one.id for one in questionnaire.sectors if any(part == each.id for each in one.perspectives))
    return next(within, part)


def group_short(_: Words, group: Group, questionnaire: Questionnaire) -> str:
    """Name of a group for axes and legends, about 16 characters."""
    # Translators: all small groups in one, "the others"; on axes, at most about 16 letters.
    return _("Übrige") if group.parts else _part(_, group.id, questionnaire, short=True)


def _part(_: Words, identifier: str, questionnaire: Questionnaire, *, short: bool) -> str:
    if identifier == UNSTATED:
        return _unstated(_)
    named: list[Sector | Perspective] = [*questionnaire.sectors, *questionnaire.perspectives.values()]
    found = next(one for one in named if one.id == identifier)
    return _.local(found.short if short else found.title)


def _unstated(_: Words) -> str:
    # Translators: the group of people who did not want to name their perspective.
    return _("ohne Angabe")


def pattern_title(_: Words, pattern: Pattern, *, groups_shown: bool = True) -> str:
    """A pattern in plain words; ``groups_shown``: at least two groups can be compared."""
    return {
        "zu_wenige": _("zu wenige Antworten"),
        "kaum_einschaetzbar": _("kaum einschätzbar: Wer weiß es?"),
        "auseinander": _("Perspektiven gehen auseinander"),
        "staerke": _("gemeinsame Stärke"),
        "bedarf": _("gemeinsamer Handlungsbedarf"),
        "geteilt": (
            # Translators: opinions are divided, but groups do not clearly answer differently; nothing is shared.
            _("geteilt, aber nicht klar nach Perspektiven")
            if groups_shown
            # Translators: opinions are divided; nothing is shared.
            else _("geteilt")
        ),
    }[pattern]


def disagreement_head(_: Words) -> str:
    """Above numbers from 0 to 100 that nobody may take for a share of people."""
    return _("Uneinigkeit (0–100, kein Anteil)")


def disagreement_title(_: Words, band: str | None) -> str:
    """ "Wie weit auseinander?" in one word."""
    return {
        # Translators: how far people are apart: a small distance.
        "gering": _("gering"),
        # Translators: how far people are apart: a medium distance, not an average.
        "mittel": _("mittel"),
        # Translators: how far people are apart: a large distance.
        "gross": _("groß"),
        None: "–",
    }[band]


def band_title(_: Words, band: int | None, questionnaire: Questionnaire) -> str:
    """The Einschätzung of a field."""
    return _("noch keine Aussage") if band is None else _.local(questionnaire.bands[band].title)


def level_places(level: Fraction, questionnaire: Questionnaire) -> int:
    """With how many decimals a level stands beside the name of its Einschätzung, so that both say the same."""
    return places_to_tell(level, (band.below for band in questionnaire.bands))


def statements_title(_: Words, n: int) -> str:
    """So many statements, in words."""
    return _.plural("eine Aussage", "{n} Aussagen", n)


def months_title(_: Words, months: int) -> str:
    """By when a measure may be done."""
    return _.plural("in einem Monat", "in {n} Monaten", months)


def with_run(_: Words, name: str, run: int) -> str:
    """A workshop's name, from the second run of its series on with the number of the run."""
    # Translators: a Durchgang is the same workshop held again, months later, to be compared with the one before.
    number = _("{n}. Durchgang", n=run)
    return name if run == 1 else f"{name} ({number})"


def answer_labels(_: Words, questionnaire: Questionnaire) -> dict[str, str]:
    """The five answers in words, by letter."""
    return {step.code: _.local(step.label) for step in questionnaire.scale}


def tool_title(_: Words, tool: str) -> str:
    """What made an uploaded file."""
    own = {
        # Translators: the Excel template that the dashboard hands out; where a file comes from.
        "template": _("unsere Vorlage"),
        # Translators: a spreadsheet that the team made itself; where a file comes from.
        "table": _("eigene Tabelle"),
    }
    return own.get(tool) or TOOLS.get(tool, tool)
