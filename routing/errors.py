"""What can keep a day from becoming routes, each failure with its facts."""

from collections.abc import Sequence


class RoutingError(Exception):
    """Anything that kept a day from becoming routes."""


class BadProblem(RoutingError):
    """The day as described cannot be planned; nothing was planned.

    `where` is the place in the file (a JSON path such as `jobs[3].service`), `what` is wrong
    there, `remedy` says what to write instead.
    """

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(f"{where}: {what} {remedy}")


class PlanBroken(RoutingError):
    """A plan of ours failed its own check; it was withheld. Always our fault, never the file's."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"The plan failed its check and was withheld: {' '.join(self.faults)}")
