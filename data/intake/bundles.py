"""Many questions of one kind as one about the file: answered together, or one by one if a person wants that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from data.intake.columns.rivals import ALL, NONE, ONE_BY_ONE
from data.intake.questions import Kind, Question, question_id
from data.intake.said import said
from data.intake.understood import Understood

MOST = 10
_ROUNDS = 3
"""Answers to one bundle may bring another."""
_EXAMPLES = 3


def bundled(understand: Callable[[Mapping[str, str]], Understood], answers: Mapping[str, str]) -> Understood:
    """What the file comes to with at most ten open questions of each kind; ``understand`` reads it with any answers."""
    settled: dict[str, str] = {}
    found = understand(answers)
    bundles: dict[Kind, Question] = {}
    for _ in range(_ROUNDS):
        fresh = {kind: one for kind, one in _bundles(found, answers).items() if kind not in bundles}
        if not fresh:
            break
        bundles |= fresh
        together = _answered_together(found, fresh, answers)
        if together:
            settled |= together
            found = understand({**settled, **answers})
    return _shown(found, bundles, settled, answers) if bundles else found


def _bundles(found: Understood, answers: Mapping[str, str]) -> dict[Kind, Question]:
    every: dict[Kind, list[Question]] = {}
    for one in found.asked:
        every.setdefault(one.kind, []).append(one)
    bundles = {kind: _bundle(kind, questions) for kind, questions in every.items() if len(questions) > MOST}
    return {
        kind: bundle
        for kind, bundle in bundles.items()
        if bundle.answer(answers) is not None or sum(one.kind == kind for one in found.questions) > MOST
    }


def _bundle(kind: Kind, questions: Sequence[Question]) -> Question:
    """The choices that all of them have; never one statement for several columns."""
    common = [one for one in questions[0].choices if all(one in other.choices for other in questions)]
    if kind == "statement":
        common = [one for one in common if one in (NONE, ALL)]
    examples = tuple(one.label or one.text for one in questions[:_EXAMPLES])
    text = said("many_questions", n=len(questions), examples=examples)
    return Question(question_id(kind, "alle zusammen"), kind, text, (ONE_BY_ONE, *common))


def _answered_together(
    found: Understood, bundles: Mapping[Kind, Question], answers: Mapping[str, str]
) -> dict[str, str]:
    chosen = {kind: bundle.answer(answers) for kind, bundle in bundles.items()}
    return {
        one.id: choice.key
        for one in found.questions
        if (choice := chosen.get(one.kind)) is not None and choice != ONE_BY_ONE
    }


def _shown(
    found: Understood, bundles: Mapping[Kind, Question], settled: Mapping[str, str], answers: Mapping[str, str]
) -> Understood:
    """Each bundle before what a person wants to decide one by one, and instead of all else that is open."""
    hidden = {kind for kind, bundle in bundles.items() if bundle.answer(answers) is None}
    asked = [one for one in found.asked if one.id not in settled]
    shown = [one for one in asked if one.kind not in hidden or one not in found.questions]
    every = (*bundles.values(), *shown)
    unanswered = [one for one in bundles.values() if one.kind in hidden]
    still = (*unanswered, *(one for one in found.questions if one.kind not in hidden and one.id not in settled))
    return replace(found, asked=every, questions=still)
