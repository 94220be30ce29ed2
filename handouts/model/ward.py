"""Hold a ward that hands the guide out, and whom to phone in its country."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from handouts.errors import Mark
from handouts.model.fields import Fields, Report, nearest, quoted
from handouts.model.message import Message
from handouts.model.pictures import Pictures, read_pictures
from handouts.source import Scalar, Value
from handouts.units import A4, PAPERS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Weekdays as data name them, in the order of `datetime.date.weekday`."""

LONGEST: AnyMapping[str, int] = {"name": 80, "phone_label": 80, "web": 72, "email": 100}
"""Characters that a page has room for, however full it is; the web address has one line."""

LOGO_TYPES = (".png", ".jpg", ".jpeg")

_DIALLED = re.compile(r"[0-9]{2,4}(?: ?[0-9]{2,4})*\Z")
_PHONE = re.compile(r"\+?(?:[0-9(][0-9 ()-]*)[0-9]\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\Z")
_WEB = re.compile(r"https://[^\s/?#@:]+\.[^\s/?#@:]+(?::[0-9]+)?(?:[/?#]\S*)?\Z")


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """A number for health advice that is not an emergency."""

    number: Scalar
    name: Message
    note: Message | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EmergencyPack:
    """A country's emergency number, what to say there, and its advice line.

    `first_weekday` counts from 0, Monday.
    """

    country: str
    name: Message
    number: Scalar
    say: Message
    advice: AdviceLine | None
    warning: Message | None
    first_weekday: int
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ward:
    """A maternity ward: its own words (never translated), numbers as printed, its habits and pictures.

    `logo_mark` is where the file names its logo, for what is wrong with the picture itself. Mails come from
    `email`.
    """

    name: Message
    phone: Scalar
    phone_label: Message | None
    physiotherapy: Scalar | None
    country: str
    logo: Path | None
    web: Scalar | None
    paper: str
    mark: Mark
    logo_mark: Mark
    email: Scalar | None = None
    pictures: Pictures = field(default_factory=Pictures)


def read_emergency_pack(value: Value, report: Report) -> EmergencyPack:
    """A country's pack from its file."""
    fields = Fields(value, report, "this emergency pack")
    country, number = _country(fields), _dialled(fields)
    advice: AdviceLine | None = None
    raw = fields.take("advice")
    if raw is not None:
        inner = Fields(raw, report, "the advice line")
        advice = AdviceLine(_dialled(inner), inner.words("name"), inner.optional_words("note"))
        inner.finish()
    weekday = fields.text("first_weekday")
    if weekday and weekday not in WEEKDAYS:
        options = ", ".join(WEEKDAYS)
        fields.refuse(
            "first_weekday", f"{quoted(weekday)} is not one of {options}", nearest(weekday, WEEKDAYS)
        )
    pack = EmergencyPack(
        country=str(country),
        name=fields.words("name"),
        number=number,
        say=fields.words("say"),
        advice=advice,
        warning=fields.optional_words("warning"),
        first_weekday=WEEKDAYS.index(weekday) if weekday in WEEKDAYS else 0,
        mark=country.mark,
    )
    fields.finish()
    return pack


def read_ward(
    value: Value, report: Report, folder: Path, countries: AnyMapping[str, EmergencyPack] | None
) -> Ward:
    """A ward from its file; its logo lies in `folder`, and its country is one of `countries`, where known."""
    fields = Fields(value, report, "this ward", prose=False)
    country = _country(fields)
    if countries is not None and _COUNTRY.match(country) and country not in countries:
        known = ", ".join(countries)
        fields.refuse("country", f"no emergency numbers for {quoted(country)}", f"known countries: {known}")
    web = fields.optional_text("web")
    if web and not _WEB.match(web):
        fields.refuse("web", f"{quoted(web)} is not a safe web address", "it must begin with https://")
    email = fields.optional_text("email")
    if email and not _EMAIL.match(email):
        fields.refuse("email", f"{quoted(email)} is not an e-mail address", "write it like ward@example.org")
    paper = fields.optional_text("paper")
    if paper and paper not in PAPERS:
        fields.refuse("paper", f"{quoted(paper)} is not one of {', '.join(PAPERS)}", nearest(paper, PAPERS))
    pictures = fields.take("pictures")
    ward = Ward(
        name=fields.words("name"),
        phone=_phone(fields, "phone") or Scalar("", fields.mark),
        phone_label=fields.optional_words("phone_label"),
        physiotherapy=_phone(fields, "physiotherapy", required=False),
        country=str(country),
        logo=_logo(fields, folder),
        web=web,
        email=email,
        paper=str(paper or A4.name),
        mark=fields.mark,
        logo_mark=fields.place("logo"),
        pictures=read_pictures(pictures, report) if pictures is not None else Pictures(),
    )
    fields.finish()
    for key, most in LONGEST.items():
        given = fields.mapping.at(key)
        if isinstance(given, Scalar) and len(given) > most:
            fields.refuse(key, f"has {len(given)} characters, more than {most}", "shorten it")
    return ward


def _country(fields: Fields) -> Scalar:
    country = fields.text("country")
    if country and not _COUNTRY.match(country):
        fields.refuse(
            "country", f"{quoted(country)} is not a country code", "two capital letters, such as GB"
        )
    return country


def _dialled(fields: Fields) -> Scalar:
    number = fields.text("number")
    if number and not _DIALLED.match(number):
        fields.refuse("number", f"{quoted(number)} is not a number to dial", "digits, with single spaces")
    return number


def _phone(fields: Fields, key: str, *, required: bool = True) -> Scalar | None:
    phone = fields.text(key) if required else fields.optional_text(key)
    if phone:
        digits = sum(character.isdigit() for character in phone)
        if not _PHONE.match(phone) or not 3 <= digits <= 15 or phone.count("(") != phone.count(")"):
            hint = "digits, spaces, hyphens, one + at the start, and ( )"
            fields.refuse(key, f"{quoted(phone)} is not a phone number", hint)
    return phone


def _logo(fields: Fields, folder: Path) -> Path | None:
    """Where the logo is; what is in the picture is looked at when it is printed."""
    name = fields.optional_text("logo")
    if not name:
        return None
    parts = PurePosixPath(name).parts
    if name.startswith("/") or "\\" in name or ":" in name or ".." in parts:
        fields.refuse("logo", f"{quoted(name)} is not beside the ward file", "put it in the same folder")
        return None
    if not name.lower().endswith(LOGO_TYPES):
        fields.refuse(
            "logo", f"{quoted(name)} is neither PNG nor JPEG", f"it must end in {', '.join(LOGO_TYPES)}"
        )
        return None
    path = folder / name
    try:
        there = path.is_file()
    except OSError:
        there = False
    if not there:
        fields.refuse("logo", f"there is no file {quoted(name)} beside the ward file")
        return None
    return path
