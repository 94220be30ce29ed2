"""Check that every link is one that a reader can follow, without asking the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from handouts.checks.result import Problems, Result, counted
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import HandoutError, Mark, Problem
from handouts.text.markup import Span, parse

_HOST = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])\Z", re.I
)
_PATH = re.compile(r"(?:[A-Za-z0-9._~!$&'*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*\Z")
_TELEPHONE = re.compile(r"\+?[0-9](?:[0-9.-]*[0-9])?\Z")
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@([A-Za-z0-9.-]+)\Z")
_BARE = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+", re.I)
_INVISIBLE = re.compile("[\u2066-\u2069]")


def check(subject: Subject, scope: Scope) -> Result | None:
    """Every link in words, bare addresses in them, and the web addresses of wards."""
    problems = Problems()
    count = 0
    for edition, press in subject.presses():
        pieces = [] if scope.wards_only else list(press.guide(edition.guide))
        for piece in pieces:
            if scope.covers(piece.words.mark):
                count += piece.words.text.count("](")
                for problem in text_problems(piece.words.text, piece.words.mark):
                    problems.add(problem)
    for edition in subject.editions():
        web = edition.ward.web
        if web is not None and scope.covers(web.mark):
            count += 1
            for problem in address_problems(web, web.mark):
                problems.add(problem)
    return Result(counted(count, "link"), problems.found) if count or scope.whole else None


def text_problems(markup: str, mark: Mark) -> Iterator[Problem]:
    """What is wrong with the links of one message."""
    try:
        marked = parse(markup)
    except HandoutError as error:
        yield from (Problem(each.message, mark, each.hint) for each in error.problems)
        return
    linked = [span for span in marked.spans if span.href is not None]
    for span in linked:
        yield from address_problems(span.href or "", mark)
        yield from _number_problems(marked.text, span, mark)
    for bare in _BARE.finditer(marked.text):
        if not any(span.start <= bare.start() < span.end for span in linked):
            hint = "write [words](https://…), or mailto: for an e-mail address"
            yield Problem(f'"{bare.group()}" is not a link', mark, hint)


def address_problems(address: str, mark: Mark) -> Iterator[Problem]:
    """What is wrong with one address: web (RFC 3986), telephone (RFC 3966) or e-mail (RFC 6068)."""
    scheme, _, rest = address.partition(":")
    if scheme == "https":
        yield from _web_problems(address, mark)
    elif scheme == "tel":
        if not _TELEPHONE.match(_INVISIBLE.sub("", rest)):
            yield Problem(f'"{address}" is not a number to dial', mark, "write it like tel:+442079460018")
    elif scheme == "mailto":
        mailbox = _MAILBOX.match(rest)
        if mailbox is None or not _HOST.match(mailbox.group(1)):
            hint = "write it like mailto:ward@example.org"
            yield Problem(f'"{address}" is not an e-mail address', mark, hint)
    else:
        hint = "links start with https:, tel: or mailto:"
        yield Problem(f'"{address}" is not safe to link to', mark, hint)


def _web_problems(address: str, mark: Mark) -> Iterator[Problem]:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        yield Problem(f'"{address}" is not a web address', mark, "copy it from the browser")
        return
    if "@" in parts.netloc:
        yield Problem(f'"{address}" holds a user name', mark, "take out everything up to the @")
    elif not _HOST.match(host) or port == 0:
        yield Problem(f'"{host}" is not the name of a web site', mark, "copy the address from the browser")
    elif not _PATH.match(address.removeprefix(f"https://{parts.netloc}")):
        hint = "copy it from the browser, which writes such characters as % and two digits"
        yield Problem(f'"{address}" holds a character that addresses do not have', mark, hint)


def _number_problems(text: str, span: Span, mark: Mark) -> Iterator[Problem]:
    """A telephone link must dial the number that is printed: on paper there is only that one."""
    words, href = text[span.start : span.end], span.href or ""
    printed = "".join(character for character in words if character.isdigit())
    dialled = "".join(character for character in href if character.isdigit())
    if href.startswith("tel:") and printed and printed.lstrip("0") not in dialled:
        yield Problem(f'"{words}" would dial {dialled}', mark, "print the number that is dialled")
