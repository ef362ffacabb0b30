"""Keys that open a door: random, shown once, kept as a digest; and how they are taken away."""

import secrets as randomness
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.orm import Session

from access.people.doors import SignIn

KEY_BYTES = 32
LONGEST_KEY = 200


def fresh_key() -> str:
    """A key that nobody can guess: 256 random bits, in letters that fit a cookie or a header."""
    return randomness.token_urlsafe(KEY_BYTES)


def digest(key: str) -> str:
    """What is kept of a key; 256 random bits need no slow hash."""
    return sha256(key[:LONGEST_KEY].encode("utf-8", "replace")).hexdigest()


def end_sign_ins(
    db: Session,
    *,
    reader_id: int | None = None,
    account_id: int | None = None,
    but_id: int | None = None,
) -> None:
    """End every sign-in of a reader or of an account, perhaps but the one in use."""
    if (reader_id is None) == (account_id is None):
        raise ValueError("either a reader or an account signs out")
    whose = SignIn.account_id == account_id if reader_id is None else SignIn.reader_id == reader_id
    query = delete(SignIn).where(whose)
    db.execute(query if but_id is None else query.where(SignIn.id != but_id))
