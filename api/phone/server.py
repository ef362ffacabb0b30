"""The server of the telephone line: calls come in, none harms another, all are bounded.

Logs tell that a call began and how it ended, by a number of its own; never who called, what was
keyed in or what was heard.
"""

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import count
from urllib.parse import unquote, urlsplit

from sqlalchemy.exc import SQLAlchemyError

from access.database.opening import Database
from access.errors import AccessError
from access.notices.calling import NoticeNotFound
from access.people.errors import BadField
from access.people.fields import telephone_written
from access.people.secrets import STANDARD, Cost
from api.cli.ordering import Speech, castings
from api.phone import dialogue
from api.phone.acts import Turn
from api.phone.agi import LONGEST_LINE, AgiLine, BadPeer, LineGone
from api.phone.books import LineBooks
from api.phone.desk import Desk
from api.phone.driving import Driver, Exchange
from api.phone.folder import MESSAGES
from api.phone.voice import Voice
from api.settings import Settings
from tts.narration.store import Store

LOG = logging.getLogger("dauys.phone")
READER, NOTICE, MESSAGE = "reader", "notice", "message"
DESK_THREADS, SIGN_THREADS, SOUND_THREADS = 8, 4, 2
"""A PIN that is compared takes 64 MB: so many at once, whoever calls. On SQLite one at a time: who
compares holds the only place of a writer, and hundreds of callers wait here rather than there."""
BACKLOG = 1_024
LONGEST_CALLER = 40


def voice_of(settings: Settings) -> Voice:
    """The voice of this installation's line: the network's usual ones. Raises BadChoice."""
    usual = tuple(filter(None, (part.strip() for part in settings.usual_voices.split(","))))
    return Voice(
        castings(settings.installation, Speech(voices=usual)),
        folder=settings.phone_dir.resolve(),
        store=Store(settings.store_dir),
        installation=settings.installation,
    )


class PhoneServer:
    """Answers calls until it is closed. `clock` gives the moment, aware, in UTC."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        *,
        clock: Callable[[], datetime],
        cost: Cost = STANDARD,
    ) -> None:
        self._settings, self._database, self._clock, self._cost = settings, database, clock, cost
        self._numbers = count(1)
        self._calls = set[asyncio.Task[None]]()
        self._token = settings.phone_token.get_secret_value() if settings.phone_token else ""

    @property
    def calls(self) -> int:
        """How many calls there are at this moment."""
        return len(self._calls)

    @asynccontextmanager
    async def listening(self, host: str, port: int) -> AsyncIterator[tuple[str, int]]:
        """Take calls while the block lasts; gives the address. Then every call ends in good order,
        each with its reader's place kept."""
        folder = self._settings.phone_dir.resolve()
        (folder / MESSAGES).mkdir(parents=True, exist_ok=True)
        desk_work = ThreadPoolExecutor(DESK_THREADS, thread_name_prefix="desk")
        at_once = 1 if self._database.is_sqlite else SIGN_THREADS
        sign_work = ThreadPoolExecutor(at_once, thread_name_prefix="sign")
        voice_work = ThreadPoolExecutor(1, thread_name_prefix="voice")
        sound_work = ThreadPoolExecutor(SOUND_THREADS, thread_name_prefix="sound")
        voice = voice_of(self._settings)
        self._exchange = Exchange(
            voice=voice,
            books=LineBooks(folder, self._settings.phone_limit_bytes, sound_work),
            folder=folder,
            shelf=self._settings.shelf_dir.resolve(),
            desk_work=desk_work,
            sign_work=sign_work,
            voice_work=voice_work,
            person=self._settings.phone_person,
        )
        server = await asyncio.start_server(
            self._connected, host, port, limit=LONGEST_LINE, backlog=BACKLOG
        )
        try:
            yield server.sockets[0].getsockname()[:2]
        finally:
            server.close()
            for call in list(self._calls):
                call.cancel()
            await asyncio.gather(*self._calls, return_exceptions=True)
            voice_work.submit(voice.close)
            for work in (sound_work, sign_work, desk_work, voice_work):
                work.shutdown(cancel_futures=work is sound_work)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._calls) >= self._settings.phone_calls:
            LOG.warning("a call was not taken: all %d lines are busy", len(self._calls))
            writer.close()
            return
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a callback of a server runs in a task
        self._calls.add(task)
        number, line = next(self._numbers), AgiLine(reader, writer)
        outcome = "ended"
        try:
            async with asyncio.timeout(self._settings.phone_call_longest_s):
                await self._call(line)
        except TimeoutError:
            outcome = "lasted too long"
        except BadPeer as error:
            outcome = f"refused: {error}"
        except LineGone:
            outcome = "hung up"
        except (SQLAlchemyError, AccessError, OSError) as error:
            outcome = f"broken: {type(error).__name__}"
        except asyncio.CancelledError:
            outcome = "closed"
        except Exception as error:  # noqa: BLE001 - one call must not end the line for the others
            outcome = f"our fault: {type(error).__name__} at {_where(error)}"
        finally:
            self._calls.discard(task)
            line.close()
            LOG.info("call %d %s", number, outcome)

    async def _call(self, line: AgiLine) -> None:
        await line.open()
        script = self._script(line.environment.get("agi_network_script", ""))
        desk = Desk(
            database=self._database, settings=self._settings, clock=self._clock,
            caller=_caller(line), cost=self._cost,
        )  # fmt: skip
        await line.answer()
        work = asyncio.get_running_loop().run_in_executor
        try:
            turn = await work(self._exchange.desk_work, self._first, script, line, desk)
            desk.language = turn.call.language
            await Driver(line, desk, self._exchange).drive(turn)
        finally:
            await asyncio.shield(work(self._exchange.desk_work, desk.end))

    def _first(self, script: str, line: AgiLine, desk: Desk) -> Turn:
        """The first turn of a call that comes in, that we made, or that a person did not take."""
        greeting = desk.greeting()
        if script == MESSAGE:
            return dialogue.begin_message(caller=desk.caller, language=greeting.language)
        if script == NOTICE:
            number = line.environment.get("agi_arg_1", "")
            if not (number.isascii() and number.isdecimal() and len(number) < 10):
                raise NoticeNotFound(0)
            return dialogue.begin_call(desk.notice(int(number)), caller=desk.caller)
        return dialogue.begin(
            caller=desk.caller, language=greeting.language, knows_card=greeting.knows_card
        )

    def _script(self, path: str) -> str:
        """Which dialogue; where a token is set, only for who says it first. Raises BadPeer."""
        parts = [unquote(part) for part in urlsplit(f"//host/{path}").path.split("/") if part]
        if self._token:
            said = parts.pop(0) if parts else ""
            if not hmac.compare_digest(said.encode(), self._token.encode()):
                raise BadPeer("no token")
        script = parts[0] if len(parts) == 1 else ""
        if script not in (READER, NOTICE, MESSAGE):
            raise BadPeer("no such dialogue")
        return script


def _caller(line: AgiLine) -> str:
    """The number that calls, as E.164 where it is one; who hides it is counted by the call."""
    told = line.environment.get("agi_callerid", "")[:LONGEST_CALLER]
    if told and told != "unknown":
        try:
            return telephone_written(told)
        except BadField:
            return told
    return f"call {line.environment.get('agi_uniqueid', '')[:LONGEST_CALLER]}"


def _where(error: BaseException) -> str:
    """File and line of a fault of ours; its words might name somebody."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "nowhere"
