"""The nights of this network, as its settings wish them."""

from datetime import date

from access.database.opening import Database
from api.settings import Settings
from delivery.night import Night
from delivery.planning.solving import Effort


def night_of(settings: Settings, database: Database, night_on: date) -> Night:
    """A night as this network wishes it."""
    return Night(
        change=database.change,
        look=database.look,
        night_on=night_on,
        publishes=settings.publish_by_itself,
        effort=Effort(time_limit_s=settings.plan_limit_s),
    )
