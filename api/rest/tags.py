"""Versions of what is read: ETag, If-None-Match, If-Match (RFC 9110, sections 8.8.3 and 13.1)."""

import hashlib
from http import HTTPStatus
from typing import Annotated

from fastapi import Header, Request
from fastapi.responses import Response
from pydantic import BaseModel

from api.rest.problems import CHANGED, Refused

PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Accept-Language"}

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match", description="The ETag under which you read it; older ones are refused."
    ),
]


def tag_of(body: str) -> str:
    """A name for exactly these bytes."""
    return f'"{hashlib.sha256(body.encode("utf-8")).hexdigest()[:32]}"'


def tagged(request: Request, model: BaseModel) -> Response:
    """The answer with its ETag; 304 without a body where the caller has it already."""
    body = model.model_dump_json()
    tag = tag_of(body)
    headers = {**PRIVATE, "ETag": tag}
    if tag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def require_match(if_match: str | None, model: BaseModel) -> None:
    """Raises Refused (412) where the caller read another version than this one."""
    if if_match is None or if_match.strip() == "*":
        return
    if tag_of(model.model_dump_json()) not in _tags(if_match):
        raise Refused(HTTPStatus.PRECONDITION_FAILED, "changed_meanwhile", CHANGED)


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
