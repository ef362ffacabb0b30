"""Every turn of a day in words, run by run and stop by stop, to be read aloud or printed."""

from collections.abc import Iterator
from itertools import pairwise

from routing.exports.captions import Captions
from routing.exports.drawn import DrawnDay, DrawnRun, plain, step_name
from routing.exports.words import run_words
from routing.travel.ways import Leg


def turns(day: DrawnDay, captions: Captions) -> list[str]:
    """The turn lists of all runs; they need legs that follow roads, others are named as such."""
    lines: list[str] = []
    for run in day.runs:
        lines += ["", f"{run_words(run, captions)}."] if lines else [f"{run_words(run, captions)}."]
        lines += _run(run, captions)
    return lines


def _run(run: DrawnRun, captions: Captions) -> Iterator[str]:
    placed = [step for step in run.steps if step.point is not None]
    for (_, there), leg in zip(pairwise(placed), run.legs, strict=True):
        number = f"{run.label}.{there.number} " if there.is_visit else ""
        length = captions.length_km(round(leg.length_m / 1_000, 1))
        lasts = captions.on_the_road.format(minutes=-(-leg.lasts_s // 60))
        yield f"→ {number}{step_name(captions, there.step)}: " + (
            f"{length}, {lasts}." if leg.is_road else captions.straight
        )
        yield from _leg(leg, captions)


def _leg(leg: Leg, captions: Captions) -> Iterator[str]:
    for turn in leg.turns:
        length = captions.metres.format(length=turn.length_m) if turn.length_m else ""
        yield plain(f"  {turn.sentence} {length}".rstrip())
