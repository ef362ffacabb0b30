"""Every way in which we know how to break a talking book, form by form."""

from collections.abc import Mapping
from types import MappingProxyType

from tests.tts import (
    mutations_audio,
    mutations_brf,
    mutations_daisy3,
    mutations_daisy3_text,
    mutations_daisy202,
    mutations_epub3,
    mutations_folder,
    mutations_manifest,
    mutations_pef,
    mutations_tagged,
    mutations_tape,
)
from tests.tts.mutating import Mutation
from tts.forms.writers import Form

MUTATIONS_OF: Mapping[Form, tuple[Mutation, ...]] = MappingProxyType({
    Form.DAISY202: mutations_daisy202.MUTATIONS,
    Form.DAISY3: mutations_daisy3.MUTATIONS + mutations_daisy3_text.MUTATIONS,
    Form.EPUB3: mutations_epub3.MUTATIONS,
    Form.AUDIOBOOK: mutations_audio.AUDIOBOOK + mutations_manifest.AUDIOBOOK,
    Form.LPF: mutations_audio.LPF + mutations_manifest.LPF,
    Form.MP3: mutations_tagged.MP3 + mutations_folder.MP3,
    Form.M4B: mutations_tagged.M4B + mutations_tape.M4B,
    Form.BRF: mutations_brf.MUTATIONS,
    Form.PEF: mutations_pef.MUTATIONS,
})  # fmt: skip


def mutations(*forms: Form) -> list[tuple[Form, Mutation]]:
    """Each of these forms with each of its mutations."""
    return [(form, mutation) for form in forms for mutation in MUTATIONS_OF[form]]
