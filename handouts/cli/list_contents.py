"""Show what can be made: guides, handouts and languages with their status and review dates."""

from __future__ import annotations

from typing import Any

import click

from handouts.cli.console import Console, console_options
from handouts.languages.registry import language_codes, load_language
from handouts.languages.status import status_of
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.approval import approval_for
from handouts.model.guide import messages_in
from handouts.model.loader import guide_names, load_guide
from handouts.pages.layout import Kind, load_layouts
from handouts.pages.selection import today
from handouts.pages.trust import approved_content
from handouts.pages.words import outside_words


@click.command("list", short_help="Show guides, handouts, languages and their status.")
@console_options
@click.pass_obj
def list_contents(console: Console) -> None:
    """Show what can be made: guides with version, review date and approval, handouts, languages.

    \b
    Examples:
      handouts list
      handouts list --json
    """
    guides, handouts, languages = [_guide(name) for name in guide_names()], _handouts(), _languages()
    console.data({"guides": guides, "handouts": handouts, "languages": languages})
    console.result("Guides")
    for guide in guides:
        console.result(f"  {guide['name']}: {guide['title']}")
        console.result(
            f"    version {guide['version']}, issued {guide['issued']}, "
            f"review by {guide['review']}{guide['note']}"
        )
        for code, status in guide["approval"].items():
            console.result(f"    {code}: {status}")
    console.result("Handouts")
    width = max((len(handout["name"]) for handout in handouts), default=0)
    for handout in handouts:
        console.result(f"  {handout['name']:<{width}}  {handout['title']}")
    console.result("Languages")
    for language in languages:
        names = f"{language['name']} ({language['own_name']})"
        console.result(f"  {language['code']:<{width}}  {names}: {language['state']}")


def _guide(name: str) -> dict[str, Any]:
    guide = load_guide(name)
    day = today()
    return {
        "name": name,
        "title": guide.title.text,
        "version": guide.version,
        "issued": guide.issued.isoformat(),
        "review": guide.review.isoformat(),
        "note": " (overdue: refused without --draft)" if day > guide.review else "",
        "approval": {code: _status(name, code) for code in language_codes()},
    }


def _status(name: str, code: str) -> str:
    guide = load_guide(name)
    approval = approval_for(guide, code, approved_content(guide, code), today())
    if approval is None:
        void = any(each.language == code for each in guide.approvals)
        return f"not yet clinically approved{' (an earlier approval is void)' if void else ''}"
    return f"approved by {approval.by}, {approval.role}, until {approval.until.isoformat()}"


def _handouts() -> list[dict[str, str]]:
    guide = load_guide()
    found = []
    for layout in load_layouts().values():
        if layout.kind is Kind.HANDOUT:
            section = guide.sections.get(str(layout.section))
            title = layout.title or (section.title if section is not None else guide.title)
            found.append({"name": layout.name, "title": title.text})
    return found


def _languages() -> list[dict[str, Any]]:
    """Every language, and how far its translation is."""
    messages = [message for name in guide_names() for message in messages_in(load_guide(name))]
    messages += outside_words()
    found: list[dict[str, Any]] = []
    for code in language_codes():
        language = load_language(code)
        described: dict[str, Any] = {"code": code, "name": language.name, "own_name": language.own_name}
        if code == SOURCE_LANGUAGE:
            described["state"] = "the language of the guides"
        else:
            status = status_of(language, messages)
            described |= status.data() | {"state": f"{status.percent} % translated; {status.state}"}
        found.append(described)
    return found
