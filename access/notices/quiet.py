"""When a reader may be called or written to: never in their quiet hours."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 1440


def is_quiet(minute: int, *, quiet_from: int, quiet_until: int) -> bool:
    """Whether a minute of the day lies in the quiet hours, which may go over midnight.

    Equal ends: there are none.
    """
    if quiet_from <= quiet_until:
        return quiet_from <= minute < quiet_until
    return minute >= quiet_from or minute < quiet_until


def not_quiet(at: datetime, zone: ZoneInfo, *, quiet_from: int, quiet_until: int) -> datetime:
    """The first instant from `at` on outside the quiet hours, by the clocks of the zone."""
    local = at.astimezone(zone)
    minute = local.hour * 60 + local.minute
    if not is_quiet(minute, quiet_from=quiet_from, quiet_until=quiet_until):
        return at
    day = local.date() if minute < quiet_until else local.date() + timedelta(days=1)
    hour, rest = divmod(quiet_until % MINUTES_A_DAY, 60)
    ends = datetime(day.year, day.month, day.day, hour, rest, tzinfo=zone)
    return max(at, ends.astimezone(at.tzinfo))
