"""What is written in a field, made clean: one way of writing each thing, or a clear refusal."""

import re
import unicodedata
from datetime import date

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from access.people.errors import BadField, Wrong

SCREEN_LANGUAGES = ("kk", "ru", "en")
REGION = "KZ"
OLDEST_YEARS = 120
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
LOCAL_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
NEVER = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode's categories of what cannot be seen: control and format characters, unassigned ones."""


def text_written(field: str, text: str, *, longest: int, may_be_empty: bool = False) -> str:
    """Text in one line: composed letters (NFC), single spaces, nothing invisible.

    Raises BadField.
    """
    if len(text) > 4 * longest:
        raise BadField(field, Wrong.TOO_LONG)
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(sign) in NEVER for sign in clean):
        raise BadField(field, Wrong.BAD_SIGNS)
    if not clean and not may_be_empty:
        raise BadField(field, Wrong.MISSING)
    if len(clean) > longest:
        raise BadField(field, Wrong.TOO_LONG)
    return clean


def name_written(field: str, text: str, *, may_be_empty: bool = False) -> str:
    """A part of a person's name: at most 100 characters, with a letter in it. Raises BadField."""
    clean = text_written(field, text, longest=100, may_be_empty=may_be_empty)
    if clean and not any(sign.isalpha() for sign in clean):
        raise BadField(field, Wrong.BAD_SIGNS)
    return clean


def email_written(text: str) -> str:
    """An e-mail address that can be one (RFC 5321, 5322); nothing is looked up. Raises BadField."""
    try:
        found = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        raise BadField("email", Wrong.NO_EMAIL) from None
    if len(found.normalized) > 254:
        raise BadField("email", Wrong.TOO_LONG)
    return found.normalized


def telephone_written(text: str) -> str:
    """A telephone number as E.164 (+77271234567); one without a country is Kazakhstan's.

    Raises BadField.
    """
    if len(text) > 100:
        raise BadField("telephone", Wrong.TOO_LONG)
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        raise BadField("telephone", Wrong.NO_TELEPHONE) from None
    if not phonenumbers.is_valid_number(number) or number.extension:
        raise BadField("telephone", Wrong.NO_TELEPHONE)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def language_written(field: str, tag: str, *, of: tuple[str, ...] = SCREEN_LANGUAGES) -> str:
    """One of the languages that there are; with none named, any language tag. Raises BadField."""
    low = tag.strip().lower()
    if low not in of if of else not LANGUAGE_TAG.fullmatch(low):
        raise BadField(field, Wrong.NO_SUCH_CHOICE)
    return low


def day_written(field: str, text: str) -> date:
    """A day as people write it: 1958-03-07, 7.3.1958 or 07/03/1958. Raises BadField."""
    clean = text.strip()
    iso, local = ISO_DAY.fullmatch(clean), LOCAL_DAY.fullmatch(clean)
    found = iso.groups() if iso else local.groups()[::-1] if local else None
    if found is None:
        raise BadField(field, Wrong.NO_DATE)
    year, month, day = map(int, found)
    try:
        return date(year, month, day)
    except ValueError:
        raise BadField(field, Wrong.NO_DATE) from None


def birthday_checked(born_on: date, *, on: date) -> date:
    """A day of birth that somebody alive on that day may have. Raises BadField."""
    if born_on > on:
        raise BadField("born_on", Wrong.IN_THE_FUTURE)
    if born_on.year < on.year - OLDEST_YEARS:
        raise BadField("born_on", Wrong.TOO_LONG_AGO)
    return born_on


def is_mobile(telephone: str) -> bool:
    """Whether a number in E.164 can receive messages."""
    kind = phonenumbers.number_type(phonenumbers.parse(telephone))
    return kind in (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )
