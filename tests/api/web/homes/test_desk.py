"""What coordinators do to doors, wishes, visits, couriers and cartridges; slips beside fields."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import select

from access.database.opening import Database
from access.people.doors import Look
from access.people.records import Eligibility, Role, Service
from delivery.crew.duty import duties
from delivery.crew.records import Courier, DayOff, Depot, Vehicle
from delivery.homes.wishes import address_of, profile_of, wishes_of
from delivery.runs.records import Run, RunState
from delivery.visits.cartridges import by_barcode
from delivery.visits.records import Cartridge, CartridgeState, Visit, VisitState
from tests.access import desk as people
from tests.api.web.homes.conftest import Town
from tests.delivery import town

HOUSE = {"street": "Абай даңғылы", "house": "1", "exactness": "none"}


def faults(text: str) -> list[str]:
    """Which fields are said to be wrong, in order."""
    return [
        str(one) for one in html.fromstring(text).xpath("//div[@class='error-summary']//a/@href")
    ]


def looks(desk: Database, reader_id: int) -> list[str]:
    with desk.look() as db:
        return list(
            db.scalars(select(Look.what).where(Look.reader_id == reader_id).order_by(Look.id))
        )


def day(name: str, days: int) -> dict[str, str]:
    on = town.on(days)
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def test_the_reader_page_leads_to_home_delivery_and_says_everything(
    staff: TestClient, here: Town, desk: Database
) -> None:
    assert (
        f"/staff/readers/{here.reader_id}/home"
        in staff.get(f"/staff/readers/{here.reader_id}").text
    )
    text = staff.get(f"/staff/readers/{here.reader_id}/home").text
    for said in (
        "Абай даңғылы 1", "17К", "+77271234567", "every 7 days", "between ", "Абай жолы",
        "nobody answered", "not handed over",
    ):  # fmt: skip
        assert said in text, said
    assert looks(desk, here.reader_id)[-1] == "profile_read"


def test_links_to_maps_say_nothing_of_the_reader(staff: TestClient, here: Town) -> None:
    """And nothing is loaded from them: they are links, without a referrer."""
    for reader_id in (here.reader_id, here.lost_id):
        page = html.fromstring(staff.get(f"/staff/readers/{reader_id}/home").text)
        links = page.xpath("//a[starts-with(@href, 'http')]")
        assert len(links) == 3
        for link in links:
            assert "noreferrer" in link.get("rel")
            assert not {"Ахметова", str(reader_id), "17К"} & set(link.get("href").split("/"))
            assert "flat" not in link.get("href")
        assert page.xpath("//*[starts-with(@src, 'http')]") == []


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"house": ""}, "#house"),
        ({"street": " "}, "#street"),
        ({"point": "Абай 1"}, "#point"),
        ({"point": "76.9, 43.24", "exactness": "house"}, "#point"),
        ({"point": "51.1, 71.4", "exactness": "house"}, "#point"),
        ({"point": "43.24, 76.9"}, "#exactness"),
        ({"point": "https://maps.app.goo.gl/x", "exactness": "house"}, "#point"),
        ({"phone": "12"}, "#phone"),
        ({"has_lift": "maybe"}, "#has_lift"),
        ({"entrance": "1" * 17}, "#entrance"),
    ],
)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_slip_in_an_address_stands_beside_its_field_and_nothing_is_kept(
    staff: TestClient, here: Town, desk: Database, written: dict[str, str], field: str
) -> None:
    answer = staff.post(f"/staff/readers/{here.reader_id}/home/address", data=HOUSE | written)
    assert (answer.status_code, faults(answer.text)) == (422, [field])
    with desk.look() as db:
        address = address_of(db, reader_id=here.reader_id)
        assert address is not None
        assert address.door_code == "17К"


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"opens-1": "13", "closes-1": "10"}, "#closes-1"),
        ({"opens-1": "10"}, "#closes-1"),
        ({"opens-1": "25:00", "closes-1": "26"}, "#opens-1"),
        ({"opens-1": "9", "closes-1": "11", "opens-2": "10", "closes-2": "12"}, "#opens-1"),
        ({"every_days": "0"}, "#every_days"),
        ({"every_days": "93"}, "#every_days"),
        (day("since_on", -3), "#since_on"),
        (day("until_on", -1), "#until_on"),
        ({"weekdays": "9"}, "#weekdays"),
        ({"language": "xx"}, "#language"),
        ({"preferred_courier_id": "0"}, "#preferred_courier_id"),
    ],
)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_impossible_wishes_are_said_beside_their_field(
    staff: TestClient, here: Town, desk: Database, written: dict[str, str], field: str
) -> None:
    path = f"/staff/readers/{here.reader_id}/home/wishes"
    good: dict[str, Any] = {"weekdays": ["0", "1"], "every_days": "7", **day("since_on", 0)}
    answer = staff.post(path, data=good | written)
    assert answer.status_code == 422
    assert field in faults(answer.text)
    with desk.look() as db:
        profile = profile_of(db, reader_id=here.reader_id)
        assert profile is not None
        assert profile.weekdays == 127


def test_wishes_are_kept_as_they_were_written(
    staff: TestClient, here: Town, desk: Database
) -> None:
    written = {
        "weekdays": ["0", "2"], "every_days": "14", "opens-1": "9", "closes-1": "1130",
        "opens-3": "15.00", "closes-3": "17:30", "language": "kk", "needs": ["needs_help"],
        "preferred_courier_id": str(here.courier_id), "depot_id": str(here.depot_id),
        **day("since_on", 1), **day("until_on", 300),
    }  # fmt: skip
    answer = staff.post(f"/staff/readers/{here.reader_id}/home/wishes", data=written)
    assert "It is kept how the reader is visited." in answer.text
    assert "09:00–11:30, 15:00–17:30" in answer.text
    with desk.look() as db:
        profile = profile_of(db, reader_id=here.reader_id)
        assert profile is not None
        wishes = wishes_of(profile)
    assert (wishes.weekdays, wishes.windows) == (0b101, ((540, 690), (900, 1050)))
    assert (wishes.needs_help, wishes.needs_lift, wishes.until_on) == (True, False, town.on(300))
    shown = html.fromstring(staff.get(f"/staff/readers/{here.reader_id}/home/wishes").text)
    assert shown.xpath("//input[@name='closes-2']/@value") == ["17:30"]
    assert looks(desk, here.reader_id).count("visits_set") == 2


def test_a_visit_is_arranged_moved_confirmed_and_cancelled_each_with_a_trace(
    staff: TestClient, here: Town, desk: Database
) -> None:
    base = f"/staff/readers/{here.other_id}/home/visits"
    urgent = day("visit_on", 0) | {"urgent": "yes", "opens-1": "13", "closes-1": "15"}
    assert "between 13:00 and 15:00" in staff.post(f"{base}/new", data=urgent).text
    at = f"{base}/{here.other_visit_id}"
    assert "confirmed" in staff.post(f"{at}/confirm").text
    moved = staff.post(f"{at}/move", data={"to_on": town.on(3).isoformat()})
    assert "The visit is moved." in moved.text
    assert "3 December" in moved.text
    assert "The visit is moved." in staff.post(f"{at}/not-at-home").text
    assert staff.get(f"{at}/cancel").status_code == 200
    assert "by the library" in staff.post(f"{at}/cancel").text
    assert staff.get(f"{at}/cancel").status_code == 409
    traces = looks(desk, here.other_id)
    assert traces[-6:] == [
        "visit_added", "profile_read", "visit_confirmed", "visit_moved", "visit_moved",
        "visit_cancelled",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "written", "field"),
    [
        ("new", day("visit_on", -1), "#visit_on"),
        ("new", day("visit_on", 5), "#visit_on"),  # nobody works on Saturday
        ("new", day("visit_on", 1), "#visit_on"),  # she is visited then
        ("new", day("visit_on", 2) | {"opens-1": "12", "closes-1": "9"}, "#closes-1"),
        ("{visit_id}/move", {}, "#to_on"),
        ("{visit_id}/move", {"to_on": "tomorrow"}, "#to_on"),
        ("{visit_id}/move", day("other_on", 4), "#other_on"),
        ("{visit_id}/move", day("other_on", -4), "#other_on"),
    ],
)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_visit_that_cannot_be_is_refused_beside_its_day(
    staff: TestClient, here: Town, act: str, written: dict[str, str], field: str
) -> None:
    path = f"/staff/readers/{here.reader_id}/home/visits/{act}".format(visit_id=here.visit_id)
    answer = staff.post(path, data=written)
    assert (answer.status_code, faults(answer.text)) == (422, [field])


def test_a_pause_cancels_what_was_arranged_and_ends(
    staff: TestClient, here: Town, desk: Database
) -> None:
    base = f"/staff/readers/{here.reader_id}/home"
    for written, field in (
        (day("from_on", -2), "#from_on"),
        (day("from_on", 3) | day("until_on", 1), "#until_on"),
        ({}, "#from_on"),
    ):
        assert faults(staff.post(f"{base}/pause", data=written).text) == [field]
    answer = staff.post(f"{base}/pause", data=day("from_on", 1) | day("until_on", 2))
    assert "Nobody comes from Tuesday, 1 December 2026 until Wednesday" in answer.text
    with desk.look() as db:
        assert db.get_one(Visit, here.visit_id).state is VisitState.CANCELLED
        assert db.get_one(Visit, here.later_id).state is VisitState.FIXED
    refused = staff.post(f"{base}/visits/new", data=day("visit_on", 2))
    assert "The visits are paused on that day." in refused.text
    assert "The visits go on." in staff.post(f"{base}/resume").text


def test_a_right_to_home_delivery_leads_on_to_the_address(
    staff: TestClient, desk: Database
) -> None:
    with desk.change.begin() as db:
        reader_id = people.reader(db, entitled=())
    home = f"/staff/readers/{reader_id}/home"
    assert "Nobody confirmed a right" in staff.get(home).text
    written = {
        "basis": "cannot_leave_home", "certifier": "doctor", "document": "letter",
        **day("certified_on", -1), **day("since_on", 0),
    }  # fmt: skip
    answer = staff.post(f"/staff/readers/{reader_id}/rights/home_delivery", data=written)
    assert answer.url.path == home
    assert "Write down now where the reader lives." in answer.text
    with desk.look() as db:
        assert [one.service for one in db.query(Eligibility)] == [Service.HOME_DELIVERY]


def test_a_courier_is_entered_changed_takes_days_off_and_leaves(
    staff: TestClient, here: Town, desk: Database
) -> None:
    with desk.change.begin() as db:
        account_id = people.account(db, Role.COURIER)
    written = {
        "name": "Ерлан", "kind": "volunteer", "travel": "bike", "capacity_bags": "8",
        "capacity_kg": "12", "most_stops": "9", "depot_id": str(here.depot_id),
        "account_id": str(account_id), "languages": ["kk", "ru"], "skills": ["help"],
        "areas": "Медеу\n Алмалы \n\nМедеу", "opens-0": "9", "closes-0": "18", "rest-0": "30",
        "rest_from-0": "12", "rest_until-0": "14",
    }  # fmt: skip
    assert "Ерлан" in staff.post("/staff/crew/new", data=written).text
    with desk.look() as db:
        made = db.scalars(select(Courier).where(Courier.name == "Ерлан")).one()
        assert (made.capacity_g, made.is_volunteer, made.areas) == (
            12_000,
            True,
            ["Медеу", "Алмалы"],
        )
        number = made.id
        assert len(duties(db, days=[town.on(7)])[town.on(7)]) == 2
    assert faults(staff.post("/staff/crew/new", data=written).text) == ["#account_id"]
    late = written | {"rest_until-0": "18"}
    assert faults(staff.post(f"/staff/crew/{number}", data=late).text) == ["#rest-0"]
    assert (
        "changed"
        in staff.post(
            f"/staff/crew/{number}", data=written | {"opens-1": "10", "closes-1": "12"}
        ).text
    )
    shown = html.fromstring(staff.get(f"/staff/crew/{number}").text)
    assert shown.xpath("//input[@name='rest_until-0']/@value") == ["14:00"]
    assert shown.xpath("//textarea/text()") == ["Медеу\nАлмалы"]
    left = staff.post(f"/staff/crew/{number}/leave", data=day("left_on", 1))
    assert "has left" in left.text
    assert "Ерлан" in left.text  # until tomorrow
    assert faults(staff.post(f"/staff/crew/{number}/leave", data=day("left_on", -1)).text) == [
        "#left_on"
    ]


def test_days_off_say_how_much_has_to_be_planned_again(
    staff: TestClient, here: Town, desk: Database
) -> None:
    path = f"/staff/crew/{here.courier_id}/days-off"
    written = day("from_on", 1) | day("until_on", 2) | {"why": "away"}
    assert faults(staff.post(path, data=written | day("from_on", -1)).text) == ["#from_on"]
    assert faults(staff.post(path, data=written | day("until_on", 0)).text) == ["#until_on"]
    assert "Visits to be planned again: 1." in staff.post(path, data=written).text
    with desk.look() as db:
        assert db.get_one(Visit, here.visit_id).state is VisitState.FIXED
        assert [run.state for run in db.query(Run)] == [RunState.CANCELLED]
    answer = staff.post(f"{path}/{here.day_off_id}/remove")
    assert "taken away" in answer.text
    with desk.look() as db:
        assert [one.from_on for one in db.query(DayOff)] == [town.on(1)]


def test_vehicles_and_depots_are_kept(staff: TestClient, here: Town, desk: Database) -> None:
    car = {"name": "123 ABC 02", "travel": "car", "capacity_bags": "40", "capacity_kg": "200"}
    assert "123 ABC 02" in staff.post("/staff/vehicles/new", data=car).text
    assert faults(staff.post("/staff/vehicles/new", data=car).text) == ["#name"]
    van = f"/staff/vehicles/{here.vehicle_id}"
    assert "from Tuesday, 1 December" in staff.post(f"{van}/repair", data=day("from_on", 1)).text
    wrong = day("from_on", 2) | day("until_on", 1)
    assert faults(staff.post(f"{van}/repair", data=wrong).text) == ["#until_on"]
    assert "in repair" in staff.post(f"{van}/repair", data={}).text
    with desk.look() as db:
        assert [one.out_from_on for one in db.query(Vehicle)] == [None, None]
    assert faults(
        staff.post(f"/staff/depots/{here.depot_id}/close", data=day("closed_on", 2)).text
    ) == ["#closed_on"]
    with desk.change.begin() as db:
        new_id = people.point(db, "b9")
    opened = staff.post("/staff/depots", data={"service_point_id": str(new_id), "loading": "20"})
    assert "Runs can begin there." in opened.text
    with desk.look() as db:
        made = db.scalars(select(Depot).where(Depot.service_point_id == new_id)).one()
        assert made.loading_s == 1_200
        number = made.id
    closed = staff.post(f"/staff/depots/{number}/close", data=day("closed_on", 2))
    assert "closed from Wednesday" in closed.text


def test_who_has_a_cartridge_is_shown_on_asking_alone(
    staff: TestClient, here: Town, desk: Database
) -> None:
    at = f"/staff/cartridges/{here.cartridge_id}"
    for path in (at, "/staff/cartridges", "/staff/cartridges?state=with_reader"):
        assert "Ахметова" not in staff.get(path).text
    assert "cartridge_sought" not in looks(desk, here.reader_id)
    assert "Ахметова" in staff.post(f"{at}/holder").text
    assert looks(desk, here.reader_id)[-1] == "cartridge_sought"
    with desk.look() as db:
        code = db.get_one(Cartridge, here.cartridge_id).barcode
    assert staff.post("/staff/cartridges/find", data={"sought": code}).url.path == at
    assert staff.get(f"{at}/lost").status_code == 200
    assert "marked as lost" in staff.post(f"{at}/lost").text
    assert "free again" in staff.post(f"{at}/found").text
    assert "registered" in staff.post("/staff/cartridges", data={"barcode": "USB-9"}).text
    assert faults(staff.post("/staff/cartridges", data={"barcode": "USB-9"}).text) == ["#barcode"]
    with desk.look() as db:
        made = by_barcode(db, "USB-9")
        assert made is not None
        assert made.state is CartridgeState.FREE


def test_a_house_is_put_on_the_map_by_its_neighbour(
    staff: TestClient, here: Town, desk: Database
) -> None:
    with desk.change.begin() as db:
        town.home(db, 5)  # another flat of the same house
    listed = staff.get("/staff/addresses").text
    assert "Абай даңғылы 6" in listed
    assert "Ахметова" not in listed
    assert looks(desk, here.lost_id)[-1] == "address_seen"
    at = f"/staff/addresses/{here.address_id}"
    shown = html.fromstring(staff.get(at).text)
    (point,) = shown.xpath("//input[@name='point']/@value")
    assert looks(desk, here.lost_id).count("address_seen") == 1
    assert faults(staff.post(at, data={"point": point}).text) == ["#exactness"]
    answer = staff.post(at, data={"point": point, "exactness": "door"})
    assert "The house is on the map." in answer.text
    assert "Every house is on the map." in answer.text
    assert looks(desk, here.lost_id)[-1] == "point_set"
    with desk.look() as db:
        address = address_of(db, reader_id=here.lost_id)
        assert address is not None
        assert address.lon_deg == pytest.approx(76.87)
