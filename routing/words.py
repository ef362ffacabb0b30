"""Times, lengths and lists as they are said aloud, so that a plan can be heard."""

from collections.abc import Sequence
from datetime import UTC, datetime

DAY_S = 86_400


def clock(at_s: int) -> str:
    """A time of day: "09:05"; "00:10 the next day"; a date when seconds count from 1970."""
    if at_s >= 2 * DAY_S:
        return datetime.fromtimestamp(at_s, UTC).strftime("%Y-%m-%d %H:%M UTC")
    hours, minutes = divmod(at_s % DAY_S // 60, 60)
    return f"{hours:02}:{minutes:02}{' the next day' if at_s >= DAY_S else ''}"


def lasting(length_s: int) -> str:
    """A length of time, rounded up to the minute: "1 minute", "2 hours 5 minutes"."""
    hours, minutes = divmod(-(-length_s // 60), 60)
    parts = [counted(hours, "hour")] if hours else []
    if minutes or not hours:
        parts.append(counted(minutes, "minute"))
    return " ".join(parts)


def counted(count: int, thing: str) -> str:
    """A number of things: "1 stop", "2 stops"."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def listed(words: Sequence[object]) -> str:
    """Words in a row: "1", "1 and 2", "1, 2 and 3"."""
    said = [str(word) for word in words]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def kilometres(length_m: int) -> str:
    """A length, rounded up to a tenth: "3.4 km"."""
    return f"{-(-length_m // 100) / 10:.1f} km"
