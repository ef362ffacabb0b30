"""The courier's own pages: what a telephone shows of a run, with a network and without."""

from api.web.courier import data, events, pages, reporting, shell

ROUTERS = (shell.router, data.router, events.router, reporting.router, pages.router)
"""Fixed addresses come before those with a number in them."""
