"""Show what can be made: guides, handouts and languages with their status and review dates."""

from __future__ import annotations

from typing import Any

import click

from handouts.cli.console import Console, console_options
from handouts.languages.registry import language_codes, load_language
from handouts.model.approval import approval_for
from handouts.model.loader import guide_names, load_guide
from handouts.pages.layout import Kind, load_layouts
from handouts.pages.selection import approved_content, today


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
    width = max(len(handout["name"]) for handout in handouts)
    for handout in handouts:
        console.result(f"  {handout['name']:<{width}}  {handout['title']}")
    console.result("Languages")
    for language in languages:
        console.result(f"  {language['code']:<{width}}  {language['name']} ({language['own_name']})")


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
        return "not yet clinically approved"
    return f"approved by {approval.by}, {approval.role}, until {approval.until.isoformat()}"


def _handouts() -> list[dict[str, str]]:
    guide = load_guide()
    found = []
    for layout in load_layouts().values():
        if layout.kind is Kind.HANDOUT:
            title = layout.title or guide.sections[str(layout.section)].title
            found.append({"name": layout.name, "title": title.text})
    return found


def _languages() -> list[dict[str, str]]:
    languages = [load_language(code) for code in language_codes()]
    return [{"code": each.code, "name": each.name, "own_name": each.own_name} for each in languages]
