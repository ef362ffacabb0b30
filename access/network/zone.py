"""The network's clock: which day it is there, and what an instant is called there."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.records import Network

DEFAULT_ZONE = "Asia/Almaty"


def network_zone(db: Session) -> ZoneInfo:
    """The time zone of the network; Almaty's until a network is entered."""
    name = db.scalars(select(Network.time_zone).order_by(Network.id).limit(1)).first()
    return ZoneInfo(name or DEFAULT_ZONE)


def today(db: Session, *, now: datetime) -> date:
    """Which day it is in the network's zone."""
    return now.astimezone(network_zone(db)).date()
