"""`dauys ils`: the library's own system is asked what it can do, and told what waits."""

import os
import socket
import time
from datetime import UTC, datetime
from typing import Annotated

import typer

from access.ils.moves import refused, waiting_count
from access.ils.records import IlsRule
from access.ils.rule import rule_of, set_rule
from api.cli.console import say, warn
from api.cli.desk import opened
from api.ils.answers import Status
from api.ils.errors import IlsError
from api.ils.opening import client_of
from api.ils.telling import Carrier
from api.settings import Settings, load_settings

FAULTS_FOUND = 1
MOST_PASSES = 100
OF_USE = {
    "63": "readers by patron information (63)", "23": "readers by patron status (23)",
    "11": "loans (11)", "09": "returns (09)", "29": "renewals (29)",
    "17": "copies (17), by which lost answers are made good",
    "97": "second answers (97)", "35": "ends of sessions (35)",
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the commands."""
    ils = typer.Typer(
        help="The library's own system (ILS), spoken to by SIP2; see docs/ils.md.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    app.add_typer(ils, name="ils")

    @ils.command(name="check")
    def _check() -> int:
        """Connect, log in, and say what the library's system can do. Changes nothing there."""
        client = client_of(load_settings(), clock=_now, rest=time.sleep)
        try:
            status = client.status()
        except IlsError as error:
            warn(str(error))
            return FAULTS_FOUND
        finally:
            client.close()
        return _told(status)

    @ils.command(name="send")
    def _send() -> int:
        """Tell the library's system what waits, now; the workers do so by themselves."""
        return _sent(load_settings())

    @ils.command(name="rule")
    def _rule(
        rule: Annotated[
            IlsRule,
            typer.Argument(
                help="off: it is told nothing. told: it is told of loans. decides: it also has the "
                "last word on who may borrow."
            ),
        ],
    ) -> None:
        """Choose what the library's system is to this network."""
        with opened(load_settings()) as database, database.change.begin() as db:
            set_rule(db, rule, now=_now())
        say(f"The rule is now: {rule.value}.")


def _sent(settings: Settings) -> int:
    client = client_of(settings, clock=_now, rest=time.sleep)
    holder = f"command-{socket.gethostname()}-{os.getpid()}"
    with opened(settings) as database:
        carrier = Carrier(database, client, _now, holder)
        told = turned_down = 0
        for _ in range(MOST_PASSES):
            tally = carrier.carry()
            told, turned_down = told + tally.told, turned_down + tally.refused
            if tally.fault is not None or not (tally.told or tally.refused):
                break
        with database.look.begin() as db:
            rule, waits, to_settle = rule_of(db), waiting_count(db), len(refused(db))
    say(f"{told} changes told, {turned_down} not taken, {waits} wait.")
    if to_settle:
        say("What was not taken is settled on the page /staff/ils.")
    if rule is IlsRule.OFF:
        warn("The rule is to tell nothing: `dauys ils rule told` changes it.")
    elif not tally.is_carrier:
        warn("A worker tells it at this moment; nothing more was sent from here.")
    if tally.fault is not None:
        warn(str(tally.fault))
    return FAULTS_FOUND if tally.fault is not None or turned_down else 0


def _told(status: Status) -> int:
    say(
        f"{status.library_name or status.institution or 'The library system'} answers, "
        f"SIP {status.version}."
    )
    if status.words:
        say(f"It says: {status.words}")
    if status.offers is None:
        say("It does not say which messages it knows; all are tried.")
    for code, words in OF_USE.items():
        say(f"{'yes' if status.knows(code) else 'no '}  {words}")
    lacks = [name for name, may in _needs(status) if not may]
    for name in lacks:
        warn(f"It takes no {name} from us: ask for that right for our login.")
    return FAULTS_FOUND if lacks else 0


def _needs(status: Status) -> tuple[tuple[str, bool], ...]:
    return (
        ("loans", status.may_check_out and status.knows("11")),
        ("returns", status.may_check_in and status.knows("09")),
    )


def _now() -> datetime:
    return datetime.now(UTC)
