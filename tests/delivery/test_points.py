"""Whatever somebody pastes, it is read as the place that it names, or refused; never as another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.errors import BadWish
from delivery.homes.points import LONGEST_TEXT, Place, point_in

LATS = st.floats(-90, 90).map(lambda deg: round(deg, 6))
LONS = st.floats(-180, 180).map(lambda deg: round(deg, 6))
MANNERS = (
    "{lat:.6f}, {lon:.6f}",
    "{lat:.6f} {lon:.6f}",
    "{lat:.6f};{lon:.6f}",
    "geo:{lat:.6f},{lon:.6f}?z=17",
    "https://2gis.kz/almaty/geo/70000001018123/{lon:.6f},{lat:.6f}",
    "https://2gis.kz/almaty/geo/{lon:.6f}%2C{lat:.6f}?m=76.1%2C43.1%2F16",
    "https://2gis.kz/almaty/firm/9429/{lon:.6f}%2C{lat:.6f}",
    "https://2gis.kz/almaty?m={lon:.6f}%2C{lat:.6f}%2F16.5",
    "2gis.kz/almaty?m={lon:.6f},{lat:.6f}/16",
    "https://yandex.kz/maps/162/almaty/?ll={lon:.6f}%2C{lat:.6f}&z=16",
    "https://yandex.ru/maps/?ll=76.1,43.1&pt={lon:.6f},{lat:.6f}&z=16",
    "https://www.google.com/maps/@{lat:.6f},{lon:.6f},17z",
    "https://www.google.com/maps/place/X/@1.5,2.5,17z/data=!3m1!4b1!4m6!3m5!3d{lat:.6f}!4d{lon:.6f}",
    "https://maps.google.com/?q={lat:.6f},{lon:.6f}",
    "https://www.google.com/maps/search/?api=1&query={lat:.6f}%2C{lon:.6f}",
    "https://www.openstreetmap.org/#map=18/{lat:.6f}/{lon:.6f}",
    "https://www.openstreetmap.org/?mlat={lat:.6f}&mlon={lon:.6f}#map=5/1.5/2.5",
)


@pytest.mark.parametrize("manner", MANNERS)
@given(lat=LATS, lon=LONS)
def test_every_manner_of_writing_a_place_is_read(manner: str, lat: float, lon: float) -> None:
    read = point_in(manner.format(lat=lat, lon=lon))
    assert read.lat_deg == pytest.approx(lat)
    assert read.lon_deg == pytest.approx(lon)


@given(LATS, LONS)
def test_what_is_read_is_written_so_that_it_reads_the_same(lat: float, lon: float) -> None:
    place = point_in(Place(lat, lon).written)
    assert point_in(place.written) == place


@given(st.text(max_size=300) | st.text("0123456789.,;/@!=&?- NEgeo:maphtps2.", max_size=300))
def test_any_text_is_a_place_on_earth_or_refused(text: str) -> None:
    code = ""
    try:
        place = point_in(text)
    except BadWish as refused:
        code, place = refused.code, Place(0, 0)
    assert code in {"", "unreadable", "not_on_earth", "short_link"}
    assert -90 <= place.lat_deg <= 90
    assert -180 <= place.lon_deg <= 180


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("43,2389 76,8897", Place(43.2389, 76.8897)),
        ("43,2389, 76,8897", Place(43.2389, 76.8897)),
        ("43.2389° N, 76.8897° E", Place(43.2389, 76.8897)),
        ("N43.2389 E76.8897", Place(43.2389, 76.8897)),
        ("43.2389 S, 76.8897 W", Place(-43.2389, -76.8897)),
        ("  43.2389,76.8897 ", Place(43.2389, 76.8897)),
        ("43.23894999999, 76.88970000001", Place(43.23895, 76.8897)),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, place: Place) -> None:
    assert point_in(written) == place


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "unreadable"),
        ("Абай даңғылы 12", "unreadable"),
        ("43.2389", "unreadable"),
        ("43.2389, 76.8897, 12", "unreadable"),
        ("https://2gis.kz/almaty", "unreadable"),
        ("https://example.org/43.2/76.8", "unreadable"),
        ("https://[", "unreadable"),
        ("143.2389, 76.8897", "not_on_earth"),
        ("43.2389, 276.8897", "not_on_earth"),
        ("https://maps.app.goo.gl/abcDEF", "short_link"),
        ("https://go.2gis.com/abc", "short_link"),
        ("https://osm.org/go/abc--", "short_link"),
        ("4" * (LONGEST_TEXT + 1), "too_long"),
    ],
)
def test_what_names_no_place_is_refused_with_its_reason(written: str, code: str) -> None:
    with pytest.raises(BadWish) as refused:
        point_in(written)
    assert (refused.value.what, refused.value.code) == ("point", code)
