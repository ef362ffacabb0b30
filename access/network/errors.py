"""What may be refused about the network's points."""

from access.errors import AccessError


class PointNotFound(AccessError):
    """No service point has this number."""

    def __init__(self, point_id: int) -> None:
        self.point_id = point_id
        super().__init__(f"There is no service point with number {point_id}.")
