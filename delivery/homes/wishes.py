"""The reader's door and how they wish to be visited: entered, changed, paused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from access.database.once import insert_once
from access.network.records import MINUTES_A_DAY
from access.people.looking import looked
from access.requests.holding import hold_reader, require_open
from delivery.errors import BadWish, NoAddress, NotHere, NotVisitedAtHome
from delivery.homes.following import follow, open_visits
from delivery.homes.records import (
    EVERY_DAY,
    LONGEST_INTERVAL_DAYS,
    Address,
    Exactness,
    HomeProfile,
    HomeWindow,
)

MOST_WINDOWS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where to go and how to get in, as it is entered. Degrees are WGS 84."""

    street: str
    house: str
    district: str = ""
    entrance: str = ""
    floor: str = ""
    flat: str = ""
    has_lift: bool | None = None
    door_code: str = ""
    notes: str = ""
    phone: str | None = None
    lat_deg: float | None = None
    lon_deg: float | None = None
    exactness: Exactness = Exactness.NONE

    def __post_init__(self) -> None:
        """Raises BadWish."""
        if not self.street.strip() or not self.house.strip():
            raise BadWish("address", "incomplete")
        if (self.lat_deg is None) != (self.lon_deg is None):
            raise BadWish("point", "half")
        if (self.lat_deg is None) != (self.exactness is Exactness.NONE):
            raise BadWish("exactness", "does_not_fit_point")
        if not (-90 <= (self.lat_deg or 0) <= 90 and -180 <= (self.lon_deg or 0) <= 180):
            raise BadWish("point", "not_on_earth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a reader wishes to be visited. `windows` are minutes of the day, from and until."""

    every_days: int | None = None
    weekdays: int = EVERY_DAY
    windows: tuple[tuple[int, int], ...] = ()
    language: str | None = None
    needs_lift: bool = False
    needs_help: bool = False
    longer_visit: bool = False
    phone_first: bool = False
    since_on: date
    until_on: date | None = None
    preferred_courier_id: int | None = None
    depot_id: int | None = None

    def __post_init__(self) -> None:
        """Raises BadWish."""
        if self.every_days is not None and not 1 <= self.every_days <= LONGEST_INTERVAL_DAYS:
            raise BadWish("every_days", "out_of_range")
        if not 1 <= self.weekdays <= EVERY_DAY:
            raise BadWish("weekdays", "none")
        if self.until_on is not None and self.until_on < self.since_on:
            raise BadWish("until_on", "before_since_on")
        if len(self.windows) > MOST_WINDOWS:
            raise BadWish("windows", "too_many")
        last = -1
        for opens, closes in sorted(self.windows):
            if not 0 <= opens < closes <= MINUTES_A_DAY:
                raise BadWish("windows", "impossible")
            if opens <= last:
                raise BadWish("windows", "overlap")
            last = closes


def live_at(
    db: Session, *, reader_id: int, door: Door, by_id: int | None, now: datetime, web: str = "desk"
) -> Address:
    """The reader lives here from now on; open visits go to the new door.

    Entered by staff, it counts as verified by them. Raises ReaderNotFound, ReaderClosed.
    """
    visits = open_visits(db, reader_id)
    require_open(hold_reader(db, reader_id))
    old = address_of(db, reader_id=reader_id)
    if old is not None:
        old.replaced_at = now
        db.flush()
    address = Address(
        reader_id=reader_id,
        entered_at=now,
        verified_by_id=by_id,
        verified_at=now if by_id is not None else None,
        **{name: getattr(door, name) for name in Door.__dataclass_fields__},
    )
    db.add(address)
    db.flush()
    follow(db, visits, address, now=now)
    looked(db, reader_id=reader_id, account_id=by_id, what="address_set", door=web, now=now)
    return address


def address_of(db: Session, *, reader_id: int) -> Address | None:
    """Where the reader lives now."""
    return db.scalars(
        select(Address).where(Address.reader_id == reader_id, Address.replaced_at.is_(None))
    ).one_or_none()


def require_address(db: Session, *, reader_id: int) -> Address:
    """Where the reader lives now. Raises NoAddress."""
    address = address_of(db, reader_id=reader_id)
    if address is None:
        raise NoAddress(reader_id)
    return address


def without_point(db: Session, *, limit: int = 200) -> Sequence[Address]:
    """Doors that are on no map yet, so that nobody can be sent there, the oldest first."""
    return db.scalars(
        select(Address)
        .where(Address.replaced_at.is_(None), Address.lat_deg.is_(None), Address.street != "")
        .order_by(Address.entered_at, Address.id)
        .limit(max(1, min(limit, 1_000)))
    ).all()


def wish(
    db: Session, *, reader_id: int, wishes: Wishes, by_id: int | None, now: datetime,
    web: str = "desk",
) -> HomeProfile:  # fmt: skip
    """The reader is visited at home in this way from now on.

    Raises ReaderNotFound, ReaderClosed, NoAddress.
    """
    require_open(hold_reader(db, reader_id))
    require_address(db, reader_id=reader_id)
    if _profile(db, reader_id) is None:
        insert_once(
            db,
            HomeProfile,
            {
                "reader_id": reader_id,
                "since_on": wishes.since_on,
                "weekdays": wishes.weekdays,
                "needs_lift": False,
                "needs_help": False,
                "longer_visit": False,
                "phone_first": False,
                "changed_at": now,
                "version": 1,
            },
        )
    profile = require_profile(db, reader_id=reader_id)
    for name in Wishes.__dataclass_fields__:
        if name != "windows":
            setattr(profile, name, getattr(wishes, name))
    profile.windows = [
        HomeWindow(opens_minute=opens, closes_minute=closes) for opens, closes in wishes.windows
    ]
    profile.changed_at = now
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="visits_set", door=web, now=now)
    return profile


def profile_of(db: Session, *, reader_id: int) -> HomeProfile | None:
    """How the reader is visited, with its windows."""
    return _profile(db, reader_id)


def require_profile(db: Session, *, reader_id: int) -> HomeProfile:
    """How the reader is visited, with its windows. Raises NotVisitedAtHome."""
    profile = _profile(db, reader_id)
    if profile is None:
        raise NotVisitedAtHome(reader_id, date.min, "no_profile")
    return profile


def wishes_of(profile: HomeProfile) -> Wishes:
    """What is wished now, to be changed and written again; its windows are loaded."""
    names = [name for name in Wishes.__dataclass_fields__ if name != "windows"]
    windows = tuple((one.opens_minute, one.closes_minute) for one in profile.windows)
    return Wishes(windows=windows, **{name: getattr(profile, name) for name in names})


def standing(profile: HomeProfile, on: date) -> str | None:
    """Why the reader is not visited on a day ("not_yet", "ended", "paused"); None: they are."""
    if on < profile.since_on:
        return "not_yet"
    if profile.until_on is not None and on > profile.until_on:
        return "ended"
    began = profile.paused_from_on is not None and on >= profile.paused_from_on
    if began and (profile.paused_until_on is None or on <= profile.paused_until_on):
        return "paused"
    return None


def allows(profile: HomeProfile, on: date) -> bool:
    """Whether the reader may be visited on a day, by standing and weekday."""
    return bool(profile.weekdays >> on.weekday() & 1) and standing(profile, on) is None


def set_point(
    db: Session, *, address_id: int, lat_deg: float, lon_deg: float, exactness: Exactness,
    by_id: int, now: datetime,
) -> Address:  # fmt: skip
    """A coordinator put the door on the map. Raises NotHere, BadWish."""
    address = db.get(Address, address_id, with_for_update=True)
    if address is None:
        raise NotHere("address", address_id)
    if exactness is Exactness.NONE or not (-90 <= lat_deg <= 90 and -180 <= lon_deg <= 180):
        raise BadWish("point", "not_on_earth")
    address.lat_deg, address.lon_deg, address.exactness = lat_deg, lon_deg, exactness
    address.verified_by_id, address.verified_at = by_id, now
    db.flush()
    looked(
        db, reader_id=address.reader_id, account_id=by_id, what="point_set", door="desk", now=now
    )
    return address


def _profile(db: Session, reader_id: int) -> HomeProfile | None:
    return db.scalars(
        select(HomeProfile)
        .where(HomeProfile.reader_id == reader_id)
        .options(selectinload(HomeProfile.windows))
        .execution_options(populate_existing=True)
    ).one_or_none()
