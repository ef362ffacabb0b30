"""What can keep a wish from being taken down, each failure with its facts."""

from datetime import date

from access.errors import AccessError
from access.people.records import Service
from access.requests.records import RequestState


class RequestNotFound(AccessError):
    """This reader has no request with this number."""

    def __init__(self, request_id: int) -> None:
        self.request_id = request_id
        super().__init__(f"There is no request with number {request_id}.")


class NotEntitled(AccessError):
    """The reader may not use this service on that day: nobody confirmed the need, or it ended."""

    def __init__(self, service: Service, on: date) -> None:
        self.service, self.on = service, on
        super().__init__(f"The reader is not entitled to {service.value} on {on}.")


class NoCopy(AccessError):
    """The network has no copy of the title on this medium; `media` are those that it has."""

    def __init__(self, title_id: int, medium: str | None, media: tuple[str, ...]) -> None:
        self.title_id, self.medium, self.media = title_id, medium, media
        there = ", ".join(media) or "none"
        super().__init__(f"There is no {medium or 'copy'} of title {title_id}; there is: {there}.")


class MediumNeeded(AccessError):
    """There are copies on several media; the reader has to choose one of `media`."""

    def __init__(self, title_id: int, media: tuple[str, ...]) -> None:
        self.title_id, self.media = title_id, media
        super().__init__(f"Copies of title {title_id} are {', '.join(media)}; choose one.")


class TooManyOpenRequests(AccessError):
    """The reader waits for as many titles as one reader may."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"A reader may wait for {limit} titles at a time.")


class TooManyRequestsToday(AccessError):
    """The reader asked for as many titles as one reader may on one day."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"A reader may ask for {limit} titles a day.")


class AlreadyHad(AccessError):
    """A question rather than a fault: the reader had this title; ask `again` if they want it."""

    def __init__(self, title_id: int, had_on: date) -> None:
        self.title_id, self.had_on = title_id, had_on
        super().__init__(f"The reader had title {title_id} on {had_on}.")


class MayNotDecide(AccessError):
    """Only staff may do this with a request."""

    def __init__(self, account_id: int) -> None:
        self.account_id = account_id
        super().__init__(f"Account {account_id} may not decide about this request.")


class ImpossibleMove(AccessError):
    """A request in this state cannot come into that one."""

    def __init__(self, request_id: int, was: RequestState, to: RequestState) -> None:
        self.request_id, self.was, self.to = request_id, was, to
        super().__init__(f"Request {request_id} is {was.value}; it cannot become {to.value}.")
