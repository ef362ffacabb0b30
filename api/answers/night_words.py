"""What a night of home delivery did, in words: for the page of the coordinators and the command."""

from collections.abc import Mapping
from typing import Any

from api.words.catalogues import mark
from delivery.runs.night_report import NightStep, Step

SENTENCES: Mapping[Step, str] = {
    Step.CLOSE: mark("Days that are over were closed. Visits that nobody made: %(failed)s."),
    Step.SCHEDULE: mark(
        "The next days were scheduled. New visits: %(made)s, moved: %(moved)s, as before: "
        "%(kept)s, not needed any more: %(cancelled)s, without a day: %(left)s."
    ),
    Step.TODAY: mark(
        "%(day)s was planned late. Runs: %(runs)s, visits: %(stops)s, without a run: %(left)s."
    ),
    Step.NEXT: mark(
        "%(day)s was planned. Runs: %(runs)s, visits: %(stops)s, without a run: %(left)s."
    ),
    Step.DUE: mark("Readers were told what is due back by %(day)s."),
    Step.LATE: mark(
        "%(day)s was planned with the visits that came in meanwhile. Runs: %(runs)s, visits: "
        "%(stops)s, without a run: %(left)s."
    ),
    Step.PUBLISH: mark("The runs of %(day)s were published: %(published)s."),
    Step.TELL: mark("Readers who know when the courier comes on %(day)s: %(told)s."),
}
NOTHING: Mapping[Step, str] = {
    Step.TODAY: mark("Today was planned already."),
    Step.NEXT: mark("There is no day ahead on which couriers go out."),
    Step.LATE: mark("No visit came in since the night that had to be planned."),
    Step.PUBLISH: mark("Nothing was published by itself."),
}
"""Where there was nothing to be done."""
NAMES: Mapping[Step, str] = {
    Step.CLOSE: mark("Closing the days that are over"),
    Step.SCHEDULE: mark("Scheduling the next days"),
    Step.TODAY: mark("Planning today, if yesterday did not"),
    Step.NEXT: mark("Planning the next day"),
    Step.DUE: mark("Telling what is due back"),
    Step.LATE: mark("Planning visits that came in meanwhile"),
    Step.PUBLISH: mark("Publishing the runs"),
    Step.TELL: mark("Telling readers when the courier comes"),
}
FAULT = mark("It did not work (%(fault)s). The other steps were done; this one is tried again.")
UNDER_WAY = mark("It is under way, or was broken off and begins again.")


def sentence_of(row: NightStep) -> tuple[str, dict[str, Any]]:
    """What came of a step: a sentence in English, and what stands in it; `day` is a date."""
    values: dict[str, Any] = {**row.counts, "day": row.about_on, "fault": row.fault}
    if row.fault is not None:
        return FAULT, values
    if row.ended_at is None:
        return UNDER_WAY, values
    sentence = SENTENCES[row.step]
    try:
        _ = sentence % values
    except KeyError:
        return NOTHING.get(row.step, NAMES[row.step]), values
    return sentence, values


def told(row: NightStep) -> dict[str, Any]:
    """A step for machines."""
    return {
        "night": row.night_on.isoformat(),
        "step": row.step.value,
        "tries": row.tries,
        "began_at": row.began_at.isoformat(),
        "ended_at": row.ended_at and row.ended_at.isoformat(),
        "about": row.about_on and row.about_on.isoformat(),
        "counts": row.counts,
        "left": row.left,
        "fault": row.fault,
    }
