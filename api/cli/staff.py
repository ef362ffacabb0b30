"""`dauys staff`: accounts of those who work here and of those who assist readers."""

import json
import secrets as randomness
import sys
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from access.people.accounts import (
    account_by_login,
    accounts,
    disable,
    enable,
    open_account,
    set_account_password,
)
from access.people.errors import AccountNotFound
from access.people.records import Account, Role
from access.people.tokens import create_token
from api.cli.console import say
from api.cli.desk import opened
from api.settings import load_settings

PASSWORD_BYTES = 12
PAGE = 200
Login = Annotated[str, typer.Argument(help="The name with which they sign in.")]
Prints = Annotated[
    bool, typer.Option("--print-password", help="Make a password and print it, once.")
]


class UnknownLogin(AccountNotFound):
    """No account is called so."""

    def __init__(self, login: str) -> None:
        super().__init__(0)
        self.login = login
        self.args = (f"There is no account {login!r}. `dauys staff list` shows all of them.",)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    staff = typer.Typer(
        help="Accounts of staff and assistants.", no_args_is_help=True, rich_markup_mode=None
    )
    app.add_typer(staff, name="staff")

    @staff.command(name="add")
    def _add(
        login: Login,
        name: Annotated[str, typer.Option(help="Their name, as readers hear it.")],
        role: Annotated[list[Role], typer.Option(help="What they may do; may be repeated.")],
        language: Annotated[str, typer.Option(help="Of their screen: kk, ru or en.")] = "ru",
        email: Annotated[str, typer.Option(help="Where they are written to.")] = "",
        *,
        print_password: Prints = False,
    ) -> None:
        """Open an account. The password is asked for, or made and printed once."""
        password = _password(is_made=print_password)
        with opened(load_settings()) as database, database.change.begin() as db:
            account = open_account(
                db,
                login=login,
                name=name,
                roles=role,
                password=password,
                now=datetime.now(UTC),
                language=language,
                email=email or None,
            )
            written = account.login
        say(f"{written} can sign in now.")
        _print_once(password, is_made=print_password)

    @staff.command(name="list")
    def _list(
        as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    ) -> None:
        """List all accounts by name."""
        told: list[dict[str, object]] = []
        with opened(load_settings()) as database, database.look.begin() as db:
            while page := accounts(db, after_login=_last(told), limit=PAGE):
                told += [_told(account) for account in page]
        if as_json:
            say(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for one in told:
            roles = ", ".join(map(str, one["roles"] if isinstance(one["roles"], list) else ()))
            say(f"{one['login']}: {one['name']}, {roles}{', disabled' if one['disabled'] else ''}")
        say(f"{len(told)} accounts.")

    _add_changes(staff)


def _add_changes(staff: typer.Typer) -> None:
    """The commands that change an account that there is."""

    @staff.command(name="disable")
    def _disable(login: Login) -> None:
        """Let an account open nothing any more; who is signed in is signed out."""
        with opened(load_settings()) as database, database.change.begin() as db:
            found = account_by_login(db, login)
            if found is None:
                raise UnknownLogin(login)
            disable(db, account_id=found.id, now=datetime.now(UTC))
        say(f"{login} can sign in no more.")

    @staff.command(name="enable")
    def _enable(login: Login) -> None:
        """Let a disabled account sign in again."""
        with opened(load_settings()) as database, database.change.begin() as db:
            found = account_by_login(db, login)
            if found is None:
                raise UnknownLogin(login)
            enable(db, account_id=found.id)
        say(f"{login} can sign in again.")

    @staff.command(name="password")
    def _new_password(login: Login, *, print_password: Prints = False) -> None:
        """Give an account a new password; who is signed in is signed out."""
        password = _password(is_made=print_password)
        with opened(load_settings()) as database, database.change.begin() as db:
            found = account_by_login(db, login)
            if found is None:
                raise UnknownLogin(login)
            set_account_password(db, account_id=found.id, password=password)
        say(f"{login} has a new password.")
        _print_once(password, is_made=print_password)

    @staff.command(name="key")
    def _key(
        login: Login,
        name: Annotated[str, typer.Option(help="What the key is for, as the program's name.")],
        days: Annotated[
            int, typer.Option(min=1, max=3_650, help="How many days it opens anything.")
        ] = 365,
    ) -> None:
        """Make a key with which a program comes as this account; it is printed once."""
        now = datetime.now(UTC)
        with opened(load_settings()) as database, database.change.begin() as db:
            found = account_by_login(db, login)
            if found is None:
                raise UnknownLogin(login)
            ends_at = now + timedelta(days=days)
            made = create_token(db, name=name, account_id=found.id, ends_at=ends_at, now=now)
        say(f"Key (shown this once, until {ends_at:%Y-%m-%d}): {made.key}")


def _last(told: list[dict[str, object]]) -> str:
    return str(told[-1]["login"]) if told else ""


def _told(account: Account) -> dict[str, object]:
    return {
        "login": account.login,
        "name": account.name,
        "roles": list(account.roles),
        "language": account.language,
        "disabled": account.disabled_at is not None,
    }


def _password(*, is_made: bool) -> str:
    """Asked for twice on a terminal, read as one line from a pipe, or made."""
    if is_made:
        return randomness.token_urlsafe(PASSWORD_BYTES)
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


def _print_once(password: str, *, is_made: bool) -> None:
    if is_made:
        say(f"Password (shown this once): {password}")
