"""Lists in pages: a mark says where the next page begins; no list is answered whole."""

from typing import Annotated, Generic, TypeVar

from fastapi import Query, Request
from pydantic import BaseModel, Field

T = TypeVar("T", bound=BaseModel)
MOST = 100

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
After = Annotated[
    int | None, Query(ge=0, description="The mark of the page before; none for the first page.")
]


class Listed(BaseModel, Generic[T]):
    """One page of a list. `next` is the address of the next page; null on the last."""

    here: list[T]
    next: str | None = Field(default=None)


def listed(
    request: Request, here: list[T], mark: int | str | None, *, name: str = "after"
) -> Listed[T]:
    """A page whose next one begins at this mark."""
    following = None if mark is None else str(request.url.include_query_params(**{name: mark}))
    if following is not None:
        following = following.removeprefix(f"{request.url.scheme}://{request.url.netloc}")
    return Listed[T](here=here, next=following)
