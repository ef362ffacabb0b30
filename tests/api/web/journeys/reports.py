"""What telephones sent to the library, kept to send it once more: by the page or its worker."""

from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass
class Reports:
    """Stands before the pages and notes the bodies of reports as they came."""

    app: ASGIApp
    bodies: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note a report while it goes by."""
        is_report = scope["type"] == "http" and scope["path"] == "/run/events"
        body = bytearray()

        async def read() -> Message:
            message = await receive()
            if message["type"] == "http.request":
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    self.bodies.append(body.decode())
            return message

        await self.app(scope, read if is_report else receive, send)
