"""What a courier meets in a run, in words: outcomes, states, media."""

from collections.abc import Mapping

from access.catalogue.records import Medium
from api.words.catalogues import mark
from delivery.runs.records import Proof, RunState, StopState
from delivery.visits.records import Outcome

NOT_DELIVERED: Mapping[str, str] = {
    Outcome.NO_ANSWER.value: mark("Nobody answers"),
    Outcome.WRONG_ADDRESS.value: mark("The address is wrong"),
    Outcome.ENTRANCE_CLOSED.value: mark("The entrance is closed"),
    Outcome.LIFT_BROKEN.value: mark("The lift is broken"),
    Outcome.UNWELL.value: mark("The reader is unwell"),
    Outcome.REFUSED.value: mark("The reader does not want it"),
    Outcome.ANOTHER_DAY.value: mark("The reader asks for another day"),
    Outcome.VEHICLE.value: mark("The vehicle broke down"),
    Outcome.WEATHER.value: mark("The weather"),
    Outcome.OTHER.value: mark("Something else"),
}
OUTCOMES: Mapping[str, str] = {Outcome.DELIVERED.value: mark("Delivered"), **NOT_DELIVERED}
STOP_STATES: Mapping[str, str] = {
    StopState.PLANNED.value: mark("to come"),
    StopState.ON_WAY.value: mark("on the way there"),
    StopState.AT_DOOR.value: mark("at the door"),
    StopState.DONE.value: mark("delivered"),
    StopState.FAILED.value: mark("not delivered"),
    StopState.TAKEN_OFF.value: mark("taken off the run"),
}
RUN_STATES: Mapping[str, str] = {
    RunState.PUBLISHED.value: mark("not begun"),
    RunState.STARTED.value: mark("under way"),
    RunState.FINISHED.value: mark("finished"),
}
MEDIA: Mapping[str, str] = {
    Medium.PRINT.value: mark("book in print"),
    Medium.LARGE_PRINT.value: mark("book in large print"),
    Medium.BRAILLE.value: mark("book in braille"),
    Medium.AUDIO.value: mark("talking book on a disc"),
    Medium.CARTRIDGE.value: mark("cartridge"),
}
PROOFS: Mapping[str, str] = {
    Proof.NONE.value: mark("Without proof"),
    Proof.BAG.value: mark("The code of the bag"),
    Proof.PIN.value: mark("The reader's PIN"),
    Proof.NAME.value: mark("The reader said their name"),
}
SPEAKS: Mapping[str, str] = {
    "kk": mark("Kazakh"), "ru": mark("Russian"), "en": mark("English"),
}  # fmt: skip
