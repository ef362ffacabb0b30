"""Settings: built once at the door, from the environment; below `api` everything is an argument."""

import json
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from access.production.policy import Patience, Publishing
from tts.engines.installation import Installation

PREFIX = "DAUYS_"
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
"""A time of day, as 02:00."""


class BadSettings(Exception):
    """An environment variable, or a line of `.env`, has a value that cannot be used."""


class Settings(BaseSettings):
    """Environment variables named DAUYS_…, and a `.env` in the folder where the command runs.

    A size is in bytes, a time in seconds.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", frozen=True, extra="ignore"
    )

    store_dir: Path = Path.home() / ".cache" / "dauys" / "store"
    """Finished sentences and sections; may be deleted at any time, it only costs speaking again."""

    store_limit_bytes: int = Field(default=20_000_000_000, ge=100_000_000)
    """What the store may hold after a conversion; what was used least recently goes first."""

    shelf_dir: Path = Path("shelf")
    """Where the finished talking books stand, each edition in a folder of its own."""

    producer: str = Field(default="Dauys", min_length=1)
    """The library that makes the talking books; it stands in every edition as its maker."""

    speech_timeout_s: int = Field(default=30, gt=0)
    """How long one sentence may take before it counts as failed and is tried again."""

    voices_dir: Path = Path.home() / ".local" / "share" / "dauys" / "voices"
    """Where voices are laid: Piper's NAME.onnx and NAME.onnx.json, a program's NAME.toml."""

    valhalla: Path | None = None
    """Valhalla's package for Python where this Python cannot load it: its wheel, or the folder
    where it is unpacked."""

    roads_dir: Path = Path.home() / ".cache" / "dauys" / "roads"
    """Travel times that were asked once, and Valhalla unpacked; may be deleted at any time."""

    roads_cache_pairs: int = Field(default=4_000_000, ge=10_000)
    """How many travel times are kept, each from one place to another; about 40 bytes each."""

    traffic_percent: int = Field(default=100, ge=20, le=1_000)
    """How long a drive takes on a working day beside an empty street, which road maps tell of;
    160 to 200 is usual in a large town. The great circle has its own speed of a working day."""

    database_url: str = f"sqlite:///{Path.home() / '.local' / 'share' / 'dauys' / 'dauys.db'}"
    """Where the records are kept: sqlite:///FILE, or postgresql://… where a network has it."""

    usual_voices: str = ""
    """Who reads where nobody wished otherwise, with commas: ru=piper:irina,kk=espeak:kk@160."""

    workers_a_book: int = Field(default=2, ge=1, le=64)
    """How many processes speak the sections of one edition at the same time."""

    worker_name: str = Field(default="", max_length=60, pattern="^[A-Za-z0-9._-]*$")
    """What this machine's workers are called; its host name if nothing is said. No two machines of
    one network may have the same."""

    worker_dead_after_s: float = Field(default=30, ge=1)
    """How long a worker may be silent before the others take over what it makes."""

    production_tries: int = Field(default=6, ge=1)
    """How often the making of an edition is tried before a producer has to look at it."""

    production_retry_first_s: float = Field(default=60, ge=0)
    """The wait before the second try; every further one is five times as long, a day at most."""

    production_starts: int = Field(default=8, ge=1)
    """How many workers may end at the same place of a book before it is parked."""

    production_stall_s: float = Field(default=7_200, gt=0)
    """How long nothing may be heard of the making of an edition before it is broken off."""

    publishing: Publishing = Publishing.CLEAN
    """When a finished edition goes out by itself: always, clean (nothing doubtful), approved."""

    quality_sample_a_week: int = Field(default=5, ge=0, le=1_000)
    """How many published editions are drawn by lot each week, to be heard by a person."""

    night_at: str = Field(default="02:00", pattern=CLOCK)
    """When the visits of the next fortnight are spread over days and the next day is planned, by
    the network's clock; missed, it is made up for when a worker starts."""

    publish_at: str = Field(default="16:00", pattern=CLOCK)
    """When the runs of the next day are published and readers hear when somebody comes."""

    publish_by_itself: bool = True
    """Whether runs are published at that hour without a person; false: a coordinator does it."""

    plan_limit_s: float = Field(default=20, ge=1, le=600)
    """How long the planning of one day may think."""

    time_zone: str = "Asia/Almaty"
    """The zone in which days and hours are said to people; records are kept in UTC."""

    trusted_proxies: str = "127.0.0.1"
    """The addresses, with commas, of proxies before the pages that say who calls and whether by
    https (X-Forwarded-For and -Proto); * for any, empty for none."""

    upload_limit_bytes: int = Field(default=500_000_000, ge=1_000_000)
    """The largest file that staff may send through a page."""

    mail_host: str | None = None
    """The mail server to which notices are handed; none: no notice goes by e-mail."""

    mail_port: int = Field(default=587, ge=1, le=65535)

    mail_security: Literal["starttls", "tls", "none"] = "starttls"
    """How the way to it is kept from listeners; none only where it is on the same machine."""

    mail_login: str | None = None
    mail_password: SecretStr | None = None

    mail_from: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+$")
    """The address from which notices come."""

    mail_unsubscribe: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+$")
    """An address of the library for those who want no more letters; stands in List-Unsubscribe."""

    mail_certificates: Path | None = None
    """A file of certificates that the mail server's must come from; none: those of the machine."""

    mail_limit_s: int = Field(default=30, ge=1, le=60)

    sms_url: str | None = Field(default=None, pattern=r"^https?://")
    """The gateway to which short messages are handed; see docs/notices.md."""

    sms_secret: SecretStr | None = None
    """With which messages to the gateway are signed; without it none is sent."""

    sms_limit_s: int = Field(default=15, ge=1, le=60)

    call_spool_dir: Path | None = None
    """Asterisk's folder of outgoing calls, usually /var/spool/asterisk/outgoing."""

    call_channel: str = Field(
        default="PJSIP/{number}@trunk", pattern=r"^[^{}\n]*\{number\}[^{}\n]*$"
    )
    """How a number is rung; {number} stands for it, as +77271234567."""

    call_context: str = Field(default="dauys-notice", pattern=r"^[A-Za-z0-9_.-]+$")
    """The context of the dial plan that speaks the notice."""

    phone_dir: Path = Path.home() / ".local" / "share" / "dauys" / "phone"
    """What the telephone line says and plays, as files that the exchange reads; and what callers
    leave spoken, which it writes. The exchange sees it under the same path."""

    phone_limit_bytes: int = Field(default=20_000_000_000, ge=100_000_000)
    """What the sound of books for the line may take there; what was heard longest ago goes."""

    phone_messages_kept_days: int = Field(default=30, ge=1, le=3_650)
    """How long what callers left spoken stays after somebody heard it."""

    phone_calls: int = Field(default=200, ge=1, le=2_000)
    """How many calls are answered at once; an hour of one book takes 29 MB of disk, no memory."""

    phone_call_longest_s: int = Field(default=3 * 3_600, ge=60, le=12 * 3_600)

    phone_token: SecretStr | None = None
    """Must then stand first in the path of every AGI address: agi://host/TOKEN/reader."""

    phone_person: str = Field(default="", pattern=r"^[0-9A-Za-z_.*#+-]{0,40}$")
    """The extension of a person; none: callers leave a message."""

    phone_person_hours: str = Field(
        default="1-5 09:00-18:00",
        pattern=r"^[1-7]-[1-7] ([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$",
    )
    """From which day of the week to which (Monday is 1), and the hours, in the network's zone."""

    sources_dir: Path = Path.home() / ".local" / "share" / "dauys" / "sources"
    """Where the files of titles are kept, from which editions are made; found by their content."""

    max_source_bytes: int = Field(default=2_000_000_000, ge=1_000_000)
    """How large one of them may be."""

    ils_host: str | None = None
    """The library's own system, which is told of loans by SIP2; none: there is none."""

    ils_port: int = Field(default=6001, ge=1, le=65535)

    ils_tls: bool = True
    """Off only where the way leads to this machine: to a tunnel, or to a system that runs here."""

    ils_certificates: Path | None = None
    """A file of certificates that its must come from; none: those of the machine."""

    ils_login: str = ""
    """The name under which it lets us in; empty: it asks for none."""

    ils_password: SecretStr | None = None

    ils_institution: str = ""
    """What it calls itself (AO), where it wants to hear it."""

    ils_terminal_password: SecretStr | None = None
    """The password of our terminal (AC), where it has one."""

    ils_location: str = ""
    """The place at which we stand (CP)."""

    ils_letters: Literal["utf-8", "cp1251"] = "utf-8"
    """How letters are written on the line."""

    ils_checksums: bool = True
    """Whether every message has a number and a checksum; off only for a system that knows none."""

    ils_limit_s: int = Field(default=15, ge=1, le=30)
    """How long it may take to answer."""

    def as_line(self) -> str:
        """For a process of ours, over a pipe that nobody else reads: secrets are in it, open.

        `Settings.model_validate_json` reads it.
        """
        told = self.model_dump(mode="json")
        for name, value in self:
            if isinstance(value, SecretStr):
                told[name] = value.get_secret_value()
        return json.dumps(told)

    @property
    def patience(self) -> Patience:
        """How often productions are tried again."""
        return Patience(
            most_tries=self.production_tries,
            first_delay_s=self.production_retry_first_s,
            most_starts=self.production_starts,
        )

    @property
    def installation(self) -> Installation:
        """What is installed here to speak with."""
        return Installation(voices_dir=self.voices_dir)


def load_settings() -> Settings:
    """The settings of this run. Raises BadSettings, which says which variable is wrong and why."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = (
            f"{PREFIX}{str(fault['loc'][0]).upper()} is {fault['input']!r}: {fault['msg']}."
            for fault in error.errors()
        )
        raise BadSettings(" ".join(wrong)) from error
