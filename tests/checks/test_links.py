"""Give the check of links good and bad ones."""

from __future__ import annotations

import pytest

from handouts.checks.links import address_problems, text_problems
from handouts.errors import Mark

HERE = Mark("about.yaml", 4, 2)

GOOD = (
    "https://example.org",
    "https://www.example.org:8443/a/b-c_d.html?x=1&y=%C3%A9#part",
    "https://xn--bcher-kva.example",
    "tel:999",
    "tel:+44-1632-960-123",
    "tel:+441632960123",
    "mailto:ward.b+midwife@mail.example.org",
)

BAD = {
    "http://example.org": "not safe",
    "javascript:alert(1)": "not safe",
    "https://": "not the name of a web site",
    "https://localhost": "not the name of a web site",
    "https://exa_mple.org": "not the name of a web site",
    "https://-a.example": "not the name of a web site",
    "https://192.0.2.1": "not the name of a web site",
    "https://user:secret@example.org": "user name",
    "https://example.org:99999": "not a web address",
    "https://[::1": "not a web address",
    "https://example.org/a%2": "a character that addresses do not have",
    "https://example.org/é": "a character that addresses do not have",
    "tel:": "not a number to dial",
    "tel:01632 960123": "not a number to dial",
    "tel:phone": "not a number to dial",
    "mailto:ward": "not an e-mail address",
    "mailto:ward@localhost": "not an e-mail address",
    "mailto:a@b@example.org": "not an e-mail address",
}


@pytest.mark.parametrize("address", GOOD)
def test_good_addresses(address: str) -> None:
    assert list(address_problems(address, HERE)) == []


@pytest.mark.parametrize("address", BAD)
def test_bad_addresses(address: str) -> None:
    (problem,) = address_problems(address, HERE)
    assert BAD[address] in problem.message
    assert problem.mark == HERE
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Phone [01632 960123](tel:+441632960123).", None),
        ("Phone [999](tel:112).", '"999" would dial 112'),
        ("Phone [us](tel:112).", None),
        ("See [our page](https://example.org).", None),
        ("See https://example.org for more.", '"https://example.org" is not a link'),
        ("Write to ward@example.org", '"ward@example.org" is not a link'),
        ("See [www.example.org](https://www.example.org)", None),
        ("See **this", "** opens bold that never closes"),
    ],
)
def test_links_in_words(text: str, message: str | None) -> None:
    problems = [problem.message for problem in text_problems(text, HERE)]
    assert problems == ([message] if message else [])
