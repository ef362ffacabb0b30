"""Notices by SMS: handed to the network's own gateway over HTTP, signed; see docs/notices.md."""

import asyncio
import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

import httpx2

from api.notices.message import LastingFailure, Message, PassingFailure

SIGNATURE = "Dauys-Signature"
NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
"""E.164."""
LONGEST_TEXT = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """Where short messages are handed over. `limit_s` is for all of one message."""

    url: str
    secret: str
    limit_s: float = 15


class Sms:
    """Hands short messages to one gateway."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    def deliver(self, message: Message) -> None:
        """Raises PassingFailure, LastingFailure."""
        if not NUMBER.fullmatch(message.address):
            raise LastingFailure("bad_number")
        body = json.dumps(
            {
                "id": f"notice-{message.notice_id}",
                "to": message.address,
                "language": message.language,
                "text": message.text[:LONGEST_TEXT],
            },
            ensure_ascii=False,
        ).encode()
        status = asyncio.run(self._posted(message.notice_id, body))
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return
        passing = (
            status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)
            or status >= HTTPStatus.INTERNAL_SERVER_ERROR
            # what is wrong with us (secret, address of the gateway) is wrong until it is mended
            or status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
            or status < HTTPStatus.BAD_REQUEST
        )
        raise (PassingFailure if passing else LastingFailure)(f"sms_{status}")

    async def _posted(self, notice_id: int, body: bytes) -> int:
        """The status of the answer; what else the gateway says is not read, be it endless."""
        at_s = int(datetime.now(UTC).timestamp())
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": f"notice-{notice_id}",
            SIGNATURE: signature(self._gateway.secret, at_s, body),
        }
        try:
            async with (
                asyncio.timeout(self._gateway.limit_s),
                httpx2.AsyncClient(trust_env=False, timeout=self._gateway.limit_s) as client,
                client.stream("POST", self._gateway.url, content=body, headers=headers) as answer,
            ):
                return answer.status_code
        except (TimeoutError, httpx2.TimeoutException) as error:
            raise PassingFailure("sms_too_slow") from error
        except httpx2.HTTPError as error:
            raise PassingFailure("sms_unreachable") from error


def signature(secret: str, at_s: int, body: bytes) -> str:
    """Proves to the gateway that a message is ours and fresh: HMAC-SHA-256 (RFC 2104) over the
    second since 1970, a full stop and the body."""
    signed = hmac.new(secret.encode(), f"{at_s}.".encode() + body, hashlib.sha256)
    return f"t={at_s},v1={signed.hexdigest()}"
