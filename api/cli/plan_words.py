"""How `dauys plan` says a plan: a list to be heard, run by run, without a table or a picture."""

from routing import words
from routing.plan import Cause, Plan, Route, Step, StepKind, Violation
from routing.problem import Problem


def said(day: Problem, planned: Plan) -> list[str]:
    """The plan as a list to be heard: every run, then every stop without room."""
    visits = sum(_is_visit(step) for route in planned.routes for step in route.steps)
    left = len(planned.unassigned)
    runs = words.counted(len(planned.routes), "run")
    broken = [one for route in planned.routes for one in violations(route)]
    placed = "Every stop is in a run." if broken else "Every stop has room."
    lines = [
        f"{words.counted(visits, 'stop')} in {runs}. "
        + (f"{words.counted(left, 'stop')} without room." if left else placed)
    ]
    if broken:
        lines.append(f"{words.counted(len(broken), 'violation').capitalize()}.")
    for route in planned.routes:
        lines += ["", *_route_said(route, far=day.knows_distances)]
    if left:
        lines += ["", "Without room:"]
    for one in planned.unassigned:
        name = f"{_KINDS[one.kind].capitalize()} {one.task_id}"
        lines.append(f"{_named(name, one.description)}. {one.reason.sentence} {one.reason.remedy}")
    return lines


def _route_said(route: Route, *, far: bool) -> list[str]:
    """A run's heading with what it carries, then its lines."""
    visits = [step for step in route.steps if _is_visit(step)]
    first, last = route.steps[0], route.steps[-1]
    length = f", {words.kilometres(last.distance_m)}" if far else ""
    courier = _named(f"Courier {route.vehicle_id}", route.description)
    heading = (
        f"{courier}: {words.counted(len(visits), 'stop')}, {words.clock(first.arrival_s)} to "
        f"{words.clock(last.leaves_s)}, on the road {words.lasting(last.travel_s)}{length}."
    )
    if any(last.load) or any(first.load):
        heading += (
            f" Load at the start {words.listed(first.load)}, at the end {words.listed(last.load)}."
        )
    whole = [f"  {_violation_said(one)}" for one in route.violations]
    return [heading, *whole, *(f"  {_step_said(step)}" for step in route.steps)]


def violations(route: Route) -> list[Violation]:
    """All that a run breaks."""
    return [*route.violations, *(one for step in route.steps for one in step.violations)]


def _step_said(step: Step) -> str:
    """One line: when, what, how long the courier stood before the door, and what is broken."""
    broken = "".join(f" {_violation_said(one)}" for one in step.violations)
    return _doing_said(step) + broken


_CAUSES = {
    Cause.DELAY: "late",
    Cause.LEAD_TIME: "too early",
    Cause.LOAD: "too much in the bag",
    Cause.MAX_TASKS: "more stops than allowed",
    Cause.SKILLS: "a skill is missing",
    Cause.PRECEDENCE: "a shipment is not picked up first and handed over after",
    Cause.MISSING_BREAK: "a break is missing",
    Cause.MAX_TRAVEL_TIME: "longer on the road than allowed",
    Cause.MAX_DISTANCE: "further than allowed",
    Cause.MAX_LOAD: "too much in the bag for this break",
    Cause.NEVER: "this courier may never be sent there",
    Cause.MISSING_REST: "a rest that the law asks for is missing",
    Cause.MAX_RELOADS: "the bag is filled again more often than allowed",
    Cause.NO_ROAD: "no road leads there",
}


def _violation_said(one: Violation) -> str:
    """What is broken: "Violation: late by 5 minutes."."""
    by = "" if one.duration_s is None else f" by {words.lasting(one.duration_s)}"
    return f"Violation: {_CAUSES[one.cause]}{by}."


def _doing_said(step: Step) -> str:
    begins = words.clock(step.arrival_s + step.waiting_s)
    if step.kind is StepKind.BREAK:
        what = _named("break", step.description)
        return f"{begins} {what}, {words.lasting(step.service_s)}."
    if step.kind is StepKind.RELOAD:
        what = _named("fill the bag again", step.description)
        return f"{begins} {what}, {words.lasting(step.service_s)}."
    if not _is_visit(step):
        return f"{begins} {step.kind.value}."
    waiting = f", after waiting {words.lasting(step.waiting_s)}" if step.waiting_s else ""
    return f"{begins} {_named(f'{_KINDS[step.kind]} {step.task_id}', step.description)}{waiting}."


_KINDS = {StepKind.JOB: "stop", StepKind.PICKUP: "pick-up", StepKind.DELIVERY: "hand-over"}


def _is_visit(step: Step) -> bool:
    return step.kind in _KINDS


def _named(name: str, description: str) -> str:
    return f"{name} ({plain(description)})" if description else name


def plain(text: str) -> str:
    """Text on one line without control characters: a file may not steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
