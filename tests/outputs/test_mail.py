"""Read composed mails back as a mail program does, and try to slip something into their headers."""

from __future__ import annotations

import email
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.blocks.edition import Edition
from handouts.errors import MailError
from handouts.languages.registry import language_codes
from handouts.model.message import Message
from handouts.outputs.mail import Attachment, address, compose, draft, ready
from handouts.pages.layout import Kind
from handouts.pages.selection import Request, select
from tests.documents import samples

PDF = Attachment("checklist-w03-vaginal-en-a4.pdf", b"%PDF-1.7 not one really " * 40)
TO, FROM = "one@example.org", "ward@example.org"


def edition(code: str = "en") -> Edition:
    """A checklist with its first day."""
    request = Request(
        kinds=[Kind.CHECKLIST],
        languages=(code,),
        week=3,
        start=date(2026, 11, 23),
        today=samples.in_force(),
    )
    (job,) = select(request)
    return job.edition


def read(data: bytes) -> EmailMessage:
    """A message as a mail program has it."""
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


@pytest.mark.parametrize("code", language_codes())
def test_it_speaks_the_language_of_the_woman(code: str) -> None:
    one = edition(code)
    message = read(draft(compose(one, TO, PDF, FROM)))
    subject = one.speech.phrase("messages.mail.subject", week=3).text
    assert message["Subject"] == subject
    assert message["Content-Language"] == one.language.tag
    body = message.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    for needed in (
        one.speech.phrase("messages.mail.attached", week=3).text,
        one.speech.date(date(2026, 11, 23)),
        one.ward.phone,
        one.ward.name.text,
        one.pack.number,
        one.ward.web or "",
        one.speech.phrase("furniture.band.not_approved").text,
    ):
        assert needed in text
    assert "**" not in text
    assert "](" not in text


def test_it_is_a_draft_to_one_woman_with_her_sheet() -> None:
    message = read(draft(compose(edition(), TO, PDF, FROM)))
    assert message["X-Unsent"] == "1"
    assert message["To"] == TO
    assert str(message["From"]) == f"Example Maternity Ward <{FROM}>"
    assert not {"Cc", "Bcc", "Reply-To", "Date", "Message-ID"} & set(message.keys())
    (attached,) = message.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("application/pdf", PDF.name)
    assert attached.get_content() == PDF.data


def test_answers_go_to_the_ward() -> None:
    message = read(draft(compose(edition(), TO, PDF, "robot@example.org")))
    assert message["Reply-To"].addresses[0].addr_spec == FROM
    assert "From" not in read(draft(compose(edition(), TO, PDF, None)))


def test_what_is_sent_has_a_time_an_id_and_wants_no_absence_note() -> None:
    now = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    message = read(ready(compose(edition(), TO, PDF, FROM), "<abc@example.org>", now))
    assert message["Date"].datetime == now
    assert message["Message-ID"] == "<abc@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "X-Unsent" not in message


@pytest.mark.parametrize("code", language_codes())
def test_bytes_are_ascii_lines_and_always_the_same(code: str) -> None:
    """RFC 5322, 2.1.1: at most 998 characters a line; ours are far shorter."""
    data = draft(compose(edition(code), TO, PDF, FROM))
    assert data == draft(compose(edition(code), TO, PDF, FROM))
    data.decode("ascii")
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 200


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "one",
        "one@example.org, two@example.org",
        "one@example.org;two@example.org",
        "one@example.org two@example.org",
        "One <one@example.org>",
        "one@example.org\r\nBcc: two@example.org",
        "one@example.org\nBcc: two@example.org",
        "one@exa\x00mple.org",
        "one@example.org\x00",
        "ä@example.org",
        "group: one@example.org;",
        '"one two@x"@example.org ,b@example.org',
    ],
)
def test_only_one_clean_address_is_written_to(bad: str) -> None:
    with pytest.raises(MailError) as caught:
        compose(edition(), bad, PDF, FROM)
    assert "two@" not in str(caught.value)
    with pytest.raises(MailError):
        compose(edition(), TO, PDF, bad)


@given(st.text(max_size=40), st.text(max_size=20))
def test_an_address_is_one_and_clean_or_refused(local: str, rest: str) -> None:
    try:
        clean = address(f"{local}@example.org{rest}")
    except MailError:
        return
    assert clean.isascii()
    assert clean.isprintable()
    assert clean.count("@") == 1
    assert not set(clean) & set(' ,;<>()[]:\\"\r\n\0')


@given(st.text(max_size=60))
def test_a_wards_name_adds_no_header(name: str) -> None:
    from dataclasses import replace

    one = ENGLISH
    named = replace(one, ward=replace(one.ward, name=Message("ward.name", name, one.ward.mark)))
    try:
        data = draft(compose(named, TO, PDF, FROM))
    except MailError:
        return
    head = data.partition(b"\r\n\r\n")[0]
    keys = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line[:1].isspace()]
    expected = {
        b"From",
        b"To",
        b"Subject",
        b"MIME-Version",
        b"Content-Type",
        b"Content-Language",
        b"X-Unsent",
    }
    assert set(keys) == expected
    assert len(keys) == len(expected)
    message = email.message_from_bytes(data, policy=default)
    assert [each.addr_spec for each in message["To"].addresses] == [TO]
    assert [each.addr_spec for each in message["From"].addresses] == [FROM]


@pytest.mark.parametrize("name", ["übung.pdf", "a\r\nb.pdf", 'a".pdf', "../a.pdf", ".pdf", "", "a" * 200])
def test_attachments_have_plain_names(name: str) -> None:
    with pytest.raises(MailError):
        compose(edition(), TO, Attachment(name, b"x"), FROM)


def test_an_id_adds_no_header() -> None:
    with pytest.raises(ValueError, match="control character"):
        ready(compose(edition(), TO, PDF, FROM), "<a@b>\r\nBcc: x@example.org", datetime.now(UTC))


ENGLISH = edition()
