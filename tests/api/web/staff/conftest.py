"""A library in which something of everything is there, and somebody who may do everything."""

from tests.api.web.desk_fixtures import day, doors, morning, sqlite_url, staff, staff_id

__all__ = ["day", "doors", "morning", "sqlite_url", "staff", "staff_id"]
