"""Driving a call: turns of the dialogue become commands to the exchange, its answers events.

This and `agi` alone know how the exchange is spoken to; the dialogue would not notice another.
"""

import asyncio
import logging
from collections import deque
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError

from access.errors import AccessError
from api.phone import acts, dialogue
from api.phone.agi import ALL_KEYS, AgiLine, BadPeer, CannotPlay, LineGone
from api.phone.books import LineBooks
from api.phone.call import Book, Ended, HungUp, Key, Place, Recorded, Silence
from api.phone.desk import Desk, SignedOut
from api.phone.folder import MESSAGES, played
from api.phone.playing import spot
from api.phone.saying import Say
from api.phone.voice import Voice
from tts.errors import TtsError
from tts.line_sound import length_ms

LOG = logging.getLogger("dauys.phone")
AFTER_KEY_S = 0.5
"""Nothing is heard for so long after a key: the ear is still with the finger."""
SILENCE_SENT_S = 10.0
LONGEST_MESSAGE_S, MESSAGE_SILENCE_S = 120, 5
SHORTEST_REST_MS = 1_500
"""A sound that ends so much too early was played before all of it was written: it goes on."""
_MOST_RETRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What all calls share. `desk_work` has threads for the records, `sign_work` for signing in,
    which takes long and holds a place in the records; `voice_work` has one thread."""

    voice: Voice
    books: LineBooks
    folder: Path
    shelf: Path
    desk_work: Executor
    sign_work: Executor
    voice_work: Executor
    person: str


class Driver:
    """One call from its first turn to its last."""

    def __init__(self, line: AgiLine, desk: Desk, exchange: Exchange) -> None:
        self._line, self._desk, self._exchange = line, desk, exchange
        self._loop = asyncio.get_running_loop()
        self._quiet_until_s = 0.0
        self._keys = deque[str]()
        self._playing: tuple[int, float, int] | None = None
        """Where in the book sound began, when, and how fast: for a line that ends untold."""

    async def drive(self, turn: acts.Turn) -> None:
        """Go through the call. However it ends, the place in a book is kept."""
        try:
            while turn.call.place is not Place.GONE:
                turn = await self._next(turn)
            await self._end(turn)
        except LineGone as gone:
            await self._keep(turn, gone.at_ms)
        except BadPeer:
            await self._keep(turn, None)
            raise
        except asyncio.CancelledError:
            await asyncio.shield(self._keep(turn, None))
            raise
        except (SignedOut, SQLAlchemyError, AccessError, TtsError, CannotPlay, OSError) as error:
            LOG.warning("a call ended early: %s", type(error).__name__)
            await self._keep(turn, None)
            await self._apologise(turn)

    async def _next(self, turn: acts.Turn) -> acts.Turn:
        self._playing = None
        await self._do(turn.deeds)
        event = await self._event(turn)
        call = turn.call
        if isinstance(event, Key):
            self._quiet_until_s = self._loop.time() + AFTER_KEY_S
        return dialogue.step(call, event)

    async def _event(self, turn: acts.Turn) -> dialogue.Event:  # noqa: PLR0911 - a line an act
        if self._keys:
            return Key(self._keys.popleft())
        if isinstance(turn.act, acts.Play):
            self._begin_book(turn.act)
        if key := await self._say(turn):
            return Key(key)
        match turn.act:
            case acts.Listen():
                return await self._listen(turn.act)
            case acts.Ask(question):
                return await self._answer(question)
            case acts.Play():
                return await self._play(turn.act)
            case acts.Record():
                return await self._record()
            case acts.Leave():
                return HungUp()

    async def _listen(self, listen: acts.Listen) -> dialogue.Event:
        if listen.more:
            quiet = await self._quiet_file()
            self._keys.extend(await self._line.more_keys(played(quiet), listen.seconds))
            return Key(self._keys.popleft()) if self._keys else Silence()
        if listen.seconds > SILENCE_SENT_S:
            return await self._listen_long(listen.seconds)
        key = await self._line.wait(listen.seconds)
        return Key(key) if key else Silence()

    async def _listen_long(self, seconds: float) -> dialogue.Event:
        """Silence is sent meanwhile: networks end calls in which nothing flows."""
        sound = await self._quiet_file(round(SILENCE_SENT_S * 1000))
        for _ in range(round(seconds / SILENCE_SENT_S)):
            if key := await self._line.stream(played(sound), ALL_KEYS, SILENCE_SENT_S):
                return Key(key)
        return Silence()

    async def _say(self, turn: acts.Turn) -> str | None:
        """Warnings to their end, then the rest until a key."""
        says = [(say, "") for say in turn.warning] + [(say, ALL_KEYS) for say in turn.says]
        if (says or isinstance(turn.act, acts.Play)) and (key := await self._quiet()):
            return key
        path = self._sound(says[0][0], turn) if says else None
        for number, (_, keys) in enumerate(says):
            sound = await path if path else None
            following = number + 1 < len(says)
            path = self._sound(says[number + 1][0], turn) if following else None
            if sound is None:
                continue
            try:
                key = await self._line.stream(played(sound), keys, _length_s(sound))
            except CannotPlay:
                LOG.warning("the exchange cannot play a sentence; is its folder shared with it?")
                continue
            if key:
                return key
        return None

    async def _quiet(self) -> str | None:
        """What is left of the silence after a key; another key may come in it."""
        rest_s = self._quiet_until_s - self._loop.time()
        return await self._line.wait(rest_s) if rest_s > 0.005 else None

    async def _quiet_file(self, lasts_ms: int = 20) -> Path:
        return await self._loop.run_in_executor(
            self._exchange.voice_work, self._exchange.voice.nothing, lasts_ms
        )

    def _sound(self, say: Say, turn: acts.Turn) -> "asyncio.Future[Path | None]":
        """Have a sentence spoken; while another is heard."""

        def spoken() -> Path | None:
            try:
                return self._exchange.voice.sound(say, turn.call.language, turn.slower)
            except TtsError as error:
                LOG.warning("a sentence could not be spoken: %s", type(error).__name__)
                return None

        return self._loop.run_in_executor(self._exchange.voice_work, spoken)

    def _begin_book(self, play: acts.Play) -> None:
        """Its sound is made while the title is said."""
        number, _ = play.book.track_at(play.at_ms)
        self._exchange.books.begin(self._source(play.book, number), play.speed)

    async def _play(self, play: acts.Play) -> dialogue.Event:
        """Sound after sound, without a gap, until a key or the end."""
        book = play.book
        number, at_ms = book.track_at(play.at_ms)
        begins_ms = book.begins_ms
        try:
            while number < len(book.tracks):
                key, at_ms = await self._play_sound(play, number, at_ms, begins_ms[number])
                if key:
                    return Key(key, at_ms)
                number, at_ms = number + 1, 0
                if number < len(book.tracks):
                    kept = acts.KeepPlace(book, spot(book, begins_ms[number]))
                    self._do_meanwhile(kept)
        except (TtsError, OSError, CannotPlay) as error:
            LOG.warning("a book could not be played: %s", type(error).__name__)
            return Ended(could_play=False)
        return Ended()

    async def _play_sound(
        self, play: acts.Play, number: int, at_ms: int, begins_ms: int
    ) -> tuple[str | None, int]:
        """One sound from a place in it; the key, and where in the book it was pressed."""
        source, books, speed = self._source(play.book, number), self._exchange.books, play.speed
        for tried in range(_MOST_RETRIES):
            file = await books.ready(source, speed, at_ms * 100 // speed)
            if number + 1 < len(play.book.tracks):
                books.begin(self._source(play.book, number + 1), speed)
            from_ms = at_ms * 100 // speed
            lasts_s = max(play.book.tracks[number].length_ms, file.length_ms) / 1000 * 2
            self._playing = (begins_ms + at_ms, self._loop.time(), speed)
            try:
                key, ended_ms = await self._line.play(played(file.path), from_ms, lasts_s)
            except LineGone as gone:
                if gone.at_ms is not None:
                    raise LineGone(begins_ms + gone.at_ms * speed // 100) from gone
                raise
            except CannotPlay:
                if tried + 1 == _MOST_RETRIES or file.is_whole:
                    raise
                continue  # it has just been finished and has its lasting name now
            if key:
                return key, begins_ms + (ended_ms or from_ms) * speed // 100
            passed_ms = round((self._loop.time() - self._playing[1]) * 1000) * speed // 100
            rest_ms = play.book.tracks[number].length_ms - at_ms - passed_ms
            if file.is_whole or rest_ms < SHORTEST_REST_MS:
                break
            at_ms += passed_ms
        return None, 0

    def _source(self, book: Book, number: int) -> Path:
        """A sound of a book; while it is finished, its file moves to another folder."""
        return self._exchange.shelf / book.folder / book.tracks[number].sound

    async def _record(self) -> Recorded:
        name = f"{uuid4().hex}.wav"
        folder = self._exchange.folder / MESSAGES
        longest_s, silence_s = LONGEST_MESSAGE_S, MESSAGE_SILENCE_S
        tone = await self._loop.run_in_executor(
            self._exchange.voice_work, self._exchange.voice.tone
        )
        await self._line.stream(played(tone), "", _length_s(tone))
        lasts_ms, is_there = await self._line.record(played(folder / name), longest_s, silence_s)
        lasted = Recorded(name if (folder / name).exists() else "", lasts_ms)
        if not is_there:  # most people hang up when they have said it
            await self._answer(acts.LeaveMessage(lasted.sound, lasts_ms))
            raise LineGone
        return lasted

    async def _end(self, turn: acts.Turn) -> None:
        """The last words, then the dial plan goes on."""
        await self._do(turn.deeds)
        await self._say(turn)
        if isinstance(turn.act, acts.Leave) and turn.act.to_person:
            await self._line.set_variable("DAUYS_PERSON", self._exchange.person)

    async def _keep(self, turn: acts.Turn, at_ms: int | None) -> None:
        """What is to be done when nobody is there any more."""
        if at_ms is None and self._playing is not None:
            began_ms, began_s, speed = self._playing
            at_ms = began_ms + round((self._loop.time() - began_s) * 1000) * speed // 100
        last = dialogue.step(turn.call, HungUp(at_ms))
        try:
            await self._do(last.deeds)
        except (SQLAlchemyError, AccessError) as error:
            LOG.warning("a deed was left undone: %s", type(error).__name__)

    async def _apologise(self, turn: acts.Turn) -> None:
        """Say that it is our fault, if somebody still listens and we can still speak."""
        try:
            sorry = acts.Turn(call=turn.call, act=acts.Leave(), warning=(Say("our_fault"),))
            await self._say(sorry)
        except (LineGone, TtsError, OSError):
            return

    async def _answer(self, question: acts.Question) -> acts.Answer:
        signs_in = isinstance(question, acts.SignIn)
        work = self._exchange.sign_work if signs_in else self._exchange.desk_work
        return await self._loop.run_in_executor(work, self._desk.answer, question)

    async def _do(self, deeds: tuple[acts.Deed, ...]) -> None:
        for deed in deeds:
            await self._loop.run_in_executor(self._exchange.desk_work, self._desk.do, deed)

    def _do_meanwhile(self, deed: acts.Deed) -> None:
        """Without holding up the sound; the next one makes good what fails."""
        doing = self._loop.run_in_executor(self._exchange.desk_work, self._desk.do, deed)
        doing.add_done_callback(lambda done: done.cancelled() or done.exception())


def _length_s(sound: Path) -> float:
    return length_ms(sound.stat().st_size) / 1000
