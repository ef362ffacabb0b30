"""The ILS that the settings name, ready to be asked."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from api.ils.client import Client
from api.ils.commands import Place
from api.ils.line import Address, Line
from api.settings import BadSettings, Settings


def client_of(
    settings: Settings, *, clock: Callable[[], datetime], rest: Callable[[float], object]
) -> Client:
    """A client; it opens its line when first asked. Raises BadSettings where none is named."""
    if settings.ils_host is None:
        raise BadSettings("No library system is named: set DAUYS_ILS_HOST; see docs/ils.md.")
    address = Address(
        host=settings.ils_host,
        port=settings.ils_port,
        is_tls=settings.ils_tls,
        certificates=settings.ils_certificates,
        limit_s=settings.ils_limit_s,
    )
    password, terminal = settings.ils_password, settings.ils_terminal_password
    place = Place(
        institution=settings.ils_institution,
        terminal_password=terminal.get_secret_value() if terminal else "",
        location=settings.ils_location,
        login=settings.ils_login,
        password=password.get_secret_value() if password else "",
        zone=ZoneInfo(settings.time_zone),
    )
    return Client(
        place,
        open_wire=lambda: Line(address),
        letters=settings.ils_letters,
        is_checked=settings.ils_checksums,
        clock=clock,
        rest=rest,
    )
