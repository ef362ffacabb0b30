"""What may be refused about the network's places."""

from access.errors import AccessError


class PointNotFound(AccessError):
    """No service point has this number."""

    def __init__(self, service_point_id: int) -> None:
        self.service_point_id = service_point_id
        super().__init__(f"There is no service point with number {service_point_id}.")
