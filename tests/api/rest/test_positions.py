"""Where a reader is in a book: apps keep it and find it, the later word holds."""

from datetime import timedelta

import pytest

from access.catalogue.made import Edition
from access.listening.places import Place, keep_position
from access.people.records import Service
from access.people.tokens import create_token
from tests.access import desk
from tests.access.desk import NOON
from tests.api.rest.conftest import Library


@pytest.fixture
def edition_id(library: Library) -> int:
    """An edition of the title with three sounds of a minute each."""
    with library.database.change.begin() as db:
        number = desk.edition(db, library.title_id)
        db.get_one(Edition, number).sections = [
            {"title": f"{n}", "language": "kk", "level": 1, "sounds": [f"s{n}.mp3"],
             "audio_ms": 60_000}
            for n in range(3)
        ]  # fmt: skip
        return number


def put(
    library: Library, number: int, sound: str, at_ms: int, minutes: float = 0
) -> dict[str, object]:
    at = (NOON + timedelta(minutes=minutes)).isoformat()
    answer = library.reader.put(
        f"me/positions/{number}", json={"sound": sound, "at_ms": at_ms, "at": at}
    )
    assert answer.status_code == 200, answer.text
    told: dict[str, object] = answer.json()
    return told


def test_a_place_is_kept_and_found_again_also_in_the_list(
    library: Library, edition_id: int
) -> None:
    path = f"me/positions/{edition_id}"
    assert library.reader.get(path).json()["type"] == "/problems/not_begun"
    told = put(library, edition_id, "s1.mp3", 5_000)
    assert (told["book_ms"], told["length_ms"], told["door"]) == (65_000, 180_000, "api")
    assert library.reader.get(path).json() == told
    (one,) = library.reader.get("me/positions").json()["here"]
    assert (one["title"], one["sound"], one["at_ms"]) == ("Абай жолы", "s1.mp3", 5_000)
    assert library.reader.delete(path).status_code == 204
    assert library.reader.delete(path).status_code == 204
    assert library.reader.get("me/positions").json()["here"] == []


def test_the_later_word_holds_whichever_comes_first(library: Library, edition_id: int) -> None:
    """An app that was offline tells late; a clock that is ahead wins nothing."""
    put(library, edition_id, "s1.mp3", 5_000, minutes=-10)
    late = put(library, edition_id, "s0.mp3", 1_000, minutes=-20)
    assert (late["sound"], late["at_ms"]) == ("s1.mp3", 5_000)
    ahead = put(library, edition_id, "s2.mp3", 9_000, minutes=600)
    assert ahead["changed_at"] == NOON.isoformat().replace("+00:00", "Z")
    with library.database.change.begin() as db:
        keep_position(
            db, reader_id=library.reader_id, title_id=library.title_id, manner_key="standard",
            place=Place(sound="s0.mp3", at_ms=7, book_ms=7), door="phone",
            now=NOON + timedelta(seconds=1),
        )  # fmt: skip
    assert library.reader.get("me/positions").json()["here"][0]["door"] == "phone"


def test_with_a_tag_nothing_that_another_door_kept_is_lost(
    library: Library, edition_id: int
) -> None:
    put(library, edition_id, "s0.mp3", 1_000, minutes=-5)
    path = f"me/positions/{edition_id}"
    tag = library.reader.get(path).headers["etag"]
    assert library.reader.get(path, headers={"If-None-Match": tag}).status_code == 304
    put(library, edition_id, "s1.mp3", 2_000, minutes=-4)
    wish = {"sound": "s0.mp3", "at_ms": 9_000}
    refused = library.reader.put(path, json=wish, headers={"If-Match": tag})
    assert (refused.status_code, refused.json()["type"]) == (412, "/problems/changed_meanwhile")
    newer = library.reader.get(path).headers["etag"]
    assert library.reader.put(path, json=wish, headers={"If-Match": newer}).status_code == 200


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"sound": "../s0.mp3", "at_ms": 1}, 422), ({"sound": "s9.mp3", "at_ms": 1}, 422),
        ({"sound": "s0.mp3", "at_ms": -1}, 422), ({"sound": "s0.mp3"}, 422),
        ({"sound": "s0.mp3", "at_ms": 1, "at": "2026-11-27T12:00:00"}, 422),
        ({"sound": "s0.mp3", "at_ms": 1, "more": 1}, 422),
        ({"sound": "s0.mp3", "at_ms": 10**15}, 422), ({"sound": "s0.mp3", "at_ms": 10**8}, 200),
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_refused_and_one_after_the_end_is_the_end(
    library: Library, edition_id: int, wish: dict[str, object], status: int
) -> None:
    answer = library.reader.put(f"me/positions/{edition_id}", json=wish)
    assert answer.status_code == status
    if status == 200:
        assert answer.json()["at_ms"] == 60_000


def test_who_may_not_hear_it_keeps_no_place_and_nobody_sees_anothers(
    library: Library, edition_id: int
) -> None:
    put(library, edition_id, "s0.mp3", 1_000)
    with library.database.change.begin() as db:
        other = desk.reader(db, entitled=(Service.AUDIO,))
        bare = desk.reader(db, entitled=())
        keys = [create_token(db, name="app", reader_id=one, now=NOON).key for one in (other, bare)]
    path, wish = f"me/positions/{edition_id}", {"sound": "s0.mp3", "at_ms": 1_000}
    for key, status in zip(keys, (404, 403), strict=True):
        headers = {"Authorization": f"Bearer {key}"}
        assert library.stranger.get("me/positions", headers=headers).json()["here"] == []
        assert library.stranger.get(path, headers=headers).status_code == status
    refused = library.stranger.put(path, json=wish, headers={"Authorization": f"Bearer {keys[1]}"})
    assert refused.status_code == 403
    assert library.stranger.put(path, json=wish).status_code == 401
    assert library.reader.put("me/positions/99999", json=wish).status_code == 404
