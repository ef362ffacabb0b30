"""The day in words: what stands in a picture, for those who hear it; one line a fact."""

from routing.exports.captions import Captions
from routing.exports.drawn import DrawnDay, DrawnRun, hour, plain, run_name, step_name
from routing.plan import StepKind


def summary(day: DrawnDay, captions: Captions) -> str:
    """What the picture shows, in one breath: run by run, and how many found no room."""
    told = [f"{run_words(run, captions)}." for run in day.runs]
    if day.left:
        told.append(f"{captions.without_room}: {len(day.left)}.")
    return " ".join(told)


def run_words(run: DrawnRun, captions: Captions) -> str:
    """One run on one line: who, how many stops, from when to when, how far."""
    first, last = run.route.steps[0], run.route.steps[-1]
    parts = [
        captions.stops.format(count=len(run.visits)),
        captions.from_to.format(
            begins=hour(captions, first.arrival_s),
            ends=hour(captions, last.leaves_s, first.arrival_s),
        ),
        captions.on_the_road.format(minutes=-(-last.travel_s // 60)),
    ]
    if last.distance_m:
        parts.append(captions.length_km(-(-last.distance_m // 100) / 10))
    return f"{run_name(captions, run.route)}: {', '.join(parts)}"


def described(day: DrawnDay, captions: Captions, title: str) -> list[str]:
    """Everything that a picture of the day says, as a list to be read aloud."""
    lines = [title]
    for run in day.runs:
        lines += ["", f"{run_words(run, captions)}."]
        first_s = run.route.steps[0].arrival_s
        for drawn in run.steps:
            step = drawn.step
            begins = hour(captions, step.arrival_s + step.waiting_s, first_s)
            number = f"{run.label}.{drawn.number} " if drawn.is_visit else ""
            waited = -(-step.waiting_s // 60)
            waits = (
                f", {captions.waits.format(minutes=waited)}" if waited and drawn.is_visit else ""
            )
            lines.append(f"  {number}{begins} {step_name(captions, step)}{waits}.")
    if day.left:
        lines += ["", f"{captions.without_room}:"]
    for left, _ in day.left:
        words = f" ({plain(left.description)})" if left.description else ""
        why = plain(f"{left.reason.sentence} {left.reason.remedy}")
        lines.append(f"  {captions.of(StepKind(left.kind))} {left.task_id}{words}. {why}")
    if day.placeless:
        lines += ["", captions.no_place.format(count=day.placeless)]
    return lines
