"""Accounts of staff and assistants: opened, given roles, given a new password, disabled."""

import secrets as randomness
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from access.people.by_number import account_held
from access.people.doors import SignIn, Token
from access.people.errors import BadField, LoginTaken, Wrong, WrongPassword
from access.people.fields import email_written, language_written, text_written
from access.people.keys import end_sign_ins
from access.people.records import Account, Role
from access.people.secrets import STANDARD, Cost, hashed, matches, require_good_password

LONGEST_LOGIN = 100
MOST_ACCOUNTS = 200
READ_OUT = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1."""


def open_account(  # noqa: PLR0913 - one parameter a field
    db: Session,
    *,
    login: str,
    name: str,
    roles: Collection[Role],
    password: str | None,
    now: datetime,
    language: str = "ru",
    email: str | None = None,
    cost: Cost = STANDARD,
) -> Account:
    """Open an account; without a password nobody can sign in until one is set.

    Raises BadField, WeakPassword, LoginTaken.
    """
    written = login_written(login)
    account = Account(
        login=written,
        name=text_written("name", name, longest=200),
        roles=_roles(roles),
        language=language_written("language", language),
        email=email_written(email) if email else None,
        created_at=now,
    )
    if password is not None:
        require_good_password(password, card=written, names=(account.name, written))
        account.password_hash = hashed(password, cost=cost)
    if account_by_login(db, written) is not None:
        raise LoginTaken(written)
    db.add(account)
    db.flush()
    return account


def account_by_login(db: Session, login: str) -> Account | None:
    """The account that is called so, however it is written in capitals."""
    return db.scalars(select(Account).where(Account.login == _folded(login))).one_or_none()


def accounts(
    db: Session,
    *,
    after_login: str = "",
    role: Role | None = None,
    with_disabled: bool = True,
    limit: int = 50,
) -> Sequence[Account]:
    """Accounts by login; go on with the last login as `after_login`."""
    query = select(Account).where(Account.login > after_login).order_by(Account.login)
    if not with_disabled:
        query = query.where(Account.disabled_at.is_(None))
    most = max(1, min(limit, MOST_ACCOUNTS))
    if role is None:
        return db.scalars(query.limit(most)).all()
    # Roles are a list in one column, which the two databases search differently; staff are few.
    return [found for found in db.scalars(query) if found.may_as(role)][:most]


def give_roles(db: Session, *, account_id: int, roles: Collection[Role]) -> Account:
    """What they may do from now on, also where they are signed in.

    Raises AccountNotFound, BadField.
    """
    account = account_held(db, account_id)
    account.roles = _roles(roles)
    if Role.COORDINATOR not in roles and Role.ASSISTANT not in roles:
        db.execute(update(SignIn).where(SignIn.account_id == account_id).values(acts_for_id=None))
    db.flush()
    return account


def disable(db: Session, *, account_id: int, now: datetime) -> Account:
    """The account opens nothing any more: every sign-in and token ends. Raises AccountNotFound."""
    account = account_held(db, account_id)
    account.disabled_at = account.disabled_at or now
    end_sign_ins(db, account_id=account_id)
    db.execute(
        update(Token)
        .where(Token.account_id == account_id, Token.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    db.flush()
    return account


def enable(db: Session, *, account_id: int) -> Account:
    """The account may sign in again; its tokens stay revoked. Raises AccountNotFound."""
    account = account_held(db, account_id)
    account.disabled_at = None
    db.flush()
    return account


def set_account_password(
    db: Session, *, account_id: int, password: str, cost: Cost = STANDARD
) -> None:
    """An administrator gives a new password; every sign-in ends. Raises AccountNotFound,
    WeakPassword."""
    account = account_held(db, account_id)
    require_good_password(password, card=account.login, names=(account.name, account.login))
    account.password_hash = hashed(password, cost=cost)
    end_sign_ins(db, account_id=account_id)
    db.flush()


def issue_account_password(db: Session, *, account_id: int, cost: Cost = STANDARD) -> str:
    """An administrator gives somebody a password of letters that are easily read out; it is told
    this once, and every sign-in ends. Raises AccountNotFound."""
    password = fresh_password()
    set_account_password(db, account_id=account_id, password=password, cost=cost)
    return password


def fresh_password() -> str:
    """Sixteen letters and digits that nobody can guess, four by four; none looks like another."""
    fours = ("".join(randomness.choice(READ_OUT) for _ in range(4)) for _ in range(4))
    return "-".join(fours)


def change_account_password(
    db: Session,
    *,
    account_id: int,
    present: str,
    password: str,
    keep_sign_in_id: int | None = None,
    cost: Cost = STANDARD,
) -> None:
    """They change it themselves; every other sign-in ends. Raises AccountNotFound, WrongPassword,
    WeakPassword."""
    account = account_held(db, account_id)
    if not matches(account.password_hash, present, cost=cost):
        raise WrongPassword
    require_good_password(password, card=account.login, names=(account.name, account.login))
    account.password_hash = hashed(password, cost=cost)
    end_sign_ins(db, account_id=account_id, but_id=keep_sign_in_id)
    db.flush()


def login_written(login: str) -> str:
    """A login as it is kept: small letters, digits, `.`, `-`, `_`, `@`. Raises BadField."""
    written = _folded(text_written("login", login, longest=LONGEST_LOGIN))
    if not all(sign.isalnum() or sign in ".-_@" for sign in written):
        raise BadField("login", Wrong.BAD_SIGNS)
    return written


def _folded(login: str) -> str:
    return " ".join(login.split())[:LONGEST_LOGIN].casefold()


def _roles(roles: Collection[Role]) -> list[str]:
    if not roles:
        raise BadField("roles", Wrong.MISSING)
    if Role.READER in roles:  # a reader is a reader's record, never an account
        raise BadField("roles", Wrong.NO_SUCH_CHOICE)
    return sorted({Role(role).value for role in roles})
