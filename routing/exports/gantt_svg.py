"""The hours of a day as bars, one row a run: on the road, waiting, at the door, at rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from xml.etree import ElementTree as ET

from routing.exports import svg
from routing.exports.captions import Captions
from routing.exports.drawn import DrawnDay, DrawnRun, hour, run_name, step_name
from routing.exports.words import summary
from routing.plan import StepKind

WIDTH, NAMES, TOP, ROW, BAR = 1_200.0, 260.0, 60.0, 44.0, 24.0
FOOT = 90.0
MOST_TICKS = 14
TICKS_S = (300, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400, 604_800, 31_536_000)
NARROWEST = 1.0


class BarKind(StrEnum):
    """What a courier does in a stretch of the day."""

    TRAVEL = "travel"
    WAITING = "waiting"
    WORK = "work"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a run, with what is said of it."""

    kind: BarKind
    begins_s: int
    ends_s: int
    label: str
    words: str


def bars(run: DrawnRun, captions: Captions) -> Iterator[Bar]:
    """A run's day without gaps: what lies between leaving and arriving is the road."""
    first_s = run.route.steps[0].arrival_s
    steps = list(run.steps)
    for here, there in pairwise([None, *steps]):
        step = there.step if there else None
        if there is None or step is None:
            continue
        if here is not None and step.arrival_s > here.step.leaves_s:
            yield _bar(BarKind.TRAVEL, here.step.leaves_s, step.arrival_s, captions, first_s)
        begins_s = step.arrival_s + step.waiting_s
        if step.waiting_s:
            yield _bar(BarKind.WAITING, step.arrival_s, begins_s, captions, first_s)
        if step.leaves_s > begins_s or there.is_visit:
            label = "" if there.number is None else str(there.number)
            kind = BarKind.REST if step.kind is StepKind.BREAK else BarKind.WORK
            words = f"{_span(captions, begins_s, step.leaves_s, first_s)} "
            yield Bar(kind, begins_s, step.leaves_s, label, words + step_name(captions, step))


def _bar(kind: BarKind, begins_s: int, ends_s: int, captions: Captions, first_s: int) -> Bar:
    said = captions.travel if kind is BarKind.TRAVEL else captions.waiting
    return Bar(kind, begins_s, ends_s, "", f"{_span(captions, begins_s, ends_s, first_s)} {said}")


def _span(captions: Captions, begins_s: int, ends_s: int, first_s: int) -> str:
    return captions.from_to.format(
        begins=hour(captions, begins_s, first_s), ends=hour(captions, ends_s, first_s)
    )


def gantt_svg(day: DrawnDay, captions: Captions) -> str:
    """The day as one picture of hours. `described` says the same in words.

    Kinds of time are told by pattern and height, not by colour alone; each bar says its words.
    """
    height = TOP + ROW * max(1, len(day.runs)) + FOOT
    root = svg.picture(
        WIDTH,
        height,
        language=captions.language,
        title=captions.gantt_title,
        description=summary(day, captions),
    )
    _patterns(root)
    begins_s = min((run.route.steps[0].arrival_s for run in day.runs), default=0)
    ends_s = max((run.route.steps[-1].leaves_s for run in day.runs), default=86_400)
    scale = _Scale(begins_s, max(ends_s, begins_s + 60))
    _hours(root, scale, height - FOOT + 10)
    for row, run in enumerate(day.runs):
        group = svg.draw(root, "g")
        y = TOP + ROW * row
        svg.write(group, svg.cut(run_name(captions, run.route), NAMES - 20), 10, y + 17)
        for bar in bars(run, captions):
            _draw_bar(group, bar, scale, y)
    _legend(root, captions, height - 20)
    return svg.text_of(root)


@dataclass(frozen=True, slots=True)
class _Scale:
    begins_s: int
    ends_s: int

    def x(self, at_s: int) -> float:
        """Where on paper an instant is."""
        share = (at_s - self.begins_s) / (self.ends_s - self.begins_s)
        return NAMES + share * (WIDTH - NAMES - 30)

    @property
    def ticks_s(self) -> range:
        """Round instants, not too many."""
        length_s = self.ends_s - self.begins_s
        step = next((s for s in TICKS_S if length_s / s <= MOST_TICKS), length_s)
        return range(-(-self.begins_s // step) * step, self.ends_s + 1, step)


def _patterns(root: ET.Element) -> None:
    defined = svg.draw(root, "defs")
    hatched = svg.draw(
        defined, "pattern", id="rest", width=8, height=8, patternUnits="userSpaceOnUse"
    )
    svg.draw(hatched, "rect", width=8, height=8, fill=svg.PAPER)
    svg.draw(hatched, "path", d="M0 8L8 0", stroke=svg.INK, stroke_width=1.5)
    dotted = svg.draw(
        defined, "pattern", id="waiting", width=6, height=6, patternUnits="userSpaceOnUse"
    )
    svg.draw(dotted, "rect", width=6, height=6, fill=svg.PAPER)
    svg.draw(dotted, "circle", cx=3, cy=3, r=1.2, fill=svg.INK)


def _draw_bar(parent: ET.Element, bar: Bar, scale: _Scale, y: float) -> None:
    x = scale.x(bar.begins_s)
    width = max(NARROWEST, scale.x(bar.ends_s) - x)
    shape = _shape(parent, bar.kind, x, y, width)
    svg.tell(shape, bar.words)
    if bar.label and width >= 7.0 * len(bar.label) + 4:
        svg.write(
            parent, bar.label, x + width / 2, y + 17,
            text_anchor="middle", font_size=12, font_weight="bold", fill=svg.PAPER,
        )  # fmt: skip
    elif bar.label:
        svg.write(parent, bar.label, x + width / 2, y - 3, text_anchor="middle", font_size=10)


def _shape(parent: ET.Element, kind: BarKind, x: float, y: float, width: float) -> ET.Element:
    """The road is a thin line, waiting low and dotted, work tall and dark, rest hatched."""
    match kind:
        case BarKind.TRAVEL:
            top, height, fill = y + BAR / 2 - 2, 4.0, svg.INK
        case BarKind.WAITING:
            top, height, fill = y + BAR / 4, BAR / 2, "url(#waiting)"
        case BarKind.WORK:
            top, height, fill = y, BAR, svg.COLOURS[0]
        case BarKind.REST:
            top, height, fill = y, BAR, "url(#rest)"
    return svg.draw(
        parent, "rect", x=x, y=top, width=width, height=height, fill=fill, stroke=svg.INK
    )


def _hours(root: ET.Element, scale: _Scale, bottom: float) -> None:
    for at_s in scale.ticks_s:
        x = scale.x(at_s)
        svg.draw(root, "path", d=f"M{x:.1f} {TOP - 22}V{bottom:.1f}", stroke=svg.FAINT)
        clock = f"{at_s % 86_400 // 3_600:02}:{at_s % 3_600 // 60:02}"
        svg.write(root, clock, x, TOP - 28, text_anchor="middle", font_size=12)


def _legend(root: ET.Element, captions: Captions, y: float) -> None:
    svg.write(root, captions.legend, 10, y - 30, font_weight="bold")
    x = 10.0
    for kind, words in (
        (BarKind.TRAVEL, captions.travel),
        (BarKind.WAITING, captions.waiting),
        (BarKind.WORK, captions.work),
        (BarKind.REST, captions.rest),
    ):
        _shape(root, kind, x, y - 18, 36)
        svg.write(root, words, x + 44, y)
        x += 240
