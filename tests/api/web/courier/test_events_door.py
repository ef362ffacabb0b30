"""What a telephone sends is answered event by event, once; it hears no more than it must."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from access.database.opening import Database
from access.people.records import Reader, Role
from api.web.courier.events import MOST_BYTES, MOST_EVENTS
from delivery.reader_leaves import door_is_forgotten
from delivery.runs.records import Event, Proof, Run, Stop, StopState
from delivery.visits.records import Delivery, Visit
from tests.api.web.conftest import open_account, sign_in
from tests.api.web.courier.conftest import event
from tests.api.web.courier.road import PIN, Clock, Line, Road, outcomes

A_DOOR = {
    "district", "street", "house", "entrance", "floor", "flat", "has_lift", "door_code", "notes",
    "phone", "lat_deg", "lon_deg", "exactness", "phone_first", "speaks",
}  # fmt: skip


def send(client: TestClient, road: Road, *sent: dict[str, Any], status: int = 200) -> list[str]:
    """What became of each."""
    answer = client.post("/run/events", json={"account_id": road.account_id, "events": list(sent)})
    assert answer.status_code == status, answer.text
    return [one["state"] for one in answer.json().get("answers", [])]


def door(road: Road, stop: int, number: int, outcome: str = "delivered", **more: Any) -> Any:
    facts: dict[str, Any] = {"given": [], "taken": []} if outcome == "delivered" else {}
    stop_id = road.stop_ids[stop]
    return event(road, number, kind="outcome", stop_id=stop_id, outcome=outcome, **facts, **more)


def test_the_same_events_again_change_nothing(
    road_on_both: tuple[str, Road], marat: TestClient, clock: Clock, database: Database
) -> None:
    road = road_on_both[1]
    batch = [event(road, 1), door(road, 0, 2), door(road, 1, 3, "no_answer")]
    assert send(marat, road, *batch) == ["kept"] * 3
    clock.later(minutes=10)
    again = [{**one, "sent_at": "2026-12-01T04:10:00Z"} for one in batch]
    assert send(marat, road, *again, again[0]) == ["known"] * 4
    assert outcomes(database) == {"delivered": 1, "no_answer": 1}


def test_one_refused_event_is_no_matter_to_the_others(
    road_on_both: tuple[str, Road], marat: TestClient, database: Database
) -> None:
    road = road_on_both[1]
    wrong = [
        {"client_id": "nothing-else"},
        event(road, 2, kind="at_door", stop_id=99_999),
        event(road, 3, kind="dance"),
        event(road, 4, happened_at="2026-12-01T04:00:00"),
        event(road, 5, happened_at="0001-01-01T00:00:00Z"),
        event(road, 6, kind="bag_loaded", bag_code="123"),
        door(road, 0, 7, words="x" * 301),
        door(road, 0, 8, found=["\x00"]),
        door(road, 0, 9, reader_id=1),
        {"client_id": 7},
        {},
    ]
    states = send(marat, road, *wrong, door(road, 0, 20))
    assert states == ["refused"] * len(wrong) + ["kept"]
    late = door(road, 0, 21, "refused")
    assert send(marat, road, late) == ["late"]
    answer = marat.post(
        "/run/events", json={"account_id": road.account_id, "events": [wrong[1]]}
    ).json()["answers"][0]
    assert answer["sentence"] == "There is nothing with this number."
    with database.look.begin() as db:
        assert len(db.scalars(select(Event)).all()) == 2


def test_a_fault_of_ours_keeps_the_event_on_the_telephone(
    marat: TestClient, road: Road, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("Reader01")

    monkeypatch.setattr("api.web.courier.events.report", broken)
    assert send(marat, road, event(road)) == ["again"]
    assert "RuntimeError" in caplog.text
    assert "Reader01" not in caplog.text


def test_only_the_courier_who_was_there_sends_their_events(
    line: Line, road: Road, marat: TestClient, database: Database
) -> None:
    """Nobody signed in, a reader's or coordinator's sign-in, another courier: nothing is kept."""
    open_account(database, "gulnara", Role.COORDINATOR)
    nobody, coordinator, dana = TestClient(line), TestClient(line), TestClient(line)
    sign_in(coordinator, "gulnara")
    sign_in(dana, "dana")
    assert send(nobody, road, event(road), status=401) == []
    assert send(coordinator, road, event(road), status=403) == []
    assert send(dana, road, event(road), status=409) == []
    assert nobody.get("/run/data").status_code == 401
    assert coordinator.get("/run/data").status_code == 403
    assert dana.get("/run/data").json()["runs"] == []
    assert dana.get(f"/run/{road.run_id}").status_code == 403
    assert coordinator.get(f"/run/{road.run_id}").status_code == 403
    assert send(marat, road, event(road)) == ["kept"]


def test_what_another_site_or_a_form_sends_is_refused(marat: TestClient, road: Road) -> None:
    body = {"account_id": road.account_id, "events": [event(road)]}
    strange = {"Sec-Fetch-Site": "cross-site"}
    assert marat.post("/run/events", json=body, headers=strange).status_code == 403
    origin = {"Origin": "https://evil.example"}
    assert marat.post("/run/events", json=body, headers=origin).status_code == 403
    plain = {"Content-Type": "text/plain"}
    assert marat.post("/run/events", content=b"{}", headers=plain).status_code == 415


def test_a_batch_is_bounded(marat: TestClient, road: Road) -> None:
    most = [event(road, number) for number in range(MOST_EVENTS + 1)]
    send(marat, road, *most, status=422)
    assert send(marat, road, *most[:-1])[0] == "kept"
    send(marat, road, status=422)
    headers = {"Content-Type": "application/json"}
    large = b" " * (MOST_BYTES + 1)
    assert marat.post("/run/events", content=large, headers=headers).status_code == 413
    assert marat.post("/run/events", content=b"{", headers=headers).status_code == 422


def test_fifty_of_the_longest_events_fit_into_one_batch(marat: TestClient, road: Road) -> None:
    """The most that the page makes: 20 things of a bag, 20 found codes, 300 letters."""
    longest = door(
        road, 0, 1, words="ң" * 300, found=["0" * 30] * 20, proof="pin", pin="1" * 12
    ) | {"given": [2**31 - 1] * 20, "taken": [2**31 - 1] * 20}
    sent = [longest | {"client_id": f"phone-{number:032d}"} for number in range(MOST_EVENTS)]
    assert len(send(marat, road, *sent)) == MOST_EVENTS


def test_a_telephone_sees_name_door_and_bag_and_nothing_else(
    marat: TestClient, road: Road, database: Database
) -> None:
    """Exactly these fields: no title, no card, no need, no history."""
    said = marat.get("/run/data")
    assert said.headers["cache-control"] == "no-store"
    data = said.json()
    assert data.keys() == {"account_id", "today", "time_zone", "as_of", "runs"}
    run = data["runs"][0]
    assert run.keys() == {
        "run_id", "run_on", "state", "starts_at", "ends_at", "stops", "in_car",
    }  # fmt: skip
    for stop in run["stops"]:
        assert stop.keys() == {
            "stop_id", "turn", "state", "arrives_at", "promised_from_at", "promised_until_at",
            "name", "door", "bag",
        }  # fmt: skip
        assert stop["door"].keys() == A_DOOR
        assert stop["bag"].keys() == {"bag_code", "is_loaded", "drops", "pick_ups"}
        assert all(t.keys() == {"handover_id", "medium", "barcode"} for t in stop["bag"]["drops"])
    with database.look.begin() as db:
        reader = db.get_one(Reader, road.reader_ids[0])
        card = reader.card_number
    for word in (card, "cannot_see_print", "daisy202", "reader_id", "title", "loan", "request"):
        assert f'"{word}"' not in said.text
    assert "Абай жолы" not in said.text
    for path in (f"/run/{road.run_id}", f"/run/{road.run_id}/stops/{road.stop_ids[0]}"):
        page = marat.get(path).text
        assert "Reader" in page
        assert "Абай жолы" not in page
        assert f">{card}<" not in page


def test_a_run_that_is_over_names_nobody(marat: TestClient, road: Road) -> None:
    send(marat, road, event(road, 1), door(road, 0, 2), event(road, 3, kind="run_finished"))
    said = marat.get("/run/data")
    assert [(run["state"], run["stops"]) for run in said.json()["runs"]] == [("finished", [])]
    assert "Reader" not in said.text


def test_what_lies_in_the_car_is_told_until_the_run_is_over(
    marat: TestClient, road: Road, database: Database
) -> None:
    send(marat, road, event(road, 1), door(road, 0, 2), door(road, 1, 3, "weather"))
    car = marat.get("/run/data").json()["runs"][0]["in_car"]
    assert [(thing["medium"], thing["is_from_reader"]) for thing in car] == [("braille", False)] * 2
    with database.look.begin() as db:
        assert db.get_one(Stop, road.stop_ids[0]).state is StopState.DONE


def test_a_bag_code_proves_the_door(marat: TestClient, road: Road, database: Database) -> None:
    with database.look.begin() as db:
        codes = [
            db.scalars(select(Delivery.bag_code).join(Visit).join(Stop).where(Stop.id == n)).one()
            for n in road.stop_ids[:2]
        ]
    proofs = [door(road, n, n + 1, proof="bag", code=codes[0]) for n in range(2)]
    assert send(marat, road, *proofs) == ["kept", "kept"]
    with database.look.begin() as db:
        proved = [db.get_one(Stop, road.stop_ids[n]).is_proved for n in range(2)]
    assert proved == [True, False]


def test_a_pin_is_compared_once_and_is_nowhere_after(
    marat: TestClient, road: Road, database: Database
) -> None:
    """One that the telephone had to forget leaves the question open; its report is the same."""
    sent = [
        door(road, 0, 1, proof="pin", pin=PIN),
        door(road, 1, 2, proof="pin", pin="9999"),
        door(road, 2, 3, proof="pin"),
    ]
    assert send(marat, road, *sent) == ["kept"] * 3
    forgotten = {name: fact for name, fact in sent[0].items() if name != "pin"}
    assert send(marat, road, forgotten) == ["known"]
    with database.look.begin() as db:
        stops = [db.get_one(Stop, number) for number in road.stop_ids[:3]]
        assert [stop.is_proved for stop in stops] == [True, False, None]
        assert {stop.proof for stop in stops} == {Proof.PIN}
        kept = [f"{e.facts}{e.digest}{e.words}{e.client_id}" for e in db.scalars(select(Event))]
    assert not any(PIN in text or "9999" in text for text in kept)


def test_what_the_courier_wrote_is_forgotten_with_the_reader(
    marat: TestClient, road: Road, clock: Clock, database: Database
) -> None:
    send(marat, road, door(road, 0, 1, "other", words="The lamp in the yard is broken."))
    with database.change.begin() as db:
        stop = db.get_one(Stop, road.stop_ids[0])
        reader_id = db.get_one(Visit, stop.visit_id).reader_id
        assert db.scalars(select(Event.words)).one() == "The lamp in the yard is broken."
        later = clock.now + timedelta(days=1)
        door_is_forgotten(db, reader_id, later)
        assert db.scalars(select(Event.words)).one() is None


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=9), parts),
    max_leaves=8,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(odd=st.dictionaries(st.sampled_from([*event(Road(1, 1, (), ())), "stop_id", "found"]), JSON))
def test_no_event_of_any_shape_breaks_the_door(
    marat: TestClient, road: Road, odd: dict[str, Any], database: Database
) -> None:
    """It is kept, or refused in words; never a fault of ours."""
    answer = marat.post(
        "/run/events", json={"account_id": road.account_id, "events": [event(road) | odd]}
    )
    assert answer.status_code in (200, 422)
    states = [one["state"] for one in answer.json().get("answers", [])]
    assert set(states) <= {"kept", "known", "late", "refused"}
    with database.look.begin() as db:
        assert db.scalars(select(Run.id)).all() == [road.run_id]
