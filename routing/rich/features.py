"""Which of its richer wishes a day uses, so that an engine can say which of them it sees."""

from enum import StrEnum

from routing.problem import Problem


class Feature(StrEnum):
    """What an engine may not know; all else it must."""

    PENALTY = "penalty"
    PREFERRED = "courier"
    BALANCE = "balance"
    RELOAD = "reloads"
    REST_RULE = "rest"
    MAX_LOAD = "max_load"
    STEPS = "steps"
    PEAKS = "traffic"
    COSTS = "costs"
    TASK_COSTS = "per_task_hour"
    TYPES = "service_per_type"
    PAIRS = "never"


def features(problem: Problem) -> frozenset[Feature]:
    """The features that are in use."""
    tasks, vehicles, roads = problem.tasks, problem.vehicles, problem.roads.values()
    used = {
        Feature.PENALTY: any(task.penalty is not None for task in tasks),
        Feature.PREFERRED: any(task.preferred for task in tasks),
        Feature.BALANCE: problem.balance is not None,
        Feature.RELOAD: any(one.reloads and one.max_reloads for one in vehicles),
        Feature.REST_RULE: any(one.rest_rule for one in vehicles),
        Feature.MAX_LOAD: any(rest.max_load for one in vehicles for rest in one.breaks),
        Feature.STEPS: any(one.steps for one in vehicles),
        Feature.PEAKS: any(one.peaks for one in roads),
        Feature.COSTS: any(one.costs is not None for one in roads),
        Feature.TASK_COSTS: any(one.costs.per_task_hour for one in vehicles),
        Feature.TYPES: any(one.setup_by_type or one.service_by_type for one in problem.stops),
        Feature.PAIRS: any(task.never for task in tasks),
    }
    return frozenset(feature for feature, is_used in used.items() if is_used)


ENGINES_KEEP = frozenset({Feature.TYPES})
"""What the search by OR-Tools keeps to exactly, without any help."""

ENGINES_WEIGH = ENGINES_KEEP | {
    Feature.PAIRS,
    Feature.PENALTY,
    Feature.PREFERRED,
    Feature.COSTS,
    Feature.TASK_COSTS,
}
"""What all engines weigh as they should, so that they may search for most of the time."""

IMPROVER_WEIGHS = (ENGINES_WEIGH | {Feature.BALANCE}) - ENGINES_KEEP
"""What the compiled improver weighs as it should."""
