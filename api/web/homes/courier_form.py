"""A courier between a form and the record."""

from collections.abc import Mapping

from api.web.frame.forms import Form
from api.web.homes.faults import say_refusal
from api.web.homes.hours import clock, hour, span
from api.web.homes.wishing import LARGEST
from api.words.catalogues import mark
from api.words.languages import LANGUAGES
from api.words.saying import weekday_names
from delivery.crew.duty import Skill
from delivery.crew.hiring import Crewman, Hours
from delivery.crew.records import Courier, Travel
from delivery.errors import BadWish

NAME_NEEDED = mark("Write a name.")
DEPOT_NEEDED = mark("Choose where their runs begin. A branch has to be opened as a depot first.")
KIND_NEEDED = mark("Choose whether they are staff or a volunteer.")
TRAVEL_NEEDED = mark("Choose how they get about.")
NUMBER_NEEDED = mark("Write a number.")
REST_WHOLE = mark("Write how long the rest is, and between which hours it begins.")
TOO_MANY_AREAS = mark("Write at most 40 districts, one on a line.")
KINDS = ("staff", "volunteer")
MOST_AREAS, LONGEST_AREA, LONGEST_REST = 40, 100, 240
GRAMS = 1_000


def read_courier(form: Form) -> tuple[Crewman | None, list[Hours]]:
    """What is written of a courier; what is wrong is a fault of its field. None: something is."""
    facts: dict[str, object] = {
        "name": form.text("name", need=NAME_NEEDED, longest=200),
        "depot_id": form.number("depot_id", least=1, most=LARGEST, need=DEPOT_NEEDED),
        "account_id": form.number("account_id", least=1, most=LARGEST),
        "is_volunteer": form.choice("kind", KINDS, need=KIND_NEEDED) == "volunteer",
        "vehicle_id": form.number("vehicle_id", least=1, most=LARGEST),
        "capacity_bags": form.number("capacity_bags", least=1, most=1_000, need=NUMBER_NEEDED),
        "capacity_g": (form.number("capacity_kg", least=1, most=5_000, need=NUMBER_NEEDED) or 0)
        * GRAMS,
        "most_stops": form.number("most_stops", least=1, most=200, need=NUMBER_NEEDED),
        "languages": tuple(form.choices("languages", list(LANGUAGES))),
        "skills": tuple(Skill(one) for one in form.choices("skills", list(Skill))),
        "areas": _areas(form),
    }  # fmt: skip
    travel = form.choice("travel", list(Travel), need=TRAVEL_NEEDED)
    hours = [one for day in range(7) if (one := _shift(form, day)) is not None]
    if not form.is_good:
        return None, []
    return Crewman(travel=Travel(travel), **facts), hours  # type: ignore[arg-type]


def kept_courier(form: Form, courier: Courier | None) -> Mapping[str, object]:
    """What a page of the form needs: what was written, else what is so now."""
    kept: dict[str, str] = dict(form.kept())
    languages = [str(one) for one in form.sent.getlist("languages")]
    skills = [str(one) for one in form.sent.getlist("skills")]
    if not form.sent:
        kept = _kept(courier) if courier is not None else dict(FRESH)
        languages = list(courier.languages) if courier is not None else list(LANGUAGES)[:2]
        skills = list(courier.skills) if courier is not None else []
    return {"kept": kept, "languages_chosen": languages, "skills_chosen": skills}


FRESH = {
    "kind": "staff", "travel": Travel.FOOT.value, "capacity_bags": "20", "capacity_kg": "30",
    "most_stops": "25",
}  # fmt: skip


def shift_words(courier: Courier, language: str) -> str:
    """Their week: "Monday 09:00–18:00, Tuesday 09:00–18:00"."""
    names = weekday_names(language)
    return ", ".join(
        f"{names[one.weekday]} {clock(one.starts_minute)}–{clock(one.ends_minute)}"
        for one in sorted(courier.shifts, key=lambda one: one.weekday)
    )


def _kept(courier: Courier) -> dict[str, str]:
    kept = {
        "name": courier.name, "kind": "volunteer" if courier.is_volunteer else "staff",
        "account_id": str(courier.account_id or ""), "depot_id": str(courier.depot_id),
        "vehicle_id": str(courier.vehicle_id or ""), "travel": courier.travel.value,
        "capacity_bags": str(courier.capacity_bags), "most_stops": str(courier.most_stops),
        "capacity_kg": str(max(1, courier.capacity_g // GRAMS)), "areas": "\n".join(courier.areas),
    }  # fmt: skip
    for one in courier.shifts:
        day = one.weekday
        kept |= {f"opens-{day}": clock(one.starts_minute), f"closes-{day}": clock(one.ends_minute)}
        if one.break_minutes:
            kept |= {
                f"rest-{day}": str(one.break_minutes),
                f"rest_from-{day}": clock(one.break_from_minute or 0),
                f"rest_until-{day}": clock(one.break_until_minute or 0),
            }
    return kept


def _shift(form: Form, day: int) -> Hours | None:
    """The shift of a weekday; None where there is none or something is wrong with it."""
    shift = span(form, f"opens-{day}", f"closes-{day}")
    field = f"rest-{day}"
    rest = form.number(field, least=1, most=LONGEST_REST)
    begins, ends = hour(form, f"rest_from-{day}"), hour(form, f"rest_until-{day}")
    if shift is None:
        return None
    if rest is None and begins is None and ends is None:
        return Hours(weekday=day, starts=shift[0], ends=shift[1])
    if rest is None or begins is None or ends is None:
        form.fault(field, REST_WHOLE)
        return None
    try:
        return Hours(
            weekday=day, starts=shift[0], ends=shift[1], break_minutes=rest, break_from=begins,
            break_until=ends,
        )  # fmt: skip
    except BadWish as error:
        say_refusal(form, field, error, shifts=field)
        return None


def _areas(form: Form) -> tuple[str, ...]:
    lines = [line.strip() for line in form.text("areas", longest=5_000).split("\n")]
    areas = tuple(dict.fromkeys(line for line in lines if line))
    if len(areas) > MOST_AREAS or any(len(area) > LONGEST_AREA for area in areas):
        form.fault("areas", TOO_MANY_AREAS)
        return ()
    return areas
