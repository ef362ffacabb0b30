"""Writes several planned days as JSON: every day as VROOM's answer, and who is visited when."""

from routing.periodic.horizon import Fortnight, Horizon, Visit
from routing.vroom_out import Json, plan_json


def fortnight_json(horizon: Horizon, found: Fortnight) -> Json:
    """`days`, each with its number and a plan; `visited` by stop; `missed` with reasons."""
    return {
        "code": 0,
        "summary": {
            "days": len(found.days),
            "visits": sum(map(len, found.visited)),
            "missed": len(found.missed),
            "cost": sum(route.cost for day in found.days for route in day.plan.routes),
        },
        "days": [
            {"day": number, **plan_json(day.problem, day.plan)}
            for number, day in enumerate(found.days)
        ],
        "visited": [
            {**_named(visit), "days": list(days)}
            for visit, days in zip(horizon.visits, found.visited, strict=True)
        ],
        "missed": [
            {
                **_named(horizon.visits[one.visit]),
                **({} if one.day is None else {"day": one.day}),
                "reason": {
                    "code": one.reason.code.value,
                    "sentence": one.reason.sentence,
                    "remedy": one.reason.remedy,
                },
            }
            for one in found.missed
        ],
    }


def _named(visit: Visit) -> Json:
    stop = visit.task.stops[0]
    return {"type": stop.kind.value, "id": stop.stop_id}
