"""The voice of the line: sentences become sound files, each made once and kept.

Belongs to one thread: engines do. What a sentence sounds like depends on its words, the voices and
their version alone, so a file is found again by that, after any restart.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import pi, sin
from pathlib import Path

from api.phone.folder import SAID, touch, trim
from api.phone.saying import Say, fixed
from tts.engine import Casting
from tts.engines.espeak import SLOWEST_WPM
from tts.engines.installation import Installation
from tts.line_sound import ENDING, RATE_HZ, as_line_sound, silence
from tts.narration.booth import Booth, EngineFacts
from tts.narration.keys import fingerprint, utterance_key
from tts.narration.spoken import Cast, Utterance
from tts.narration.store import Store
from tts.publishing import replacing
from tts.script import Phrase, Role, Span

PACES_PERCENT = (100, 85, 70)
"""As usual, and slower twice for who did not answer."""
SAID_LIMIT_BYTES = 1_000_000_000
TRIMMED_EVERY = 2_000
"""Sentences made between two looks at how much there is."""
_SPEAKING_LIMIT_S = 20.0
_MOST_REMEMBERED = 20_000
_NOTHING_MS = 20
_TONE_MS, _TONE_HZ = 300, 1_000


class Voice:
    """Speaks for the line. `folder` is that of the line, `store` that of finished sentences."""

    def __init__(
        self,
        castings: Mapping[str, Casting],
        *,
        folder: Path,
        store: Store,
        installation: Installation,
    ) -> None:
        self._castings, self._installation = castings, installation
        self._folder, self._store = folder / SAID, store
        self._booths: dict[Casting, tuple[Booth, EngineFacts]] = {}
        self._known: dict[tuple[object, ...], Path] = {}
        self._made = 0

    def sound(self, say: Say, language: str, slower: int = 0) -> Path:
        """The file in which a sentence is said. Raises SpeechFailed, EngineMissing, OSError."""
        wish = (say.name, tuple(sorted(say.facts.items(), key=lambda fact: fact[0])), language,
                slower)  # fmt: skip
        path = self._known.get(wish)
        if path is not None and path.exists():
            return path
        path = self._said(say, language, slower)
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[wish] = path
        return path

    def nothing(self, lasts_ms: int = _NOTHING_MS) -> Path:
        """A file of silence, as short as can be."""
        return self._kept(f"nothing{lasts_ms}", lambda: silence(lasts_ms))

    def tone(self) -> Path:
        """A file with the tone after which somebody speaks."""
        return self._kept("tone", lambda: as_line_sound(_beep()))

    def render(self) -> int:
        """Say everything that needs no facts, at every pace; gives how many sentences there are."""
        number = 0
        for language, say in fixed():
            for slower in range(len(PACES_PERCENT)):
                self.sound(say, language, slower)
                number += 1
        return number

    def close(self) -> None:
        """Let the engines go."""
        for booth, _ in self._booths.values():
            booth.close()
        self._booths.clear()

    def _said(self, say: Say, language: str, slower: int) -> Path:
        spans = tuple(Span(piece.text, piece.language) for piece in say.spans(language))
        if not "".join(span.text for span in spans).strip():
            return self.nothing()
        phrase = Phrase(phrase_id="line", role=Role.SENTENCE, spans=spans, language=language)
        cast = Cast(_paced(self._castings, PACES_PERCENT[slower]), language)
        utterances = cast.utterances(phrase)
        keys = [self._key(utterance) for utterance in utterances]
        if not keys:
            return self.nothing()
        return self._kept(
            fingerprint(*keys),
            lambda: b"".join(map(self._spoken, utterances, keys)),
        )

    def _kept(self, name: str, make: Callable[[], bytes]) -> Path:
        path = self._folder / name[:2] / f"{name}{ENDING}"
        if path.exists():
            touch(path)
            return path
        sound = make()
        with replacing(path, is_folder=False) as partial:
            partial.write_bytes(sound)
        self._made += 1
        if self._made % TRIMMED_EVERY == 0:
            trim(self._folder, SAID_LIMIT_BYTES)
        return path

    def _spoken(self, utterance: Utterance, key: str) -> bytes:
        pcm = self._store.get(key)
        if pcm is None:
            booth, _ = self._booth(utterance.casting)
            booth.say(
                key, utterance.text, ends_sentence=utterance.ends_sentence,
                limit_s=_SPEAKING_LIMIT_S,
            )  # fmt: skip
            pcm = self._store.get(key) or b""
        return as_line_sound(pcm)

    def _key(self, utterance: Utterance) -> str:
        _, facts = self._booth(utterance.casting)
        return utterance_key(
            utterance.casting, facts.version, RATE_HZ, utterance.text,
            ends_sentence=utterance.ends_sentence,
        )  # fmt: skip

    def _booth(self, casting: Casting) -> tuple[Booth, EngineFacts]:
        if casting not in self._booths:
            booth = Booth(casting, self._store, installation=self._installation, rate_hz=RATE_HZ)
            self._booths[casting] = (booth, booth.facts())
        return self._booths[casting]


def _beep() -> bytes:
    """Samples of a short tone, not loud, that swells and fades without a click."""
    samples = RATE_HZ * _TONE_MS // 1000
    return b"".join(
        round(
            6_000 * min(1, at / 80, (samples - at) / 80) * sin(2 * pi * _TONE_HZ * at / RATE_HZ)
        ).to_bytes(2, "little", signed=True)
        for at in range(samples)
    )


def _paced(castings: Mapping[str, Casting], percent: int) -> Mapping[str, Casting]:
    return {
        language: replace(
            casting, words_per_minute=max(SLOWEST_WPM, casting.words_per_minute * percent // 100)
        )
        for language, casting in castings.items()
    }
