"""The pages of couriers' runs."""

from api.web.runs import showing

ROUTERS = (showing.router,)
