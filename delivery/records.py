"""Every record of this room, and what happens to them when readers merge, leave or are forgotten.

Whoever names this module has added the tables of the room to `access.records.METADATA`.
"""

from delivery import reader_leaves
from delivery.calendars import records as calendars
from delivery.crew import records as crew
from delivery.homes import records as homes
from delivery.planning import records as planning
from delivery.runs import night_report
from delivery.runs import records as runs
from delivery.visits import records as visits

ROOMS = (crew, homes, visits, runs, planning, night_report, calendars, reader_leaves)
