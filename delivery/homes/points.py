"""A place on the map as somebody types or pastes it: two numbers, or the link of a map.

Only the letters of the text are read: no link is followed. Links of 2GIS and Yandex name the
longitude first, those of Google and OpenStreetMap and the geo: scheme (RFC 5870) the latitude.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from delivery.errors import BadWish

LONGEST_TEXT = 2_000
DIGITS = 6
"""Of a degree: a millionth is a hand's breadth."""
_N = r"(-?\d{1,3}(?:\.\d{1,18})?)"
_PAIR = re.compile(rf"{_N}\s?[,/; ]\s?{_N}(?![\d.])")
_GOOGLE_PIN = re.compile(rf"!3d{_N}!4d{_N}")
_GOOGLE_VIEW = re.compile(rf"@{_N},{_N}(?:,|$|/)")
_OSM_VIEW = re.compile(rf"map=\d{{1,2}}(?:\.\d{{1,4}})?/{_N}/{_N}")
_MARK = re.compile(rf"mlat={_N}&mlon={_N}")
_ASKED = re.compile(rf"[?&](?:q|query|ll|destination|center)=(?:loc:)?{_N},\s?{_N}")
_YANDEX = tuple(
    re.compile(rf"[?&#]{name}=(?:point:)?{_N},{_N}") for name in ("pt", r"whatshere\[point\]", "ll")
)
_2GIS = (re.compile(rf"[?&]m={_N},{_N}"), re.compile(rf"/{_N},{_N}(?=$|[/?#])"))
_2GIS_PIN = re.compile(rf"/geo/(?:\d{{1,30}}/)?{_N},{_N}")
_SIGNS = str.maketrans(dict.fromkeys("°º\u00a0\u2009\t\n", " ") | {"−": "-"})
_COMMAS = re.compile(r"^(-?\d{1,3}),(\d{3,18})\s{0,3}[;, ]\s{0,3}(-?\d{1,3}),(\d{3,18})$")
_LETTERED = re.compile(
    rf"^([NSсю]?)\s?{_N}\s?([NSсю]?)\s?[,; ]\s?([EWвз]?)\s?{_N}\s?([EWвз]?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place on earth, WGS 84."""

    lat_deg: float
    lon_deg: float

    @property
    def written(self) -> str:
        """As people type it: latitude first."""
        return f"{self.lat_deg:.{DIGITS}f}, {self.lon_deg:.{DIGITS}f}"


def point_in(text: str) -> Place:
    """The place that a text names.

    Raises BadWish ("point"): `too_long`, `short_link` (only its shop knows where it leads),
    `unreadable`, `not_on_earth`.
    """
    if len(text) > LONGEST_TEXT:
        raise BadWish("point", "too_long")
    written = unquote(text.translate(_SIGNS)).strip()
    lowered = written.lower()
    if lowered.startswith("geo:"):
        return _place(_PAIR.match(written[4:]))
    if "://" in written or lowered.startswith(("www.", "2gis.", "yandex.", "maps.")):
        return _in_link(written if "://" in written else f"https://{written}")
    return _typed(re.sub(r" {2,}", " ", written))


def _typed(written: str) -> Place:
    commas = _COMMAS.match(written)
    if commas:
        a, b, c, d = commas.groups()
        return _on_earth(float(f"{a}.{b}"), float(f"{c}.{d}"))
    found = _LETTERED.match(written)
    if not found:
        raise BadWish("point", "unreadable")
    before_lat, lat, after_lat, before_lon, lon, after_lon = found.groups()
    south = (before_lat + after_lat).lower() in ("s", "ю")
    west = (before_lon + after_lon).lower() in ("w", "з")
    return _on_earth(float(lat) * (-1 if south else 1), float(lon) * (-1 if west else 1))


def _in_link(link: str) -> Place:
    host = (_host(link) or "").removeprefix("www.")
    if host.endswith("goo.gl") or host == "go.2gis.com" or (host == "osm.org" and "/go/" in link):
        raise BadWish("point", "short_link")
    if "2gis." in host:
        return _place(_first(link, (_2GIS_PIN, *_2GIS)), lon_first=True)
    if "yandex." in host:
        return _place(_first(link, _YANDEX), lon_first=True)
    return _place(_first(link, (_GOOGLE_PIN, _MARK, _ASKED, _OSM_VIEW, _GOOGLE_VIEW)))


def _host(link: str) -> str | None:
    try:
        return urlsplit(link).hostname
    except ValueError:
        raise BadWish("point", "unreadable") from None


def _first(link: str, patterns: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
    return next((found for one in patterns if (found := one.search(link))), None)


def _place(found: re.Match[str] | None, *, lon_first: bool = False) -> Place:
    if found is None:
        raise BadWish("point", "unreadable")
    one, two = float(found[1]), float(found[2])
    return _on_earth(two, one) if lon_first else _on_earth(one, two)


def _on_earth(lat_deg: float, lon_deg: float) -> Place:
    if not (-90 <= lat_deg <= 90 and -180 <= lon_deg <= 180):
        raise BadWish("point", "not_on_earth")
    return Place(round(lat_deg, DIGITS), round(lon_deg, DIGITS))
