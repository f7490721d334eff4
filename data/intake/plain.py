"""Frozen dataclasses as plain data (what JSON can hold) and back; what comes back is checked before it is believed."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

Decoder = Callable[[Any], Any]
_SINGLE = (str, int, float, bool, NoneType)


class NotPlainError(ValueError):
    """What was sent is not of the shape that was agreed."""


def as_plain(value: Any) -> Any:
    """Dataclasses and mappings become dictionaries; tuples and sets lists."""
    if type(value) in _SINGLE:
        return value
    if is_dataclass(value):
        return {name: as_plain(getattr(value, name)) for name in _names(value.__class__)}
    if isinstance(value, Mapping):
        return {name: as_plain(one) for name, one in value.items()}
    if isinstance(value, Collection) and not isinstance(value, str):
        return [as_plain(one) for one in value]
    return value


def from_plain(kind: type[T], sent: Any) -> T:
    """The object that ``as_plain`` was given; raises NotPlainError for anything but its exact shape."""
    decoder: Decoder = _decoder(kind)  # type: ignore[arg-type]
    made: T = decoder(sent)
    return made


@lru_cache(maxsize=200)
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))  # type: ignore[arg-type]


@lru_cache(maxsize=200)
def _decoder(kind: Any) -> Decoder:
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _SINGLE:
        return _single(kind)
    if is_dataclass(kind):
        return _object(kind)
    if origin is Literal:
        return _one_of(inner)
    if origin in (Union, UnionType):
        return _either([_decoder(one) for one in inner])
    if origin is tuple and inner[1:] == (...,):
        return _many(tuple, inner[0])
    if origin is frozenset or origin is Collection:
        return _many(frozenset, inner[0])
    if origin is Mapping and inner[0] is str:
        return _mapping(inner[1])
    return _never


def _single(kind: type) -> Decoder:
    def decoded(sent: Any) -> Any:
        if type(sent) is not kind:
            raise NotPlainError
        return sent

    return decoded


def _object(kind: Any) -> Decoder:
    decoders: dict[str, Decoder] = {}  # filled when first needed: an object may hold others of its kind

    def decoded(sent: Any) -> Any:
        if not isinstance(sent, dict) or sent.keys() != set(_names(kind)):
            raise NotPlainError
        if not decoders:
            decoders.update({name: _decoder(hint) for name, hint in get_type_hints(kind).items()})
        given = {name: decoders[name](one) for name, one in sent.items()}
        try:
            return kind(**given)
        except ValueError as error:
            raise NotPlainError from error

    return decoded


def _one_of(allowed: tuple[Any, ...]) -> Decoder:
    def decoded(sent: Any) -> Any:
        if not isinstance(sent, str) or sent not in allowed:
            raise NotPlainError
        return sent

    return decoded


def _either(decoders: list[Decoder]) -> Decoder:
    def decoded(sent: Any) -> Any:
        for one in decoders:
            try:
                return one(sent)
            except NotPlainError:
                continue
        raise NotPlainError

    return decoded


def _many(make: Callable[[list[Any]], Any], kind: Any) -> Decoder:
    one = _decoder(kind)

    def decoded(sent: Any) -> Any:
        if not isinstance(sent, list):
            raise NotPlainError
        return make([one(value) for value in sent])

    return decoded


def _mapping(kind: Any) -> Decoder:
    one = _decoder(kind)

    def decoded(sent: Any) -> Any:
        if not isinstance(sent, dict):
            raise NotPlainError
        return {name: one(value) for name, value in sent.items()}

    return decoded


def _never(_: Any) -> Any:
    """Kinds that are not handed over, such as fractions."""
    raise NotPlainError
