"""A program asks for a book as surely as a reader: once, in time, with a clear answer."""

import pytest
from fastapi.testclient import TestClient
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from sqlalchemy import func, select, text

from access.catalogue.made import Edition
from access.people.doors import Look
from access.people.tokens import create_token
from access.requests.records import Request, RequestState
from access.search.indexing import index_titles
from tests.access import desk
from tests.api.rest.conftest import Library

PROBLEM = "application/problem+json"


def asked(library: Library, **wish: object) -> int:
    answer = library.reader.post("requests", json={"title_id": library.title_id, **wish})
    assert answer.status_code == 201, answer.text
    number: int = answer.json()["id"]
    return number


def published(library: Library) -> int:
    """An edition of the title with one sound and one form, its files in place."""
    with library.database.change.begin() as db:
        number = desk.edition(db, library.title_id)
        edition = db.get_one(Edition, number)
        edition.sections = [
            {"title": "1", "language": "kk", "level": 1, "sounds": ["a.mp3"], "audio_ms": 1}
        ]
        folder = library.shelf / edition.folder
    for name in ("sound", "daisy202"):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.mp3").write_bytes(b"0123456789")
    return number


def test_the_interface_describes_itself_in_openapi_3_1(library: Library) -> None:
    """Other programs can be written from its description alone."""
    told = TestClient(library.reader.app).get("/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    validate(told, cls=OpenAPIV31SpecValidator)


@pytest.mark.parametrize(
    "path", ["me", "requests", "requests/1", "me/notices", "staff/productions"]
)
def test_nobody_is_told_anything_without_a_key(library: Library, path: str) -> None:
    answer = library.stranger.get(path)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == PROBLEM
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["staff/readers?q=Ах", "staff/productions"])
def test_a_readers_key_opens_no_door_of_the_staff(library: Library, path: str) -> None:
    assert library.reader.get(path).json()["type"] == "/problems/not_allowed"


def test_titles_are_found_by_anybody_in_any_form_of_their_words(library: Library) -> None:
    found = library.stranger.get("titles", params={"q": "абай жолының"}).json()
    assert [hit["id"] for hit in found["here"]] == [library.title_id]
    assert found["next"] is None


def test_a_list_goes_on_where_it_stopped(library: Library) -> None:
    """No list is answered whole, and none loses or repeats a title."""
    with library.database.change.begin() as db:
        made = [desk.title(db, f"Кітап {n}") for n in range(7)]
        index_titles(db, made)
    seen, path = list[int](), "/api/v1/titles?q=кітап&limit=3"
    for _ in range(5):
        page = TestClient(library.reader.app).get(path).json()
        seen += [hit["id"] for hit in page["here"]]
        if page["next"] is None:
            break
        path = page["next"]
    assert sorted(seen) == sorted(made)


def test_asking_twice_with_one_key_is_asking_once(library: Library) -> None:
    """An app on a bad line sends its call again; the reader gets one book and the same answer."""
    wish, key = {"title_id": library.title_id}, {"Idempotency-Key": "phone-0001"}
    first, second = (library.reader.post("requests", json=wish, headers=key) for _ in range(2))
    assert (first.status_code, first.text) == (second.status_code, second.text)
    with library.database.look.begin() as db:
        assert db.scalar(select(func.count(Request.id))) == 1


def test_one_key_is_not_for_two_calls(library: Library) -> None:
    key = {"Idempotency-Key": "phone-0001"}
    library.reader.post("requests", json={"title_id": library.title_id}, headers=key)
    other = library.reader.post("requests", json={"title_id": 999}, headers=key)
    assert other.status_code == 422
    assert other.json()["type"] == "/problems/key_reused"


def test_a_call_that_was_refused_may_be_sent_again_with_its_key(library: Library) -> None:
    key = {"Idempotency-Key": "phone-0001"}
    wish = {"title_id": 999}
    answers = [library.reader.post("requests", json=wish, headers=key) for _ in range(2)]
    assert [answer.json()["type"] for answer in answers] == ["/problems/no_such_title"] * 2


def test_a_request_says_where_it_is_and_can_be_withdrawn(library: Library) -> None:
    number = asked(library)
    shown = library.reader.get("requests").json()["here"]
    assert [(one["id"], one["state"], one["place"]) for one in shown] == [(number, "waiting", 1)]
    assert library.reader.delete(f"requests/{number}").json()["state"] == "withdrawn"
    assert library.reader.get("requests").json()["here"] == []
    assert [one["id"] for one in library.reader.get("requests/closed").json()["here"]] == [number]


def test_somebody_elses_request_is_not_there(library: Library) -> None:
    with library.database.change.begin() as db:
        other = Request(
            reader_id=desk.reader(db), title_id=library.title_id, kind="audio", door="web",
            asked_at=desk.NOON, turn_at=desk.NOON,
        )  # fmt: skip
        db.add(other)
        db.flush()
        number = other.id
    assert library.reader.get(f"requests/{number}").status_code == 404
    assert library.reader.delete(f"requests/{number}").status_code == 404


def test_what_is_known_is_not_sent_again(library: Library) -> None:
    first = library.reader.get(f"titles/{library.title_id}")
    again = library.reader.get(
        f"titles/{library.title_id}", headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_to_what_others_changed_meanwhile_is_refused(library: Library) -> None:
    read = library.reader.get("me").headers["etag"]
    assert library.reader.patch("me", json={"speed_percent": 120}).json()["speed_percent"] == 120
    late = library.reader.patch("me", json={"speed_percent": 90}, headers={"If-Match": read})
    assert late.status_code == 412
    assert library.reader.get("me").json()["speed_percent"] == 120


def test_faults_are_named_field_by_field(library: Library) -> None:
    answer = library.reader.post("requests", json={"title_id": "seven", "kind": "tablet", "x": 1})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM
    fields = {fault["field"] for fault in answer.json()["faults"]}
    assert fields == {"body.title_id", "body.kind", "body.x"}


@pytest.mark.parametrize(("tag", "word"), [("kk", "жоқ"), ("ru", "нет"), ("en", "no")])
def test_a_problem_speaks_the_callers_language(library: Library, tag: str, word: str) -> None:
    answer = library.reader.get("titles/999", headers={"Accept-Language": tag})
    assert word in answer.json()["detail"]
    assert answer.headers["content-language"] == tag


def test_an_edition_is_heard_in_parts_and_taken_home_as_a_zip(library: Library) -> None:
    """Opening it fulfils the request; a player may seek; a DAISY player gets a flat ZIP."""
    number = published(library)
    wish = asked(library)
    assert library.reader.get(f"editions/{number}").json()["sections"][0]["sounds"] == ["a.mp3"]
    part = library.reader.get(f"editions/{number}/sounds/a.mp3", headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content) == (206, b"234")
    home = library.reader.get(f"editions/{number}/forms/daisy202")
    assert home.headers["content-type"] == "application/zip"
    with library.database.look.begin() as db:
        assert db.get_one(Request, wish).state is RequestState.FULFILLED


@pytest.mark.parametrize("name", ["b.mp3", "%2e%2e", "%2e%2e%2fa.mp3", ".hidden"])
def test_only_sounds_of_the_edition_are_played(library: Library, name: str) -> None:
    number = published(library)
    (library.shelf / "a.mp3").write_bytes(b"not yours")
    assert library.reader.get(f"editions/{number}/sounds/{name}").status_code == 404


def test_a_reader_without_a_confirmed_right_hears_nothing(library: Library) -> None:
    number = published(library)
    with library.database.change.begin() as db:
        key = create_token(
            db, name="app", reader_id=desk.reader(db, entitled=()), now=desk.NOON
        ).key
    answer = library.stranger.get(
        f"editions/{number}/sounds/a.mp3", headers={"Authorization": f"Bearer {key}"}
    )
    assert answer.json()["type"] == "/problems/not_entitled"


def test_staff_who_find_a_reader_leave_a_look(library: Library) -> None:
    found = library.coordinator.get("staff/readers", params={"q": "ахмет"}).json()["here"]
    assert [one["id"] for one in found] == [library.reader_id]
    with library.database.look.begin() as db:
        assert db.scalars(select(Look.what)).all() == ["found"]


def test_a_reader_is_registered_and_certified_by_a_program(library: Library) -> None:
    new = {"card_number": "К-77 001", "family_name": "Оспанов", "given_name": "Ержан"}
    made = library.coordinator.post("staff/readers", json=new).json()
    right = {
        "service": "audio", "basis": "cannot_see_print", "certifier": "librarian",
        "document": "letter", "certified_on": "2026-01-10", "since_on": "2026-01-10",
    }  # fmt: skip
    answer = library.coordinator.post(f"staff/readers/{made['id']}/rights", json=right)
    assert answer.status_code == 201, answer.text
    again = library.coordinator.post("staff/readers", json=new)
    assert again.json()["type"] == "/problems/card_taken"


def test_a_day_that_is_not_in_the_calendar_names_its_field(library: Library) -> None:
    new = {
        "card_number": "77002",
        "family_name": "Оспанов",
        "given_name": "Ержан",
        "born_on": "2001-02-30",
    }
    answer = library.coordinator.post("staff/readers", json=new).json()
    assert answer["type"] == "/problems/bad_field"
    assert "born_on" in answer["detail"]


def test_the_key_of_a_page_does_not_work_from_another_site(library: Library) -> None:
    """A cookie alone opens nothing here: another site's page could send it."""
    cookie = {"Cookie": "dauys_key=whatever"}
    assert library.stranger.get("me", headers=cookie).status_code == 401


def test_our_own_fault_is_a_problem_too(library: Library) -> None:
    """A program that meets a fault of ours learns so in the form that it knows."""
    with library.database.change.begin() as db:
        db.execute(text("DROP TABLE notices"))
    answer = library.reader.get("me/notices")
    assert answer.status_code == 500
    assert answer.json()["type"] == "/problems/our_fault"
