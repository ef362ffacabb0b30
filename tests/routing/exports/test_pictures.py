"""Pictures that say what they show: to eyes without colours, and to ears."""

from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from routing.errors import BadProblem
from routing.exports.captions import BY_LANGUAGE, ENGLISH, KAZAKH, Captions, captions_in
from routing.exports.drawn import DrawnDay, drawn_day
from routing.exports.gantt_svg import BarKind, bars, gantt_svg
from routing.exports.map_svg import HEIGHT, WIDTH, map_svg
from routing.exports.spreading import ROOM, Spread
from routing.exports.svg import COLOURS, style
from routing.exports.words import described
from routing.plan import StepKind
from routing.planner import plan_day
from tests.routing.days import courier, day, job
from tests.routing.exports.drawn_days import days, planned, sample

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [map_svg, gantt_svg]


def read(text: str) -> etree._Element:
    """A picture as a browser reads it: well formed, named, and all by itself."""
    root = etree.fromstring(text.encode())
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    for by in ("aria-labelledby", "aria-describedby"):
        assert (named[root.attrib[by]].text or "").strip() or by == "aria-describedby"
    assert root[0].tag == f"{SVG}title"
    assert root[1].tag == f"{SVG}desc"
    assert not any(element.tag in {f"{SVG}script", f"{SVG}image"} for element in root.iter())
    assert "href" not in text
    for element in root.iter():
        assert "nan" not in " ".join(map(str, element.attrib.values())).lower()
    return root


@pytest.mark.parametrize("captions", BY_LANGUAGE.values(), ids=BY_LANGUAGE)
@pytest.mark.parametrize("picture", PICTURES)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(day=days())
def test_any_day_is_a_picture_that_says_what_it_is(
    picture: object, captions: Captions, day: DrawnDay
) -> None:
    assert callable(picture)
    root = read(picture(day, captions))

    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == captions.language
    lines = described(day, captions, "Title")
    assert all(line.isprintable() for line in lines)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(days())
def test_a_map_holds_all_that_has_a_place(day: DrawnDay) -> None:
    """Nothing falls off the paper, not even over the date line or at a pole."""
    root = read(map_svg(day, ENGLISH))

    for shape in root.iter(f"{SVG}path"):
        if shape.get("fill") == "none" and shape.get("stroke-linejoin"):
            numbers = shape.attrib["d"].replace("M", "").replace("L", "").split()
            for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                assert -0.1 <= float(x) <= WIDTH + 0.1
                assert -0.1 <= float(y) <= HEIGHT + 0.1


def test_every_stop_of_a_real_day_has_its_number_on_the_map_and_in_the_words() -> None:
    drawn = sample()
    root = read(map_svg(drawn, ENGLISH))
    written = [element.text for element in root.iter(f"{SVG}text")]
    lines = described(drawn, ENGLISH, "Title")

    for run in drawn.runs:
        for step in run.visits:
            label = f"{run.label}.{step.number}"
            assert written.count(label) == 1
            assert sum(line.startswith(f"  {label} ") for line in lines) == 1
    assert "N" in written


def test_no_number_hides_another_on_the_map() -> None:
    """Four stops of one house stand side by side, each tied to its door."""
    spread = Spread(WIDTH, HEIGHT)
    spots = [spread.place(500, 300) for _ in range(40)] + [spread.place(0, 0)]

    assert spots[0] == pytest.approx((500, 300))
    apart = [dist(one, other) for one, other in combinations(spots, 2)]
    assert min(apart) >= ROOM
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in spots)
    crowd = [spread.place(500, 300) for _ in range(400)]
    assert crowd[-1] == pytest.approx((500, 300))


def test_runs_differ_by_more_than_colour() -> None:
    """Any two of thirty differ in dashes or shape even where their colours are one grey."""
    looks = [style(number) for number in range(30)]

    assert len(set(looks)) == 30
    for one, other in pairwise(looks):
        assert (one.dashes, one.sides) != (other.dashes, other.sides)


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_stands_out_from_paper(colour: str) -> None:
    """Five to one, by the formula of WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    light = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]

    assert 1.05 / (luminance + 0.05) >= 5


def test_the_bars_of_a_run_have_no_gaps_and_the_right_lengths() -> None:
    for run in sample().runs:
        found = list(bars(run, ENGLISH))
        assert found[0].begins_s == run.route.steps[0].leaves_s
        assert all(one.ends_s == other.begins_s for one, other in pairwise(found))
        assert found[-1].ends_s == run.route.steps[-1].arrival_s
        lengths = {
            kind: sum(bar.ends_s - bar.begins_s for bar in found if bar.kind is kind)
            for kind in BarKind
        }
        steps = run.route.steps
        assert lengths[BarKind.TRAVEL] == steps[-1].travel_s
        assert lengths[BarKind.WAITING] == sum(step.waiting_s for step in steps)
        rests = [step.service_s for step in steps if step.kind is StepKind.BREAK]
        assert lengths[BarKind.REST] == sum(rests)


def test_what_found_no_room_is_a_cross_and_a_sentence() -> None:
    drawn = sample("unservable.json")
    root = read(map_svg(drawn, ENGLISH))
    told = [element.text or "" for element in root.iter(f"{SVG}title")]

    assert sum(text.startswith("Without room: ") for text in told) == 7
    lines = described(drawn, ENGLISH, "Title")
    assert (
        "  stop 1 (needs sign language, which nobody here has). No courier today has skill 9. "
        "Courier 1 lacks only skill 9." in lines
    )


def test_a_day_without_coordinates_still_has_its_hours_and_its_words() -> None:
    """Known by its matrices alone: the map says how many stops it cannot show."""
    problem = day([job(1, 3), job(2, 5)], [courier()])
    drawn = drawn_day(problem, plan_day(problem, time_limit_s=5, round_limit=10))

    assert drawn.placeless == 2
    texts = [element.text for element in read(map_svg(drawn, KAZAKH)).iter(f"{SVG}text")]
    assert "Картада орны жоқ аялдамалар: 2." in texts
    assert list(bars(drawn.runs[0], ENGLISH))
    read(gantt_svg(drawn, KAZAKH))


def test_a_picture_speaks_the_language_that_is_asked_for() -> None:
    text = map_svg(sample(), captions_in("kk"))

    assert "Күннің жеткізу сапарлары картада" in text
    assert "1-курьер" in text
    with pytest.raises(BadProblem, match="kk, ru, en"):
        captions_in("de")
    assert planned()[1].routes
