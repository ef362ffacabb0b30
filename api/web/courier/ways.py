"""Links that open a door's place in the maps that people have: they say a point or a street,
never who lives there."""

from dataclasses import dataclass
from urllib.parse import quote

from delivery.runs.courier_view import CourierDoor


@dataclass(frozen=True, slots=True)
class MapLink:
    """A map by its own name; "" is the one that the telephone chooses."""

    name: str
    address: str


def ways_to(door: CourierDoor) -> tuple[MapLink, ...]:
    """2GIS, Yandex, Google, and the telephone's own (geo:, RFC 5870).

    Where the door has no point, street and house are looked for instead.
    """
    if door.lat_deg is None or door.lon_deg is None:
        words = quote(" ".join(part for part in (door.street, door.house) if part), safe="")
        return (
            MapLink("2GIS", f"https://2gis.kz/search/{words}"),
            MapLink("Yandex", f"https://yandex.com/maps/?text={words}"),
            MapLink("Google", f"https://www.google.com/maps/search/?api=1&query={words}"),
            MapLink("", f"geo:0,0?q={words}"),
        )
    lat, lon = f"{door.lat_deg:.6f}", f"{door.lon_deg:.6f}"
    return (
        MapLink("2GIS", f"https://2gis.kz/directions/points/%7C{lon}%2C{lat}"),
        MapLink("Yandex", f"https://yandex.com/maps/?rtext=~{lat}%2C{lon}&rtt=auto"),
        MapLink("Google", f"https://www.google.com/maps/dir/?api=1&destination={lat}%2C{lon}"),
        MapLink("", f"geo:{lat},{lon}?q={lat},{lon}"),
    )
