"""Valhalla in this very process, without a server; for a Python that can load it (3.12)."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import valhalla

from routing.travel.errors import RequestRefused, RoadsUnavailable
from routing.travel.valhalla_json import Json

ACTIONS = {"sources_to_targets": "matrix", "locate": "locate", "route": "route"}


class ActorAsker:
    """Asks an Actor, one question after another: two threads in one Actor never come back."""

    def __init__(self, settings: Json) -> None:
        self._lock = Lock()
        with TemporaryDirectory(prefix="dauys-") as scratch:
            path = Path(scratch) / "valhalla.json"
            path.write_text(json.dumps(settings), "utf-8")
            try:
                self._actor = valhalla.Actor(str(path))
            except (RuntimeError, OSError, AttributeError) as fault:
                raise RoadsUnavailable(
                    "Valhalla",
                    f"it cannot open the tiles ({fault}).",
                    "Build them anew with the Valhalla that is installed: dauys roads build",
                ) from fault

    def __call__(self, action: str, question: Json) -> Json:
        """See `Asker`."""
        ask = getattr(self._actor, ACTIONS[action])
        try:
            with self._lock:
                text = ask(json.dumps(question))
        except valhalla.ValhallaError as fault:
            raise RequestRefused(_number(fault), str(fault)) from fault
        answer: object = json.loads(text)
        return answer if isinstance(answer, dict) else {"": answer}


def _number(fault: Exception) -> str:
    return str(getattr(fault, "code", "")) or "unknown"
