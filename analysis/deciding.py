"""Who decides on a measure and what it costs: the same words for what a room agrees on and for what it begins from."""

from typing import Literal, get_args

Decider = Literal["administration", "committee", "council", "district", "other"]
Cost = Literal["none", "small", "medium", "large"]

DECIDERS: tuple[Decider, ...] = get_args(Decider)
COSTS: tuple[Cost, ...] = get_args(Cost)
