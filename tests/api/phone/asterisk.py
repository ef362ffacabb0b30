"""A private Asterisk for tests, from an unpacked folder of packages: unprivileged, loopback only.

`.ci/parts` brings the folder. It runs with its own loader and libraries; nothing is installed.
"""

import os
import platform
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
UNPACKED = ROOT / ".tools" / "asterisk"
PROGRAM = UNPACKED / "usr" / "sbin" / "asterisk"
NO_ASTERISK = "Asterisk is not here; .ci/parts fetches it where a newer Debian can be reached"
STARTS_WITHIN_S = 30
RINGS_S = 4
"""How long a person is rung up before a message may be left."""
MODULES = (
    "pbx_config pbx_spool func_strings func_channel func_callerid func_logic app_playback app_dial "
    "app_senddtmf "
    "app_verbose res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb "
    "res_pjproject res_pjsip res_pjsip_session res_pjsip_pubsub res_pjsip_sdp_rtp "
    "res_pjsip_caller_id res_pjsip_nat res_pjsip_outbound_registration "
    "res_pjsip_authenticator_digest res_pjsip_endpoint_identifier_ip "
    "res_pjsip_endpoint_identifier_user res_pjsip_registrar res_pjsip_acl res_rtp_asterisk "
    "chan_pjsip bridge_simple bridge_softmix format_wav format_pcm format_sln codec_ulaw "
    "codec_alaw codec_a_mu codec_resample res_speech res_agi"
)

MAIN = """
[directories]
astetcdir => {etc}
astmoddir => {modules}
astvarlibdir => {data}
astdbdir => {db}
astkeydir => {keys}
astdatadir => {data}
astagidir => {data}
astspooldir => {spool}
astrundir => {run}
astlogdir => {log}
astsbindir => {sbin}
[options]
verbose = 3
nocolor = yes
highpriority = no
transmit_silence = yes
hideconnect = yes
"""
PJSIP = """
[udp]
type=transport
protocol=udp
bind=127.0.0.1:{sip}
[caller]
type=endpoint
transport=udp
context=callers
disallow=all
allow=ulaw,alaw
dtmf_mode=rfc4733
direct_media=no
rtp_symmetric=yes
force_rport=yes
media_address=127.0.0.1
bind_rtp_to_media_address=yes
[caller]
type=identify
endpoint=caller
match=127.0.0.1/32
"""
EXTENSIONS = """
[general]
static=yes
[callers]
exten => 100,1,Answer()
 same => n,AGI(agi://127.0.0.1:{agi}/reader)
 same => n,GotoIf($["${{DAUYS_PERSON}}" = ""]?end)
 same => n,Dial(PJSIP/caller/sip:${{DAUYS_PERSON}}@127.0.0.1:{person_port},{rings_s})
 same => n,GotoIf($["${{DIALSTATUS}}" = "ANSWER"]?end)
 same => n,AGI(agi://127.0.0.1:{agi}/message)
 same => n(end),Hangup()
[dauys-notice]
exten => s,1,Answer()
 same => n,AGI(agi://127.0.0.1:{agi}/notice,${{DAUYS_NOTICE}})
 same => n,Hangup()
[ears]
; whoever is rung up here keys in a PIN, hears, and chooses
exten => _+X.,1,Answer()
 same => n,Wait(3)
 same => n,SendDTMF({keys}#,200)
 same => n,Wait(3)
 same => n,SendDTMF({choice},500)
 same => n,Wait(8)
 same => n,Hangup()
"""
LOGGER = """
[general]
dateformat=%F %T
[logfiles]
full => notice,warning,error,verbose
"""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A running Asterisk: where it takes calls, where it rings up a person, its spool, its log."""

    sip_port: int
    agi_port: int
    person_port: int
    spool: Path
    log: Path


def why_not() -> str:
    """Why there is no Asterisk here; "" where there is one."""
    if platform.machine() != "x86_64":
        return "Asterisk is fetched for x86-64 alone"
    return "" if PROGRAM.exists() else NO_ASTERISK


def free_port(kind: int = socket.SOCK_STREAM) -> int:
    """A port of loopback that nobody uses at this moment."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def exchange(
    folder: Path, *, agi_port: int, keys: str = "", choice: str = "2"
) -> Iterator[Exchange]:
    """Asterisk with our dial plan in `folder`, its FastAGI going to `agi_port`."""
    names = ("etc", "run", "log", "spool", "data", "db", "keys")
    places = {name: folder / name for name in names}
    for place in places.values():
        place.mkdir(parents=True)
    for sub in ("outgoing", "tmp", "system"):
        (places["spool"] / sub).mkdir()
    shared = UNPACKED / "usr" / "share" / "asterisk"
    for part in shared.iterdir():
        if part.name != "sounds":
            (places["data"] / part.name).symlink_to(part)
    (places["data"] / "sounds").mkdir()
    (places["data"] / "sounds" / "en").symlink_to(_english(shared / "sounds"))
    sip_port = free_port(socket.SOCK_DGRAM)
    person_port = free_port(socket.SOCK_DGRAM)
    extensions = EXTENSIONS.format(
        agi=agi_port, person_port=person_port, rings_s=RINGS_S, keys=keys, choice=choice
    )
    _configure(places, sip_port, extensions)
    program = subprocess.Popen(
        [*_loader(), str(PROGRAM), "-f", "-n", "-C", str(places["etc"] / "asterisk.conf")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "TZDIR": "/usr/share/zoneinfo"},
    )  # fmt: skip
    try:
        _await(program, places["etc"])
        log = places["log"] / "full"
        yield Exchange(sip_port, agi_port, person_port, places["spool"], log)
    finally:
        program.terminate()
        try:
            program.wait(10)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
        shutil.rmtree(folder / "run", ignore_errors=True)


def _configure(places: dict[str, Path], sip_port: int, extensions: str) -> None:
    modules = next(UNPACKED.glob("usr/lib/*/asterisk/modules"))
    rtp = 20_000 + sip_port % 20_000 // 2 * 2
    loaded = "".join(f"load = {name}.so\n" for name in MODULES.split())
    files = {
        "asterisk": MAIN.format(modules=modules, sbin=PROGRAM.parent, **places),
        "modules": f"[modules]\nautoload=no\n{loaded}",
        "logger": LOGGER,
        "rtp": f"[general]\nrtpstart={rtp}\nrtpend={rtp + 999}\nstrictrtp=no\nicesupport=no\n",
        "pjsip": PJSIP.format(sip=sip_port),
        "extensions": extensions,
        "pjproject": "[startup]\ntype=startup\n",
        "indications": "[general]\ncountry=us\n[us]\nringcadence=2000,4000\n",
        "cdr": "[general]\nenable=no\n",
        "cel": "[general]\nenable=no\n",
        "http": "[general]\nenabled=no\n",
        "manager": "[general]\nenabled=no\n",
    }
    empty = ("stasis", "sorcery", "udptl", "acl", "features", "ccss", "codecs", "dnsmgr")
    for name, text in {**files, **dict.fromkeys(empty, "")}.items():
        (places["etc"] / f"{name}.conf").write_text(text, encoding="utf-8")


def _await(program: "subprocess.Popen[bytes]", etc: Path) -> None:
    asks = [*_loader(), str(PROGRAM), "-C", str(etc / "asterisk.conf"), "-rx"]
    ends_s = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < ends_s:
        assert program.poll() is None, "Asterisk ended at once"
        said = subprocess.run([*asks, "core waitfullybooted"], capture_output=True, check=False)
        if b"fully booted" in said.stdout:
            return
        time.sleep(0.1)
    raise AssertionError("Asterisk did not start")


def _loader() -> list[str]:
    """Its own loader and libraries, not those of this machine."""
    folders = [UNPACKED / "usr/lib/x86_64-linux-gnu", UNPACKED / "lib/x86_64-linux-gnu"]
    loader = next(path for folder in folders if (path := folder / "ld-linux-x86-64.so.2").exists())
    libraries = ":".join(map(str, (*folders, UNPACKED / "usr/lib")))
    return [str(loader), "--library-path", libraries]


def _english(sounds: Path) -> Path:
    return next(iter(sorted(sounds.glob("en*"))))
