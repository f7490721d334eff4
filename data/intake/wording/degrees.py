"""Other words for agreeing and disagreeing ("stimme eher zu"): how strongly each does, by comparison with its like."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from data.intake.containers.reading import Value
from data.intake.questions import Question, question_id
from data.intake.said import Said, said
from data.intake.wording.open_points import (
    NO_STEP,
    NOT_TAKEN,
    ON_REQUEST,
    Findings,
    OpenPoint,
    Reading,
    Written,
    counted,
    rejected,
    shown,
    steps,
)
from data.intake.wording.vocabulary import apart, one_choice

Degree = int
"""3 fully, 2 simply, 1 rather; negative for disagreeing. Which letter that is depends on the words beside it."""

_STRONGLY = (
    "voll",
    "voll und ganz",
    "ganz",
    "ganz und gar",
    "völlig",
    "vollkommen",
    "vollständig",
    "absolut",
    "uneingeschränkt",
    "sehr",
    "genau",
    "in vollem umfang",
)
_RATHER = (
    "eher",
    "überwiegend",
    "größtenteils",
    "weitgehend",
    "teilweise",
    "zum teil",
    "etwas",
    "ziemlich",
    "bedingt",
    "meistens",
    "im großen und ganzen",
)
_NOT_AT_ALL = ("gar nicht", "überhaupt nicht", "absolut nicht", "ganz und gar nicht", "keinesfalls", "in keiner weise")
_RATHER_NOT = ("kaum", "wenig", "weniger", "eher weniger", *(f"{one} nicht" for one in _RATHER))
_STRONGLY_EN = ("strongly", "fully", "completely", "totally", "definitely", "absolutely")
_RATHER_EN = ("rather", "somewhat", "slightly", "mostly", "partly", "largely", "partially", "tend to", "probably")


def _phrases() -> Iterator[tuple[str, str, Degree]]:
    """Family, phrase, degree."""
    german = [(3, _STRONGLY), (2, ("",)), (1, _RATHER), (-1, _RATHER_NOT), (-2, ("nicht",)), (-3, _NOT_AT_ALL)]
    for degree, adverbs in german:
        for adverb in adverbs:
            yield "stimme zu", f"stimme {adverb} zu", degree
            yield "trifft zu", f"trifft {adverb} zu", degree
            yield "stimmt", f"stimmt {adverb}", degree
            yield "zutreffend", f"{adverb} zutreffend", degree
    pairs = (("ja", "nein"), ("richtig", "falsch"), ("zustimmung", "ablehnung"), ("zutreffend", "unzutreffend"))
    for plus, minus in pairs:
        for degree, adverbs in [(3, (*_STRONGLY, "volle", "auf jeden fall")), (2, ("",)), (1, _RATHER)]:
            for adverb in adverbs:
                yield from ((plus, f"{adverb} {plus}", degree), (plus, f"{plus} {adverb}", degree))
                yield from ((plus, f"{adverb} {minus}", -degree), (plus, f"{minus} {adverb}", -degree))
        yield plus, f"{minus} auf keinen fall", -3
    for degree, adverbs in [(-3, _STRONGLY), (-2, ("",)), (-1, _RATHER)]:
        for adverb in adverbs:
            yield "stimme zu", f"lehne {adverb} ab", degree
    for degree, adverbs in [(3, _STRONGLY_EN), (2, ("",)), (1, _RATHER_EN)]:
        for adverb in adverbs:
            for plus, minus in (("agree", "disagree"), ("yes", "no"), ("true", "false"), ("applies", "does not apply")):
                yield from ((plus, f"{adverb} {plus}", degree), (plus, f"{plus} {adverb}", degree))
                yield from ((plus, f"{adverb} {minus}", -degree), (plus, f"{minus} {adverb}", -degree))
            yield "true", f"{adverb} untrue", -degree
    yield from (("true", "not true", -2), ("true", "not at all true", -3), ("applies", "does not apply at all", -3))


Letter = str
_Key = tuple[Degree, str]
_SIGNS = {"++": 3, "+": 2, "-": -2, "--": -3}
_DASHES = str.maketrans("−–—", "---")
_Order = dict[_Key, Letter]
_FEW = 0.05
_NO_ORDER = said("no_order")
_ALL = {" ".join(phrase.split()): (family, degree) for family, phrase, degree in _phrases()}
DEGREE_WORDS = (*_ALL, "ich i das dies this it is")
_SUBJECT = re.compile(r"^(?:(?:ich|i|das|dies|this|it|is)\s+)+")


def degree_of(text: str) -> tuple[str, str, Degree] | None:
    """Family, plain phrase and degree of "1 – Stimme eher zu" or "++"; None for all other words."""
    word = one_choice(text)
    sign = word.translate(_DASHES).replace(" ", "")
    if sign in _SIGNS:
        return "+", sign, _SIGNS[sign]
    both = apart(word)
    for candidate in (word, *([both[1]] if both is not None else ())):
        phrase = " ".join(re.sub(r"[\W_]+", " ", candidate).split())
        phrase = _SUBJECT.sub("", phrase)
        if (found := _ALL.get(phrase)) is not None:
            return found[0], phrase, found[1]
    return None


def degree_findings(written: Sequence[Written], labels: Mapping[Value, Letter]) -> Findings:
    """Ask what the words mean where they have a clear order; reject them otherwise.

    ``labels`` are the readings of those values that are the scale's own labels. They are asked about only beside words
    by which they may mean something else: "agree" is not the best answer where others "strongly agree".
    """
    families: defaultdict[str, defaultdict[_Key, list[Written]]] = defaultdict(lambda: defaultdict(list))
    for one in written:
        if (found := degree_of(one.text)) is not None:
            family, phrase, degree = found
            families[family][degree, phrase].append(one)
    readings: dict[Value, Reading] = {}
    points: list[OpenPoint] = []
    for family, groups in sorted(families.items()):
        if any(one.value not in labels for group in groups.values() for one in group):
            findings = _Family(family, groups, labels).findings()
            readings |= findings.readings
            points += findings.points
    return Findings(readings, tuple(points))


class _Family:
    """Words with one root, by degree, from agreeing most to disagreeing most."""

    def __init__(self, name: str, groups: Mapping[_Key, Sequence[Written]], labels: Mapping[Value, Letter]) -> None:
        self._name = name
        self._groups = {key: groups[key] for key in sorted(groups, reverse=True)}
        self._own = {key: labels[one.value] for key, group in groups.items() for one in group if one.value in labels}
        self._labels = labels

    def findings(self) -> Findings:
        """The question, or why there is none."""
        if self._own.keys() == self._groups.keys():
            return Findings({one.value: letter for key, letter in self._own.items() for one in self._groups[key]})
        orders = self._orders()
        if not orders and (not self._own or self._is_slip()):
            reason = NO_STEP if self._own else _NO_ORDER
            return Findings(rejected(self._strange(), reason))
        asked = [key for key in self._groups if not orders or any(one[key] != self._own.get(key) for one in orders)]
        settled: dict[Value, Reading] = {
            one.value: letter for key, letter in self._own.items() if key not in asked for one in self._groups[key]
        }
        if asked and not self._own.keys().isdisjoint(asked) and self._beside_labels() not in orders:
            orders.append(self._beside_labels())
        return Findings(settled, (self._point(asked, orders),) if asked else ())

    def _point(self, asked: Sequence[_Key], orders: Sequence[_Order]) -> OpenPoint:
        outcomes: dict[Said, Mapping[Value, Reading]] = {}
        for order in orders:
            choice = steps((shown(self._groups[key]), order[key]) for key in asked)
            outcomes[choice] = {one.value: order[key] for key in asked for one in self._groups[key]}
        outcomes[NOT_TAKEN] = rejected([one for key in asked for one in self._groups[key]], ON_REQUEST)
        text = said("which_degrees", values=counted(self._groups.values(), quoted=True))
        return OpenPoint(Question(question_id("direction", self._name), "direction", text, tuple(outcomes)), outcomes)

    def _orders(self) -> list[_Order]:
        """All ways to spread the words over A to D that keep their order; none if two are alike or a side has three."""
        keys = list(self._groups)
        degrees = [degree for degree, _ in keys]
        agreeing, disagreeing = [one for one in degrees if one > 0], [-one for one in degrees if one < 0][::-1]
        if len(set(degrees)) < len(degrees) or max(len(agreeing), len(disagreeing)) > 2:
            return []
        rather = any(abs(one) == 1 for one in degrees)
        fully = any(abs(one) == 3 for one in degrees)
        ways = product(_side(agreeing, "AB", rather, fully), _side(disagreeing, "DC", rather, fully))
        found = [(first, second[::-1]) for first, second in ways]
        if len(agreeing) == len(disagreeing) == 1 and agreeing == disagreeing:
            found = [one for one in found if one in (("A", "D"), ("B", "C"))]
        return [dict(zip(keys, first + second, strict=True)) for first, second in found]

    def _beside_labels(self) -> _Order:
        """The labels keep their letters, and the strongest words mean the same as the label beside them."""
        nearest = {3: "A", 2: "A", 1: "B", -1: "C", -2: "D", -3: "D"}
        return {key: self._own.get(key, nearest[key[0]]) for key in self._groups}

    def _is_slip(self) -> bool:
        """One strange word in few cells beside the labels; more mean that the labels belong to another scale."""
        cells = sum(one.cells for group in self._groups.values() for one in group)
        strange = sum(one.cells for one in self._strange())
        return len(self._groups) - len(self._own) == 1 and strange <= max(1, _FEW * cells)

    def _strange(self) -> list[Written]:
        return [one for group in self._groups.values() for one in group if one.value not in self._labels]


def _side(degrees: Iterable[Degree], letters: str, rather: bool, fully: bool) -> list[str]:
    """Letters for the degrees of one side, strongest first; of a single word, the likelier letter first."""
    given = list(degrees)
    if len(given) != 1:
        return [letters[: len(given)]]
    outer, inner = letters[0], letters[1]
    if given[0] == 2 and not rather:
        return [inner, outer] if fully else [outer, inner]
    return [inner] if given[0] == 1 else [outer]
