"""Rules of what an EPUB says about its own accessibility. Source: EPUB Accessibility 1.1.

EPUBCheck does not look at any of this; libraries choose books by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tts.check.epub3.book import Epub3, types_of
from tts.check.fault import Fault
from tts.check.metadata import Need, metadata_faults

MODES = (
    "textual",
    "visual",
    "auditory",
    "tactile",
    "chartOnVisual",
    "chemOnVisual",
    "colorDependent",
    "diagramOnVisual",
    "mathOnVisual",
    "musicOnVisual",
    "textOnVisual",
)
SUFFICIENT = {"textual", "visual", "auditory", "tactile"}
HAZARDS = (
    "none",
    "unknown",
    "flashing",
    "motionSimulation",
    "sound",
    "noFlashingHazard",
    "noMotionSimulationHazard",
    "noSoundHazard",
    "unknownFlashingHazard",
    "unknownMotionSimulationHazard",
    "unknownSoundHazard",
)
CLAIMS = tuple(
    f"EPUB Accessibility 1.1 - WCAG {version} Level {level}"
    for version in ("2.0", "2.1", "2.2")
    for level in ("A", "AA", "AAA")
)
_OLD_CLAIM = "http://www.idpf.org/epub/a11y/accessibility-20170105.html"


def _is_sufficient(value: str) -> bool:
    return {mode.strip() for mode in value.split(",")} <= SUFFICIENT


NEEDS = {
    "schema:accessMode": Need(1, None, MODES.__contains__, "textual, visual, auditory or tactile"),
    "schema:accessModeSufficient": Need(1, None, _is_sufficient, "textual, auditory or both"),
    "schema:accessibilityFeature": Need(1, None),
    "schema:accessibilityHazard": Need(1, None, HAZARDS.__contains__, "none or a known hazard"),
    "schema:accessibilitySummary": Need(1, None),
}


def facts_are_there(book: Epub3) -> Iterator[Fault]:
    """Modes, features, hazards and a summary. Source: EPUB Accessibility 1.1."""
    yield from metadata_faults(book.opf, book.facts, NEEDS)


def sound_is_announced(book: Epub3) -> Iterator[Fault]:
    """A book with overlays says it can be heard, and that text and sound go together. §3.4."""
    said = {(fact.name, fact.value) for fact in book.facts}
    for name, value in (
        ("schema:accessMode", "auditory"),
        ("schema:accessModeSufficient", "auditory"),
        ("schema:accessibilityFeature", "synchronizedAudioText"),
    ):
        if (name, value) not in said:
            sentence = f"The book has sound for its text, so {name} must say {value}."
            yield book.opf.fault("accessibility-missing", None, sentence)


def features_are_there(book: Epub3) -> Iterator[Fault]:
    """Page navigation is said where it is, and only there. Source: EPUB Accessibility 1.1."""
    features = {f.value for f in book.facts if f.name == "schema:accessibilityFeature"}
    parts = book.nav.named("nav") if book.nav else ()
    has_list = any("page-list" in types_of(part) for part in parts)
    if has_list != ("pageNavigation" in features):
        what = "is" if has_list else "is not"
        sentence = f"There {what} a page list, so pageNavigation must agree with that."
        yield book.opf.fault("accessibility-differs", None, sentence)
    if "none" in features and len(features) > 1:
        sentence = "accessibilityFeature says none beside others."
        yield book.opf.fault("accessibility-differs", None, sentence)


def claims_are_exact(book: Epub3) -> Iterator[Fault]:
    """A claim of conformance is one exact string, and somebody stands for it. Source: §3.4."""
    certified = {
        fact.element.get("refines") for fact in book.facts if fact.name == "a11y:certifiedBy"
    }
    for fact in book.facts:
        if fact.name != "dcterms:conformsTo" or not fact.value.startswith("EPUB Access"):
            continue
        if fact.value not in (*CLAIMS, _OLD_CLAIM):
            sentence = f"{fact.value!r} is no claim that readers know, such as {CLAIMS[-2]!r}."
            yield book.opf.fault("claim-malformed", fact.element, sentence)
        if f"#{fact.element.get('id')}" not in certified:
            sentence = "a11y:certifiedBy must say who stands for the claim."
            yield book.opf.fault("claim-uncertified", fact.element, sentence)


RULES: tuple[Callable[[Epub3], Iterator[Fault]], ...] = (
    facts_are_there,
    sound_is_announced,
    features_are_there,
    claims_are_exact,
)
