"""The doors: web, REST, phone, reading apps and shell. Settings, clock and keys enter here only.

Whoever comes through a door knows the records of every room: access knows its own, and those of
delivery are added here, so that tables are compared, readers merged and forgotten with all of them.
"""

from delivery.records import ROOMS as ROOMS
