"""Codes and numbers of delivery as sentences: why a visit is left over, what broke, what states
are called."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.answers.answer import Answer
from api.words.catalogues import mark, words_in
from api.words.languages import LANGUAGES
from delivery.errors import CannotTakeIt
from delivery.planning.placing import Where
from delivery.planning.records import PlanningFault
from delivery.runs.records import RunState, StopState
from delivery.scheduling.horizon import LeftCode
from delivery.visits.records import NoNext, Outcome
from routing.plan import Cause

REASONS: Mapping[str, str] = {
    "no_courier": mark("Nobody can take it."),
    "nobody_works": mark("Nobody works on this day."),
    "no_courier_has_skill": mark("No courier of this day can do what it needs."),
    "no_courier_may_come": mark("No courier who could do it may come there."),
    "all_on_the_road": mark("All couriers are on the road already, and its bag is not."),
    "too_heavy": mark("It is more than anybody can carry at once."),
    "more_stops_than_allowed": mark("It has more stops than any courier may make."),
    "window_outside_shifts": mark("Its hours are outside the hours of the couriers."),
    "unreachable": mark("No road leads there and back. Check its place on the map."),
    "too_far": mark("Even going straight there, nobody is there in time."),
    "others_come_first": mark("More urgent stops took the room."),
    "not_worth_the_way": mark("The way there would cost more than leaving it out."),
    "runs_are_locked": mark("What is locked in the runs leaves no room for it."),
    "not_given": mark("The runs that were given leave it out."),
    "no_room_found": mark("No room was found for it beside the other stops."),
    "no_point": mark("Its door is on no map yet, so nobody can be sent there."),
    "bag_is_at_depot": mark("The courier is on the road, and the bag is not with them."),
    "bag_is_on_the_road": mark("Its bag is with another courier, who is on the road."),
}
UNKNOWN = mark("It is not said why.")
NOT_PLANNED = mark("The day was not planned since it came.")

NEEDS: Mapping[str, str] = {
    "lift": mark("carry heavy bags up the stairs"),
    "help": mark("help with a player or with letters"),
}
STOP_STATES: Mapping[StopState, str] = {
    StopState.PLANNED: mark("to come"),
    StopState.ON_WAY: mark("the courier is on the way"),
    StopState.AT_DOOR: mark("the courier is at the door"),
    StopState.DONE: mark("done"),
    StopState.FAILED: mark("failed"),
    StopState.TAKEN_OFF: mark("taken off"),
}
RUN_STATES: Mapping[RunState, str] = {
    RunState.DRAFT: mark("a draft, which the courier does not see yet"),
    RunState.PUBLISHED: mark("published"),
    RunState.STARTED: mark("on the road"),
    RunState.FINISHED: mark("finished"),
    RunState.CANCELLED: mark("cancelled"),
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.DELIVERED: mark("delivered"),
    Outcome.NO_ANSWER: mark("nobody opened"),
    Outcome.WRONG_ADDRESS: mark("the address is wrong"),
    Outcome.ENTRANCE_CLOSED: mark("the entrance was closed"),
    Outcome.LIFT_BROKEN: mark("the lift was broken"),
    Outcome.UNWELL: mark("the reader was unwell"),
    Outcome.REFUSED: mark("the reader did not want it"),
    Outcome.ANOTHER_DAY: mark("the reader asked for another day"),
    Outcome.VEHICLE: mark("the vehicle was lost"),
    Outcome.WEATHER: mark("the weather"),
    Outcome.OTHER: mark("another reason"),
}
NO_NEXT: Mapping[NoNext, str] = {
    NoNext.REFUSED: mark("The reader did not want it: speak with them before anybody comes again."),
    NoNext.WRONG_ADDRESS: mark("The address is wrong: find the right one first."),
    NoNext.PAUSED: mark("The visits of this reader are paused."),
    NoNext.ENDED: mark("The reader is not visited at home any more."),
    NoNext.NO_DAY: mark("No day of the next two weeks has room."),
}
NO_DAY: Mapping[LeftCode, str] = {
    LeftCode.NO_ALLOWED_DAY: mark("Nobody works on the days on which they may be visited."),
    LeftCode.NO_COURIER: mark("On their days nobody works who may and can go there."),
    LeftCode.DAYS_FULL: mark("All their days are full."),
}
BREAKS: Mapping[Cause, str] = {
    Cause.DELAY: mark("the courier would be there %(length)s too late"),
    Cause.LEAD_TIME: mark("the courier would be there %(length)s too early"),
    Cause.LOAD: mark("the bag would be too heavy"),
    Cause.MAX_TASKS: mark("the run would have more stops than the courier may make"),
    Cause.SKILLS: mark("the courier cannot do what is needed there"),
    Cause.NEVER: mark("the courier may not be sent there"),
    Cause.MISSING_BREAK: mark("there would be no time for the rest"),
    Cause.NO_ROAD: mark("no road leads there"),
}
BREAKS_OTHERWISE = mark("a limit of the run would not be kept")
FAULTS: Mapping[PlanningFault, str] = {
    PlanningFault.DAY_CHANGED: mark(
        "The day kept changing while it was being planned, so nothing was written. Plan it again."
    ),
    PlanningFault.PLAN_BROKEN: mark(
        "The plan did not pass its check, so nothing was written. Plan the day again, and tell "
        "those who look after Dauys."
    ),
    PlanningFault.BROKE_OFF: mark(
        "The planning broke off before it was done. Nothing was written. Plan the day again."
    ),
}
WHERE: Mapping[Where, str] = {
    Where.BEST: mark("wherever it fits best"),
    Where.FIRST: mark("as the first of the run"),
    Where.LAST: mark("as the last of the run"),
    Where.BEFORE: mark("before the stop that is chosen below"),
    Where.AFTER: mark("after the stop that is chosen below"),
}


def refused(error: Exception, answer: Answer, language: str) -> str:
    """Why something could not be done; of a courier who cannot take a stop also which limit."""
    said = answer.said(error, language)
    if isinstance(error, CannotTakeIt):
        reason = words_in(language).gettext(REASONS.get(error.code, UNKNOWN))
        return f"{said} {reason}"
    return said


def clock(second_of_day: int) -> str:
    """Seconds after midnight as a wall clock shows them."""
    return f"{second_of_day // 3600 % 24:02}:{second_of_day // 60 % 60:02}"


def clock_of_minute(minute: int) -> str:
    """A minute of the day as a wall clock shows it; the end of the day is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def why_left(facts: Mapping[str, Any] | None, language: str, couriers: Mapping[int, str]) -> str:
    """Why a visit found no room, with the numbers that matter, in a few sentences."""
    words = words_in(language)
    say = words.gettext
    if not facts:
        return say(NOT_PLANNED)
    code = str(facts.get("code", ""))
    if code == "no_courier" and not facts.get("couriers"):
        code = "nobody_works"
    if facts.get("all_on_the_road"):
        code = "all_on_the_road"
    found = [say(REASONS.get(code, UNKNOWN))]
    if facts.get("missing"):
        needed = ", ".join(_need(word, language) for word in facts["missing"])
        found.append(words.gettext("Needed is somebody who can: %(needs)s.") % {"needs": needed})
    if facts.get("area"):
        found.append(words.gettext("Nobody who could works in %(area)s.") % {"area": facts["area"]})
    if "load_g" in facts:
        found.append(
            words.gettext("It weighs %(load)s g; the most that anybody carries is %(most)s g.")
            % {"load": facts["load_g"], "most": facts["most_g"]}
        )
    if facts.get("windows_s"):
        times = _spans(facts["windows_s"])
        found.append(words.gettext("It may begin: %(times)s.") % {"times": times})
    if facts.get("shifts_s"):
        times = _spans(facts["shifts_s"])
        found.append(words.gettext("Couriers work: %(times)s.") % {"times": times})
    if "stops" in facts:
        found.append(
            words.gettext("The day has %(stops)s visits, and the couriers may make %(most)s stops.")
            % {"stops": facts["stops"], "most": facts.get("most_stops", 0)}
        )
    if facts.get("promised_s"):
        times = _spans([facts["promised_s"]])
        found.append(words.gettext("The reader was promised %(times)s.") % {"times": times})
    only = couriers.get(facts.get("only_courier_id", 0))
    if only:
        found.append(words.gettext("It was locked to %(courier)s.") % {"courier": only})
    return " ".join(found)


def breaks(cause: str, length: str, language: str) -> str:
    """What an order would break; `length` is for what is late or early."""
    known = {one.value: sentence for one, sentence in BREAKS.items()}
    said = words_in(language).gettext(known.get(cause, BREAKS_OTHERWISE))
    return said.replace("%(length)s", length)


def _need(word: str, language: str) -> str:
    words = words_in(language)
    say = words.gettext
    if word.startswith("speaks:"):
        tag = word.removeprefix("speaks:")
        return words.gettext("speak %(language)s") % {"language": LANGUAGES.get(tag, tag)}
    return say(NEEDS[word]) if word in NEEDS else word


def _spans(spans: Sequence[Sequence[int]]) -> str:
    return ", ".join(f"{clock(opens)}–{clock(min(closes, 86_399))}" for opens, closes in spans)
