"""A map of the day without map tiles: the runs, their stops with numbers, a scale and a legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, log10, radians
from xml.etree import ElementTree as ET

from routing.exports import svg
from routing.exports.captions import Captions
from routing.exports.drawn import DrawnDay, DrawnRun, hour, plain, step_name
from routing.exports.globe import eastward_deg, western_edge_deg
from routing.exports.spreading import Spread
from routing.exports.words import run_words, summary
from routing.travel.points import Point

WIDTH, HEIGHT, MARGIN = 1_000.0, 700.0, 40.0
LINE_HEIGHT = 24.0
DEGREE_M = 111_195
LEAST_SPAN_M = 200.0
LEAST_STRETCH = 0.01
"""How much narrower a degree of longitude is drawn at the very poles; not nought."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """How degrees become places on paper: true to scale around the middle of the day's stops."""

    edge_deg: float
    east_of_paper_deg: float
    north_deg: float
    metres_a_point: float
    stretch: float

    def point(self, point: Point) -> tuple[float, float]:
        """Where on paper a place of the globe lies."""
        east_deg = eastward_deg(point.lon_deg, self.edge_deg) + self.east_of_paper_deg
        east_m = east_deg * self.stretch * DEGREE_M
        south_m = (self.north_deg - point.lat_deg) * DEGREE_M
        return MARGIN + east_m / self.metres_a_point, MARGIN + south_m / self.metres_a_point

    def line(self, points: Sequence[Point]) -> list[tuple[float, float]]:
        """A line of the globe on paper."""
        return [self.point(point) for point in points]


def map_svg(day: DrawnDay, captions: Captions) -> str:
    """The day as one picture. `described` says the same in words.

    A run is told by colour, dashes, the shape of its stops and the numbers in them, "2.5" being
    the fifth stop of courier 2; what found no room is a cross.
    """
    legend = [run_words(run, captions) for run in day.runs]
    height = HEIGHT + LINE_HEIGHT * (len(legend) + 3 + bool(day.placeless) + bool(day.left))
    root = svg.picture(
        WIDTH,
        height,
        language=captions.language,
        title=captions.map_title,
        description=summary(day, captions),
    )
    svg.draw(
        root, "rect", x=1, y=1, width=WIDTH - 2, height=HEIGHT - 2, fill="none", stroke=svg.FAINT
    )
    frame = _frame(day)
    if frame is not None:
        for number, run in enumerate(day.runs):
            _line(root, run, frame, svg.style(number))
        _left(root, day, captions, frame)
        spread = Spread(WIDTH, HEIGHT)
        for number, run in enumerate(day.runs):
            _stops(root, run, captions, (frame, spread), svg.style(number))
        _scale(root, captions, frame)
    _legend(root, day, captions, legend)
    return svg.text_of(root)


def _frame(day: DrawnDay) -> _Frame | None:
    """A frame that holds everything; None where nothing has a place."""
    points = [point for run in day.runs for point in run.line]
    points += [step.point for run in day.runs for step in run.steps if step.point is not None]
    points += [point for _, point in day.left if point is not None]
    if not points:
        return None
    edge_deg = western_edge_deg(points)
    width_deg = max(eastward_deg(point.lon_deg, edge_deg) for point in points)
    south, north = min(point.lat_deg for point in points), max(point.lat_deg for point in points)
    stretch = max(LEAST_STRETCH, cos(radians((south + north) / 2)))
    across_m = max(LEAST_SPAN_M, width_deg * stretch * DEGREE_M)
    down_m = max(LEAST_SPAN_M, (north - south) * DEGREE_M)
    metres = max(across_m / (WIDTH - 2 * MARGIN), down_m / (HEIGHT - 2 * MARGIN))
    spare_deg = metres * (WIDTH - 2 * MARGIN) / (stretch * DEGREE_M) - width_deg
    spare_lat_deg = metres * (HEIGHT - 2 * MARGIN) / DEGREE_M - (north - south)
    return _Frame(edge_deg, spare_deg / 2, north + spare_lat_deg / 2, metres, stretch)


def _line(root: ET.Element, run: DrawnRun, frame: _Frame, look: svg.Style) -> None:
    if len(run.line) < 2:
        return
    svg.draw(
        root,
        "path",
        d=svg.path(frame.line(run.line)),
        fill="none",
        stroke=look.colour,
        stroke_width=3,
        stroke_dasharray=look.dashes or "none",
        stroke_linejoin="round",
    )


def _stops(
    root: ET.Element,
    run: DrawnRun,
    captions: Captions,
    paper: tuple[_Frame, Spread],
    look: svg.Style,
) -> None:
    """A mark for every stop; one that had to move aside is tied to its place by a thin line."""
    frame, spread = paper
    first_s = run.route.steps[0].arrival_s
    for drawn in run.steps:
        if drawn.point is None:
            continue
        x, y = frame.point(drawn.point)
        if drawn.is_visit:
            there = x, y
            x, y = spread.place(x, y)
            if (x, y) != there:
                svg.draw(root, "path", d=svg.path([there, (x, y)]), stroke=svg.INK)
                svg.draw(root, "circle", cx=there[0], cy=there[1], r=2, fill=svg.INK)
            shape = svg.marker(root, x, y, look, f"{run.label}.{drawn.number}")
        else:
            shape = svg.draw(root, "g")
            svg.draw(
                shape, "rect", x=x - 5, y=y - 5, width=10, height=10,
                fill=look.colour, stroke=svg.PAPER,
            )  # fmt: skip
        begins = hour(captions, drawn.step.arrival_s + drawn.step.waiting_s, first_s)
        svg.tell(shape, f"{run.label}: {begins} {step_name(captions, drawn.step)}")


def _left(root: ET.Element, day: DrawnDay, captions: Captions, frame: _Frame) -> None:
    for left, point in day.left:
        if point is None:
            continue
        x, y = frame.point(point)
        shape = svg.draw(root, "g")
        cross = f"M{x - 6:.1f} {y - 6:.1f}l12 12m0 -12l-12 12"
        svg.draw(shape, "path", d=cross, stroke=svg.INK, stroke_width=3)
        svg.write(shape, str(left.task_id), x + 9, y + 4, font_size=11)
        named = f"{captions.of(left.kind)} {left.task_id}"
        svg.tell(shape, plain(f"{captions.without_room}: {named}. {left.reason.sentence}"))


def _scale(root: ET.Element, captions: Captions, frame: _Frame) -> None:
    """A bar of a round length, and which way is north."""
    wanted_m = frame.metres_a_point * 200
    size = 10 ** int(log10(wanted_m))
    length_m = next(size * step for step in (5, 2, 1) if size * step <= wanted_m)
    x, y = 16.0, HEIGHT - 16
    far = x + length_m / frame.metres_a_point
    svg.draw(root, "path", d=f"M{x} {y - 6}V{y}H{far:.1f}V{y - 6}", fill="none", stroke=svg.INK)
    words = captions.length_km(length_m / 1_000)
    svg.write(root, words, far + 8, y)
    svg.draw(root, "path", d="M976 44V20m-5 8 5-8 5 8", fill="none", stroke=svg.INK, stroke_width=2)
    svg.write(root, captions.north, 976, 60, text_anchor="middle")


def _follows_roads(day: DrawnDay) -> bool:
    return all(leg.is_road for run in day.runs for leg in run.legs)


def _legend(root: ET.Element, day: DrawnDay, captions: Captions, lines: Sequence[str]) -> None:
    y = HEIGHT + LINE_HEIGHT
    svg.write(root, captions.legend, 16, y, font_weight="bold")
    for number, (run, words) in enumerate(zip(day.runs, lines, strict=True)):
        y += LINE_HEIGHT
        look = svg.style(number)
        svg.draw(
            root, "path", d=f"M16 {y - 5}H76", stroke=look.colour, stroke_width=3,
            stroke_dasharray=look.dashes or "none",
        )  # fmt: skip
        svg.marker(root, 104, y - 5, look, run.label)
        svg.write(root, svg.cut(words, WIDTH - 150), 134, y)
    notes = [] if _follows_roads(day) else [captions.straight]
    if day.left:
        notes.append(f"× {captions.without_room}: {len(day.left)}")
    if day.placeless:
        notes.append(captions.no_place.format(count=day.placeless))
    for words in notes:
        y += LINE_HEIGHT
        svg.write(root, words, 16, y)
