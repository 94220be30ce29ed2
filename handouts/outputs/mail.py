"""Compose the e-mail that brings a woman her week's checklist, as a message or as a draft."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from handouts.blocks.contacts import phone_label
from handouts.blocks.edition import Edition, Setting
from handouts.errors import MailError
from handouts.languages.speech import Words
from handouts.pages.trust import warnings
from handouts.text.markup import parse

DRAFT = {"X-Unsent": "1"}
"""What makes mail programs open a file as a draft that can be looked at and sent."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ATTACHMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
_POLICY = SMTP.clone(cte_type="7bit")
"""Lines end in CR LF and have ASCII only, so that every relay takes them as they are (RFC 5322, 2.1)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF file and the ASCII name that it has in the mail."""

    name: str
    data: bytes


def address(text: str) -> str:
    """The one clean address in a text, with its domain in ASCII. Raises MailError for anything else.

    The message does not quote it: addresses do not get into logs.
    """
    from email_validator import EmailNotValidError, validate_email  # takes 130 ms

    try:
        return validate_email(text, check_deliverability=False, allow_smtputf8=False).ascii_email or ""
    except EmailNotValidError:
        raise MailError(
            "this is not one e-mail address", hint="write it like ward@example.org, without a name"
        ) from None


def compose(edition: Edition, recipient: str, attachment: Attachment, sender: str | None) -> EmailMessage:
    """The message in the language of the edition, with nothing of the woman in it but her address.

    Equal words and files give equal bytes. The subject says no more than the title of the sheet, as it may
    show on a locked phone. Raises MailError for an address that is not one, and for control characters.
    """
    message = EmailMessage(_POLICY)
    ward = edition.ward
    try:
        if sender is not None:
            name = _CONTROL.sub(" ", ward.name.text)
            message["From"] = Address(name, addr_spec=address(sender))
            if ward.email is not None and ward.email != sender:
                message["Reply-To"] = Address(name, addr_spec=address(ward.email))
        message["To"] = Address(addr_spec=address(recipient))
        subject = edition.speech.phrase("messages.mail.subject", week=edition.week)
        message["Subject"] = _clean(parse(subject.text).text)
        message.set_content("\n\n".join(_paragraphs(edition)) + "\n", cte="base64")
        message.add_attachment(
            attachment.data, maintype="application", subtype="pdf", filename=_ascii_name(attachment.name)
        )
        message["Content-Language"] = _clean(edition.language.tag)  # RFC 3282
    except (MessageError, ValueError) as error:
        raise MailError(f"this e-mail cannot be written: {type(error).__name__}") from error
    # a boundary of its own would be a random one; base64 has no hyphen, so no line can be taken for it
    message.set_boundary(f"=-{hashlib.sha256(attachment.data).hexdigest()[:32]}")
    return message


def draft(message: EmailMessage) -> bytes:
    """The bytes of a file that mail programs open as a draft; they date it, and name it, when it is sent."""
    for name, value in DRAFT.items():
        message[name] = value
    return message.as_bytes()


def ready(message: EmailMessage, message_id: str, now: datetime) -> bytes:
    """The bytes to be sent: with the time, and with an id by which a second copy is known (RFC 5322, 3.6)."""
    message["Date"] = format_datetime(now)
    message["Message-ID"] = _clean(message_id)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence notes in answer
    return message.as_bytes()


def _paragraphs(edition: Edition) -> Iterator[str]:
    """What the mail says: what is in it, whom to phone, where the words are on the web, and their status."""
    speech = edition.speech
    setting = Setting(edition, edition.theme, 0.0, edition.theme.pages[edition.paper.name])

    def said(words: Words) -> str:
        return parse(words.text).text

    def phrase(name: str, **arguments: str | int) -> str:
        return said(speech.phrase(f"messages.mail.{name}", **arguments))

    yield phrase("greeting")
    attached = [phrase("attached", week=edition.week)]
    if edition.start is not None:
        weekday, day = speech.weekday(edition.start.weekday()), speech.date(edition.start)
        attached.append(phrase("starts", weekday=weekday, date=day))
    yield "\n".join(attached)
    ward = edition.ward
    whom = setting.phrase(
        "stop.ward", ward=ward.name.text, label=phone_label(setting).text, ward_phone=str(ward.phone)
    )
    yield "\n".join([phrase("phone"), said(whom), phrase("emergency", emergency=str(edition.pack.number))])
    if ward.web is not None:
        yield said(setting.phrase("contact.web_link", address=ward.web))
    status = [said(each) for each in warnings(edition.trust, speech)]
    if status:
        yield "\n".join(status)


def _clean(text: str) -> str:
    """A header's words. Raises ValueError for what could begin another header, or end the text."""
    if _CONTROL.search(text):
        raise ValueError("a control character in a header")
    return text


def _ascii_name(name: str) -> str:
    if not _ATTACHMENT.match(name):
        raise ValueError("a file name that is not plain ASCII")
    return name
