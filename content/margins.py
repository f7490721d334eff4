"""What stands around a picture on the wall: which part of the show it is, and whose answers."""

from collections.abc import Mapping

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.differences import parts_of, statements_of
from content.labels import runs_named
from content.slides import Slide
from content.views import order_titles
from texts.titles import group_title
from texts.words import Words


def kicker(_: Words, slide: Slide, results: Results, questionnaire: Questionnaire) -> str:
    """The part of the show, or the Handlungsfeld that is talked about."""
    view = slide.view
    if view.page == "aussage":
        return _.local(questionnaire.field(results.by_statement[slide.shows[0]].field).title)
    if view.page == "plan":
        return _("Darüber sprechen wir")
    if view.page == "vergleich":
        return _compared(_, slide, results, questionnaire)
    if view.view == "anregungen":
        return _("{field} · Anregungen", field=slide.title)
    if view.page == "ueberblick":
        return _("Überblick") if view.view == "radar" else _("Überblick · {view}", view=slide.title)
    if not slide.shows:
        return _("Unterschiede")
    statements = statements_of(view, results)
    before = sum(len(part) for part in parts_of(statements)[: int(view.part or 1) - 1])
    gaps = {"view": slide.title, "first": before + 1, "last": before + len(slide.shows), "all": len(statements)}
    if view.view == "e":
        return _("Unterschiede · {view} · {first} bis {last} von {all}", **gaps)
    return _(
        "Unterschiede · {view} · {first} bis {last} von {all}, in der Reihenfolge „{order}“",
        order=order_titles(_)[view.order],
        **gaps,
    )


def _compared(_: Words, slide: Slide, results: Results, questionnaire: Questionnaire) -> str:
    """Which run this one stands beside, and of whom."""
    earlier = runs_named(_, results.since)[0] if results.since is not None else ""
    group = next((group for group in results.groups if group.id in slide.view.groups), None)
    gaps = {"earlier": earlier, "view": slide.title}
    if results.since is not None and results.since.earlier.year == results.since.later.year:
        return _beside_a_day(_, group_title(_, group, questionnaire) if group is not None else "", gaps)
    if group is None:
        return _("Gegenüber {earlier} · {view}", **gaps)
    return _("Gegenüber {earlier} · {view} · {group}", group=group_title(_, group, questionnaire), **gaps)


def _beside_a_day(_: Words, group: str, gaps: Mapping[str, str]) -> str:
    """A day and the number of a run have an article in German, a year has none."""
    if group:
        return _("Gegenüber dem {earlier} · {view} · {group}", group=group, **gaps)
    return _("Gegenüber dem {earlier} · {view}", **gaps)


def whose(_: Words, slide: Slide, results: Results) -> str:
    """Whose answers the picture shows; where it gives their numbers itself, from which size on groups are shown."""
    if slide.chart in ("profiles", "levels", "e", "statement"):
        return _("Gruppen unter {threshold} werden nicht einzeln gezeigt", threshold=results.threshold)
    if slide.chart == "slope":
        group = next((group for group in results.groups if group.id in slide.view.groups), None)
        return _("Alle im Raum") if group is None else _("Nur diese Gruppe")
    return _("Alle im Raum, n = {n}", n=results.respondents)
