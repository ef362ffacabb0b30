"""The job engine, opened: its name, its queues, what it is told at every start.

DBOS keeps a row for each piece of work and each step that was done, so that work begun is gone on
with. Its traps, and why each of these settings is as it is: docs/decisions/0018.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer
from sqlalchemy import Engine

from access.production.running import Attempt

NAME = "dauys"
VERSION = "1"
"""Never changes: work that was begun under another version would wait for it for ever."""
AT_ONCE, BULK = "editions", "back_catalogue"
NIGHTS = "nights"
MAKE, NIGHT = "make_edition", "delivery_part"
POLL_S = 0.25
RECOVERIES = 100
"""The engine's own bound; ours (`Patience.most_starts`) is far lower and counts where it ended."""

LIVE = frozenset({"ENQUEUED", "PENDING", "DELAYED"})
_FEW = 500


def launch(engine: Engine, worker: str) -> None:
    """Begin to work in this process under this name. Once a process; no door ever does."""
    config: DBOSConfig = {
        "name": NAME,
        "system_database_engine": engine,
        "executor_id": worker,
        "application_version": VERSION,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
        "use_listen_notify": False,
        "scheduler_polling_interval_sec": 10.0,
    }
    DBOS(config=config)
    DBOS.listen_queues([AT_ONCE, BULK, NIGHTS])
    DBOS.launch()
    for queue in (AT_ONCE, BULK, NIGHTS):
        DBOS.register_queue(
            queue, worker_concurrency=1, polling_interval_sec=POLL_S, on_conflict="always_update"
        )


def take_over(workers: Sequence[str]) -> int:
    """Go on with what these workers began; answers how much there was. Several may do it at once:
    each piece is taken by one."""
    # pylint: disable-next=protected-access
    return len(DBOS._recover_pending_workflows(list(workers)))  # noqa: SLF001 - see the decision


@dataclass(frozen=True, slots=True)
class Desk:
    """Where work is handed to the engine and asked about; needs no launched engine."""

    client: DBOSClient

    def hand_in(self, attempt: Attempt, *, priority: int, is_bulk: bool) -> None:
        """Have an attempt worked on; handed in again it changes nothing."""
        self.client.enqueue(
            {
                "workflow_name": MAKE,
                "queue_name": BULK if is_bulk else AT_ONCE,
                "workflow_id": attempt.name,
                "priority": priority,
                "application_name": NAME,
            },
            attempt.production_id,
            attempt.round,
            attempt.number,
        )

    def hand_in_night(self, name: str, part: str, night_on: str) -> None:
        """Have a night or an evening done; handed in again by the same name it changes nothing."""
        self.client.enqueue(
            {
                "workflow_name": NIGHT,
                "queue_name": NIGHTS,
                "workflow_id": name,
                "application_name": NAME,
            },
            part,
            night_on,
        )

    def states(self, attempts: Iterable[Attempt]) -> dict[str, str]:
        """The engine's word for the state of each attempt that it knows, by name."""
        return self.states_of([attempt.name for attempt in attempts])

    def states_of(self, names: list[str]) -> dict[str, str]:
        """The same by the names that work was handed in by."""
        found: dict[str, str] = {}
        for first in range(0, len(names), _FEW):
            for work in self.client.list_workflows(
                workflow_ids=names[first : first + _FEW], load_input=False, load_output=False
            ):
                found[work.workflow_id] = work.status
        return found

    def clear(self, *, before_iso: str, limit: int) -> int:
        """Forget finished work of before this instant, at most so many; answers how many."""
        finished = self.client.list_workflows(
            completed_before=before_iso,
            status=["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
            limit=limit,
            load_input=False,
            load_output=False,
        )
        names = [work.workflow_id for work in finished]
        if names:
            self.client.delete_workflows(names)
        return len(names)

    def close(self) -> None:
        """Let go of the engine's tables."""
        self.client.destroy()


def open_desk(engine: Engine) -> Desk:
    """The desk over these tables; they are there once a worker has started."""
    client: Any = DBOSClient(
        system_database_engine=engine,
        serializer=DBOSPortableJSONSerializer(),
        application_name=NAME,
    )
    return Desk(client)
