"""Says why the groups are formed as they are, and which choice would show more of them."""

from collections.abc import Collection, Sequence

import pandas as pd

from analysis.grouping import KeptIn, Merging, Mode, form_groups, kept_in_sectors, merging, showing_more
from analysis.questionnaire import Questionnaire
from analysis.results import Group
from texts.titles import group_short
from texts.words import Words


def modes(_: Words) -> dict[str, str]:
    """Where the groups start from."""
    return {"sectors": _("Bereiche (empfohlen)"), "perspectives": _("einzelne Perspektiven")}


def why(
    _: Words, people: pd.DataFrame, asked: Questionnaire, *, threshold: int, mode: Mode, also_merge: Collection[str]
) -> list[str]:
    """One sentence for each thing that is not as it would be with enough people, then what would show more."""
    found = merging(people, asked, threshold=threshold, mode=mode, also_merge=also_merge)
    said = [] if found is None else _merged(_, found, asked, threshold)
    if found is not None and found.joined and choosable(people, asked, threshold=threshold, mode=mode):
        other = _("Soll stattdessen eine andere Gruppe dazukommen, wählen Sie diese oben.")
        said.insert(2 if found.chosen else 1, other)
    if mode == "sectors":
        said += [_kept(_, one, asked, threshold) for one in kept_in_sectors(people, asked, threshold=threshold)]
    if found is None and len(also_merge) == 1:
        said.append(_("Zum Zusammenlegen wählen Sie mindestens zwei Gruppen."))
    more = showing_more(people, asked, threshold=threshold, mode=mode, also_merge=also_merge)
    said += [_more(_, one, groups, mode, asked) for one, groups in more]
    if said and not more:
        said.append(_("Keine andere Wahl zeigt mehr Gruppen."))
    return said


def choosable(people: pd.DataFrame, asked: Questionnaire, *, threshold: int, mode: Mode) -> tuple[Group, ...]:
    """Groups that can be merged further: those that are not merged already."""
    formed = form_groups(people, asked, threshold=threshold, mode=mode)
    return tuple(group for group in formed if not group.parts)


def unfinished(_: Words, present: int, finished: int, without_answers: int) -> list[str]:
    """Sheets that may surprise: those on which somebody is still at work, and those without any answer."""
    said = []
    if present > finished:
        said.append(
            _.plural(
                "Ein Bogen ist noch nicht fertig; er zählt mit.",
                "{n} Bögen sind noch nicht fertig; sie zählen mit.",
                present - finished,
            )
        )
    if without_answers:
        said.append(
            _.plural(
                "Ein Bogen ist noch leer; er zählt nicht mit.",
                "{n} Bögen sind noch leer; sie zählen nicht mit.",
                without_answers,
            )
        )
    return said


def from_one_address(_: Words, sheets: int, at_most: bool, threshold: int) -> list[str]:
    """That one address has brought enough sheets to lift a group over the threshold alone, or may have."""
    if sheets < threshold:
        return []
    if at_most:
        return [
            _(
                "Bis zu {n} Bögen kamen von einer Adresse. Das ist normal, wenn Telefone über denselben Router kommen; "
                "sonst hat vielleicht ein Gerät mehrere Bögen ausgefüllt. Bitte vergleichen Sie die Zahlen mit dem "
                "Raum.",
                n=sheets,
            )
        ]
    return [
        _(
            "{n} Bögen kamen von einer Adresse. Das ist normal, wenn Telefone über denselben Router kommen; sonst hat "
            "vielleicht ein Gerät mehrere Bögen ausgefüllt. Bitte vergleichen Sie die Zahlen mit dem Raum.",
            n=sheets,
        )
    ]


def _merged(_: Words, found: Merging, asked: Questionnaire, threshold: int) -> list[str]:
    said = []
    small, joined = _names(_, found.too_small, asked), _names(_, found.joined, asked)
    if found.chosen:
        said.append(_("Von Ihnen zusammengelegt: {groups}.", groups=_names(_, found.chosen, asked)))
    if found.joined and len(found.too_small) == 1:
        one = found.too_small[0]
        said.append(
            _(
                "{group} hat {people}; damit niemand herauszurechnen ist, kommt {joined} dazu.",
                group=group_short(_, one, asked),
                people=one.people,
                joined=joined,
            )
        )
    elif found.joined:
        said.append(
            _(
                "{groups} haben zusammen {people}; damit niemand herauszurechnen ist, kommt {joined} dazu.",
                groups=small,
                people=sum(group.people for group in found.too_small),
                joined=joined,
            )
        )
    elif found.too_small:
        said.append(
            _("Kleiner als {threshold} und deshalb zusammengelegt: {groups}.", threshold=threshold, groups=small)
        )
    if found.people < threshold:
        said.append(
            _("Auch zusammen sind es weniger als {threshold}: Es gibt noch nichts zu zeigen.", threshold=threshold)
        )
    return said


def _kept(_: Words, one: KeptIn, asked: Questionnaire, threshold: int) -> str:
    gaps = {
        "perspective": _.local(asked.perspectives[one.perspective].short),
        "people": one.people,
        "sector": next(_.local(sector.title) for sector in asked.sectors if sector.id == one.sector),
        "threshold": threshold,
        "others": one.others,
    }
    if one.people < threshold:
        return _("{perspective} hat {people} und steht erst ab {threshold} für sich; gezählt bei {sector}.", **gaps)
    return _("{perspective} ({people}) bleibt bei {sector}: Die Übrigen dort wären nur {others}.", **gaps)


def _more(_: Words, mode: Mode, groups: Sequence[Group], now: Mode, asked: Questionnaire) -> str:
    gaps = {"n": len(groups), "groups": _names(_, groups, asked)}
    if mode == now:
        return _("Mehr Gruppen ohne zusätzliches Zusammenlegen, nämlich {n}: {groups}.", **gaps)
    if mode == "perspectives":
        return _("Mehr Gruppen, wenn sie von einzelnen Perspektiven ausgehen, nämlich {n}: {groups}.", **gaps)
    return _("Mehr Gruppen, wenn sie von den Bereichen ausgehen, nämlich {n}: {groups}.", **gaps)


def _names(_: Words, groups: Sequence[Group], asked: Questionnaire) -> str:
    return ", ".join(f"{group_short(_, group, asked)} ({group.people})" for group in groups)
