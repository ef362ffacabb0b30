"""Where a house can be looked at on the maps that people know: their addresses name the house or
its point and nothing else, and nothing is asked of them until somebody follows one."""

from urllib.parse import quote

from delivery.homes.records import Address


def map_links(address: Address) -> list[tuple[str, str]]:
    """Name and address of each map, at the point; at street and house where there is none."""
    if address.lat_deg is None or address.lon_deg is None:
        house = quote(f"{address.street} {address.house}", safe="")
        return [
            ("2GIS", f"https://2gis.kz/search/{house}"),
            ("Яндекс", f"https://yandex.kz/maps/?text={house}"),
            ("OpenStreetMap", f"https://www.openstreetmap.org/search?query={house}"),
        ]
    lat, lon = f"{address.lat_deg:.6f}", f"{address.lon_deg:.6f}"
    return [
        ("2GIS", f"https://2gis.kz/geo/{lon}%2C{lat}"),
        ("Яндекс", f"https://yandex.kz/maps/?ll={lon}%2C{lat}&z=17&pt={lon}%2C{lat}"),
        (
            "OpenStreetMap",
            f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}",
        ),
    ]
