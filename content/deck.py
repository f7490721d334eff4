"""All slides of a workshop in the order in which a room goes through them, and each by its view."""

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.changes import change_parts, changes_slide
from content.differences import differences_slide, parts_of, statements_of
from content.overview import administration_slide, has_administration, levels_slide, profiles_slide, radar_slide
from content.plan import plan_parts, plan_slide
from content.slides import Slide
from content.suggestions import field_slide, statement_slide
from content.views import VIEWS, View
from texts.words import Words


def slide(view: View, results: Results, questionnaire: Questionnaire, words: Words, step: int | None = None) -> Slide:
    """What can be said of this view, all of it or at this ``step``; a field, statement or part that does not exist is
    the first."""
    if view.page == "unterschiede":
        return differences_slide(words, results, questionnaire, view)
    if view.page == "vergleich":
        return changes_slide(words, results, questionnaire, view)
    if view.page == "plan":
        return plan_slide(words, results, questionnaire, view.part)
    if view.page == "aussage":
        return statement_slide(words, results, questionnaire, view.part, step)
    match view.view:
        case "gruppen":
            return profiles_slide(words, results, questionnaire)
        case "karte":
            return levels_slide(words, results, questionnaire)
        case "verwaltung":
            return administration_slide(words, results, questionnaire)
        case "anregungen":
            return field_slide(words, results, questionnaire, view.part)
        case "radar":
            return radar_slide(words, results, questionnaire, view.groups, step)
        case _:
            raise ValueError(f"no slide is made for {view.address}")


def views(results: Results) -> tuple[View, ...]:
    """Überblick, the comparison with an earlier run and the plan of the talk if there is one, Unterschiede, the
    Anregungen of each field, each statement; statements as they are to be discussed."""
    found = [View("ueberblick", one) for one in VIEWS["ueberblick"] if one != "anregungen"]
    if not has_administration(results):
        found.remove(View("ueberblick", "verwaltung"))
    found += comparison(results)
    for one in VIEWS["unterschiede"]:
        view = View("unterschiede", one)
        parts = range(1, len(parts_of(statements_of(view, results))) + 1)
        found += [View("unterschiede", one, "" if part == 1 else str(part)) for part in parts]
    found += [View("plan", part="" if part == 1 else str(part)) for part in range(1, len(plan_parts(results)) + 1)]
    found += [View("ueberblick", "anregungen", field.id) for field in results.fields]
    first = statements_of(View("unterschiede"), results)
    return (*found, *(View("aussage", part=statement) for statement in first))


def comparison(results: Results) -> list[View]:
    """The comparison with an earlier run: fields and statements, as far as they can be compared."""
    if results.since is None or not results.since.room.statements:
        return []
    parts = range(1, len(change_parts(results)) + 1)
    statements = [View("vergleich", "aussagen", "" if part == 1 else str(part)) for part in parts]
    return [View("vergleich"), *statements] if results.since.room.fields else statements


def deck(results: Results, questionnaire: Questionnaire, words: Words) -> tuple[Slide, ...]:
    """A slide for each of ``views``."""
    return tuple(slide(view, results, questionnaire, words) for view in views(results))
