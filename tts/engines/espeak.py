"""eSpeak NG in this process: the fast path, and the voices that every installation has.

Synchronous mode: the library calls us back with sound while `espeak_Synth` runs, in our own
thread. The library keeps its state in global variables, so one process opens it once and one
thread speaks with it; and what it has spoken before changes what it says next by some samples,
unless it is made to forget (`tts.engines.espeak_memory`). Where it cannot be,
`tts.narration.booth` makes that harmless.

Source: eSpeak NG 1.52, speak_lib.h and espeak_ng.h.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import espeakng_loader

from tts.engine import Casting, Pcm, PcmSink, Voice, speak_whole
from tts.engines.espeak_memory import memory_of
from tts.errors import BadChoice, EngineMissing, SpeechFailed
from tts.text.phonemes import as_phonemes, has_phonemes, in_brackets

NAME = "espeak"
SLOWEST_WPM, FASTEST_WPM = 80, 450

_SYNCHRONOUS = 2
_BUFFER_MS = 1000
_DO_NOT_EXIT = 0x8000  # without it the library ends the process when its tables are missing
_UTF8 = 1
_PHONEMES = 0x100
_END_PAUSE = 0x1000
_IPA = 2
_POSITION_CHARACTER = 1
_RATE = 1
_SEED = 1
_VARIANT = "+"

_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


@dataclass(frozen=True, slots=True)
class EspeakHome:
    """Where eSpeak NG lives: the shared library, and the folder with its language tables."""

    library: Path
    tables: Path


def bundled_home() -> EspeakHome:
    """The eSpeak NG that was installed together with us. Raises EngineMissing."""
    try:
        tables = Path(espeakng_loader.get_data_path())
    except RuntimeError as error:
        raise EngineMissing("The bundled eSpeak NG has no language tables.") from error
    return EspeakHome(Path(espeakng_loader.get_library_path()), tables)


class _VoiceRecord(ctypes.Structure):
    """espeak_VOICE. `languages` is a run of: one byte of priority, a tag, a zero; then a zero."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("reserved", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


class EspeakLibrary:
    """The opened library. There is one in a process: `open_library` gives it."""

    def __init__(self, home: EspeakHome) -> None:
        self.home = home
        try:
            self._c = ctypes.CDLL(str(home.library))
        except OSError as error:
            raise EngineMissing(f"eSpeak NG does not open: {error}.") from error
        _declare(self._c)
        self.rate_hz: int = self._c.espeak_Initialize(
            _SYNCHRONOUS, _BUFFER_MS, str(home.tables).encode(), _DO_NOT_EXIT
        )
        if self.rate_hz <= 0:
            raise EngineMissing(f"eSpeak NG finds no language tables in {home.tables}.")
        if hasattr(self._c, "espeak_ng_SetRandSeed"):  # breathy voices draw lots; since 1.52
            self._c.espeak_ng_SetRandSeed(_SEED)
        self._memory = memory_of(home.library, self._c)
        self._chosen: Casting | None = None
        self._sink: PcmSink | None = None
        self._broken: BaseException | None = None
        self._callback = _CALLBACK(self._take)  # the library keeps no reference of its own
        self._c.espeak_SetSynthCallback(self._callback)

    @cached_property
    def version(self) -> str:
        """Number of the library, and a fingerprint of the tables that decide what it says."""
        import hashlib  # noqa: PLC0415 - OpenSSL makes every fork of a booth dearer

        digest = hashlib.sha256()
        for path in sorted(self.home.tables.rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(self.home.tables).as_posix().encode() + b"\0")
                digest.update(path.read_bytes())
        number: bytes = self._c.espeak_Info(None)
        return f"{number.decode()} {digest.hexdigest()[:16]}"

    def remembers(self, casting: Casting) -> bool:
        """Whether this voice sounds otherwise after other words.

        A variant ("ru+f2") may: its breath draws lots.
        """
        return self._memory is None or _VARIANT in casting.voice

    def voices(self) -> Iterator[Voice]:
        """Every voice whose language has its tables here."""
        records = self._c.espeak_ListVoices(None)
        place = 0
        while records[place]:
            record = records[place].contents
            tags = tuple(_tags(record.languages))
            if any((self.home.tables / f"{tag.partition('-')[0]}_dict").exists() for tag in tags):
                yield Voice(NAME, record.identifier.decode().rpartition("/")[2], tags)
            place += 1

    def choose(self, casting: Casting) -> None:
        """Speak in this voice, at this speed, from now on. Raises BadChoice."""
        if casting == self._chosen:
            return
        voice, words_per_minute = casting.voice, casting.words_per_minute
        if not SLOWEST_WPM <= words_per_minute <= FASTEST_WPM:
            raise BadChoice(
                f"eSpeak NG speaks {SLOWEST_WPM} to {FASTEST_WPM} words a minute, "
                f"not {words_per_minute}."
            )
        self._chosen = None
        if not voice or self._c.espeak_SetVoiceByName(voice.encode()) != 0:
            names = ", ".join(voice.name for voice in self.voices())
            raise BadChoice(f"eSpeak NG has no voice “{voice}”; it has {names}.")
        self._c.espeak_SetParameter(_RATE, words_per_minute, 0)
        self._chosen = casting

    def say(self, sink: PcmSink, spoken_text: str, *, ends_sentence: bool) -> None:
        """Say it into `sink`, in the voice chosen. Raises SpeechFailed, or what `sink` raised.

        "[[…]]" in the text is read as it stands; what is marked as phonemes is read as phonemes.
        """
        flags = _UTF8 | (_END_PAUSE if ends_sentence else 0)
        if has_phonemes(spoken_text):
            spoken_text, flags = in_brackets(spoken_text), flags | _PHONEMES
        text = spoken_text.replace("\0", "").encode("utf-8", "replace") + b"\0"
        self._sink, self._broken = sink, None
        if self._memory is not None:
            self._memory.forget()
        try:
            code = self._c.espeak_Synth(
                text, len(text), 0, _POSITION_CHARACTER, 0, flags, None, None
            )
        finally:
            self._sink = None
        if self._broken is not None:
            raise self._broken
        if code != 0:
            raise SpeechFailed(f"eSpeak NG refused the words (its code {code}).")

    def phonemes(self, spoken_text: str) -> str:
        """What it would say, in the letters of the IPA, in the voice chosen; a clause a line.

        Words that it gives to a voice of another language stand behind that one's code: "(en)".
        Letters that it spells and signs that it drops show here, without listening.
        """
        rest = ctypes.c_char_p(spoken_text.replace("\0", "").encode("utf-8", "replace"))
        clauses: list[str] = []
        while rest.value is not None:
            clause: bytes | None = self._c.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA)
            clauses.append((clause or b"").decode())
        return "\n".join(clauses)

    def knows_phonemes(self, phonemes: str) -> bool:
        """Whether the voice chosen knows every one of these; at one that it does not know, eSpeak
        NG drops the rest of the word without a sound. Seen by two more at the end."""
        self.say(lambda _piece: None, as_phonemes("n"), ends_sentence=False)  # the mode stays
        end = self.phonemes("[[n n]]")
        return self.phonemes(f"[[{phonemes}n n]]").endswith(end)

    def _take(self, samples: int | None, count: int, _events: int | None) -> int:
        """What the library calls with sound. Answering 1 stops it."""
        if not samples or count <= 0 or self._sink is None:
            return 0
        try:
            octets = (ctypes.c_char * (2 * count)).from_address(samples)
            self._sink(memoryview(octets).cast("B"))
        except BaseException as error:  # noqa: BLE001 - none may cross C; `say` raises it
            self._broken = error
            return 1
        return 0


def open_library(home: EspeakHome) -> EspeakLibrary:
    """The library at `home`. Raises EngineMissing; also where another one is open already."""
    if not _OPENED:
        _OPENED.append(EspeakLibrary(home))
    if _OPENED[0].home != home:
        raise EngineMissing("Another eSpeak NG is open in this process; there can be one only.")
    return _OPENED[0]


_OPENED: list[EspeakLibrary] = []


class EspeakEngine:
    """`SpeechEngine` and `SpeaksInPieces` with a voice of eSpeak NG ("kk", "ru", "en+f2")."""

    def __init__(self, casting: Casting, home: EspeakHome | None = None) -> None:
        self._casting = casting
        self._library = open_library(home or bundled_home())
        self._library.choose(casting)

    @property
    def version(self) -> str:
        """Of the library and of its language tables."""
        return self._library.version

    @property
    def rate_hz(self) -> int:
        """22,050 with the tables of eSpeak NG 1.52."""
        return self._library.rate_hz

    @property
    def remembers(self) -> bool:
        """Only where the library does not let its memory be found, and in variants of a voice."""
        return self._library.remembers(self._casting)

    def speak(self, spoken_text: str, *, ends_sentence: bool = True) -> Pcm:
        """Say it whole. Raises SpeechFailed."""
        return speak_whole(self, spoken_text, ends_sentence=ends_sentence)

    def speak_into(self, sink: PcmSink, spoken_text: str, *, ends_sentence: bool = True) -> None:
        """Say it into `sink`, about a second at a time. Raises SpeechFailed."""
        self._library.choose(self._casting)  # another engine in this process may have chosen
        listening = _Listening(sink)
        self._library.say(listening, spoken_text, ends_sentence=ends_sentence)
        if not listening.heard:
            raise SpeechFailed("eSpeak NG gave no sound for the words.")


class _Listening:
    """A sink that knows whether anything but silence went through it."""

    def __init__(self, sink: PcmSink) -> None:
        self._sink, self.heard = sink, False

    def __call__(self, piece: memoryview) -> None:
        self.heard = self.heard or piece != bytes(piece.nbytes)
        self._sink(piece)


def _tags(address: int) -> Iterator[str]:
    while ctypes.string_at(address, 1) != b"\0":
        tag = ctypes.string_at(address + 1)
        yield tag.decode()
        address += len(tag) + 2


def _declare(c: Any) -> None:
    """Tell ctypes the signatures; a wrong guess of an integer's width would corrupt the call."""
    signatures: dict[str, tuple[Any, tuple[Any, ...]]] = {
        "espeak_Initialize": (
            ctypes.c_int, (ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int)
        ),
        "espeak_Info": (ctypes.c_char_p, (ctypes.c_void_p,)),
        "espeak_ListVoices": (
            ctypes.POINTER(ctypes.POINTER(_VoiceRecord)), (ctypes.c_void_p,)
        ),
        "espeak_SetVoiceByName": (ctypes.c_int, (ctypes.c_char_p,)),
        "espeak_SetParameter": (ctypes.c_int, (ctypes.c_int, ctypes.c_int, ctypes.c_int)),
        "espeak_SetSynthCallback": (None, (_CALLBACK,)),
        "espeak_TextToPhonemes": (
            ctypes.c_char_p, (ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int)
        ),
        "espeak_Synth": (
            ctypes.c_int,
            (
                ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint,
                ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
            ),
        ),
    }  # fmt: skip
    for name, (answer, arguments) in signatures.items():
        function: Callable[..., Any] = getattr(c, name)
        function.restype, function.argtypes = answer, arguments  # type: ignore[attr-defined]
    if hasattr(c, "espeak_ng_SetRandSeed"):
        c.espeak_ng_SetRandSeed.restype = ctypes.c_int
        c.espeak_ng_SetRandSeed.argtypes = (ctypes.c_long,)
