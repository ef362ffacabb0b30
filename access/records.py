"""Every record of this room, so that whoever names `METADATA` knows all its tables."""

from access.catalogue import made
from access.catalogue import records as catalogue
from access.database.base import Base
from access.ils import reader_leaves as ils_leaves
from access.ils import records as ils
from access.listening import records as listening
from access.network import records as network
from access.notices import records as notices
from access.people import doors
from access.people import records as people
from access.production import records as production
from access.requests import records as requests
from access.search import records as search

METADATA = Base.metadata
ROOMS = (
    network, catalogue, made, people, doors, production, requests, notices, search, listening, ils,
    ils_leaves,
)  # fmt: skip
