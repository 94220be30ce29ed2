"""Keep catalogues in step with the guide: begin one, merge changes into it, and show how far it is."""

from __future__ import annotations

from pathlib import Path

import click

from handouts import assets
from handouts.assets import shown
from handouts.cli.console import Console, console_options
from handouts.errors import HandoutError, Problem, UsageError
from handouts.languages.catalogue import Method, catalogue_path
from handouts.languages.extraction import Extracted, extract
from handouts.languages.merge import Merged, merge, new_catalogue, same_catalogue
from handouts.languages.new_language import language_file
from handouts.languages.po import po_text, read_po
from handouts.languages.registry import language_codes, load_language
from handouts.languages.status import status_of
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.fields import nearest
from handouts.model.loader import guide_names, load_guide
from handouts.outputs.files import write_file
from handouts.pages.selection import today
from handouts.pages.words import outside_words

FAILED = 1
"""Exit code when a translation lost something."""


@click.group(short_help="Begin, update and look at translations.")
@console_options
def translate() -> None:
    """Keep the translations in data/translations in step with the English words.

    A catalogue is a gettext file that Poedit, Weblate and other tools open. English words that change turn
    their translations fuzzy, and fuzzy words are not printed until somebody has looked at them.

    \b
    Examples:
      handouts translate status
      handouts translate new pl
      handouts translate update
    """


@translate.command(short_help="Show how far each translation is.")
@click.argument("language", nargs=-1, metavar="[LANGUAGE]...")
@console_options
@click.pass_obj
def status(console: Console, language: tuple[str, ...]) -> int:
    """Show how much is translated, by what method, and who reviewed it; -v names what is left.

    The exit code is 1 when a translation has lost a number, a value, a link or bold words.

    \b
    Examples:
      handouts translate status
      handouts translate status ar -v
    """
    extracted = _extracted()
    found = [
        status_of(load_language(code), [each.message for each in extracted]) for code in _codes(language)
    ]
    console.data({"languages": [each.data() for each in found]})
    for each in found:
        console.result(each.line())
        for problem in each.left:
            console.detail(str(problem))
    unsound = [problem for each in found for problem in each.unsound]
    if unsound and not console.json:
        console.fail(HandoutError(unsound))
    return FAILED if unsound else 0


@translate.command(short_help="Merge changed English words into catalogues.")
@click.argument("language", nargs=-1, metavar="[LANGUAGE]...")
@console_options
@click.pass_obj
def update(console: Console, language: tuple[str, ...]) -> None:
    """Merge what the guide says now into the catalogues, all of them or those named.

    No translation is lost: changed ones turn fuzzy, those of words that are gone stay as obsolete entries.

    \b
    Examples:
      handouts translate update
      handouts translate update es ar
    """
    extracted = _extracted()
    done = []
    for code in _codes(language):
        path = catalogue_path(code)
        result = merge(read_po(path), extracted)
        text = po_text(result.catalogue)
        written = not same_catalogue(path.read_text(encoding="utf-8"), text)
        if written:
            write_file(path, text.encode())
        done.append({"language": code, "path": shown(path), "written": written, **_counts(result)})
        console.message(f"{code}: {_said(result, written)}")
        if written:
            console.result(shown(path))
    console.data({"languages": done})


@translate.command(short_help="Begin a translation.")
@click.argument("language")
@click.option(
    "--method",
    type=click.Choice([method.value.partition(" ")[0] for method in Method]),
    default="machine",
    show_default=True,
    help="Who will translate; printed on every page until the translation is reviewed.",
)
@console_options
@click.pass_obj
def new(console: Console, language: str, method: str) -> None:
    """Begin a translation: write data/languages/LANGUAGE.yaml and an empty catalogue.

    LANGUAGE is a code such as pl, pt-BR or zh-Hant. Names, script and direction come from Unicode's data,
    faces and line height from the fonts that are shipped; look at the file and mend what your readers expect.

    \b
    Examples:
      handouts translate new pl
      handouts translate new so --method human
    """
    path, described = catalogue_path(language), assets.DATA / "languages" / f"{language}.yaml"
    if path.exists():
        raise UsageError(
            Problem(
                f"{shown(path)} is there already",
                hint=f"bring it up to date: handouts translate update {language}",
            )
        )
    written: list[Path] = []
    if not described.exists():
        write_file(described, language_file(language).encode())
        written.append(described)
    made = new_catalogue(load_language(language), Method(f"{method} translation"), today())
    write_file(path, po_text(merge(made, _extracted()).catalogue).encode())
    written.append(path)
    for each in written:
        console.result(shown(each))
    console.data({"written": [shown(each) for each in written]})


def _extracted() -> tuple[Extracted, ...]:
    """Every message of every guide, layout and picture."""
    guides = [load_guide(name) for name in guide_names()]
    return extract(guides, outside_words(), load_language(SOURCE_LANGUAGE))


def _codes(asked: tuple[str, ...]) -> tuple[str, ...]:
    """The languages asked for, else all that are translated."""
    known = tuple(code for code in language_codes() if code != SOURCE_LANGUAGE)
    for code in asked:
        if code not in known:
            hint = nearest(code, known) or f"translated are: {', '.join(known) or 'none'}"
            raise UsageError(f'there is no translation into "{code}"', hint=hint)
    return tuple(dict.fromkeys(asked)) or known


def _counts(result: Merged) -> dict[str, list[str]]:
    names = ("added", "changed", "renamed", "removed")
    return {name: list(getattr(result, name)) for name in names}


def _said(result: Merged, written: bool) -> str:
    """What a merge did, in words."""
    counts = [f"{len(ids)} {name}" for name, ids in _counts(result).items() if ids]
    return ", ".join(counts) or ("places and notes updated" if written else "up to date")
