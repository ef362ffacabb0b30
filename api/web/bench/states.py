"""Words of the lists that only producers see."""

from collections.abc import Mapping
from enum import StrEnum

from access.production.records import FindingState, ProductionState, Verdict
from api.words.catalogues import mark, words_in
from tts.lexicon.entry import Case, Kind

STATES: Mapping[tuple[type[StrEnum], str], str] = {
    (ProductionState, "waiting"): mark("waits"),
    (ProductionState, "running"): mark("is being made"),
    (ProductionState, "done"): mark("is done"),
    (ProductionState, "parked"): mark("is parked"),
    (ProductionState, "cancelled"): mark("is cancelled"),
    (FindingState, "open"): mark("not decided"),
    (FindingState, "accepted"): mark("good as it is"),
    (FindingState, "corrected"): mark("to be said otherwise"),
    (Verdict, "waiting"): mark("not heard yet"),
    (Verdict, "good"): mark("good"),
    (Verdict, "faulty"): mark("faulty"),
    (Kind, "word"): mark("word"),
    (Kind, "phrase"): mark("phrase"),
    (Kind, "pattern"): mark("pattern"),
    (Case, "as-written"): mark("a capital of the entry must be one in the text"),
    (Case, "exact"): mark("exactly as in the entry"),
    (Case, "any"): mark("capitals do not matter"),
}

WHY_DOUBTFUL: Mapping[str, str] = {
    "unspoken": mark("It could not be spoken; a tone is heard in its place."),
    "doubtful": mark("The sound is suspicious."),
    "low_confidence": mark("The page was read from a picture, and not surely."),
    "reported": mark("Somebody reported it."),
}
OTHERWISE = mark("It is doubtful.")

TROUBLES: Mapping[str, str] = {
    "bad_book": mark("The file is no book that can be read here."),
    "bad_lexicon": mark("The lexicon has a fault."),
    "bad_choice": mark("The voice or the form does not exist here."),
    "engine_missing": mark("The voice is not installed on this machine."),
    "speech_failed": mark("The voice gave no sound."),
    "speech_broken": mark("Something broke while it was spoken."),
    "files": mark("A file could not be read or written."),
    "no_memory": mark("The machine has not enough memory."),
    "ends_its_worker": mark("Its worker ended at the same place again and again."),
    "maker_ended": mark("The program that makes it ended by itself."),
}
OTHER_TROUBLE = mark("Something went wrong.")


def state_words(state: StrEnum, language: str) -> str:
    """What a person calls it."""
    return words_in(language).gettext(STATES[type(state), state.value])


def why_doubtful(code: str, language: str) -> str:
    """Why a sentence should be heard, in a sentence."""
    return words_in(language).gettext(WHY_DOUBTFUL.get(code, OTHERWISE))


def trouble_words(code: str | None, language: str) -> str:
    """What went wrong with a production, in a sentence; the details stand beside it in English."""
    return words_in(language).gettext(TROUBLES.get(code or "", OTHER_TROUBLE))
