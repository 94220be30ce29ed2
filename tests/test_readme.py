"""Follow the documents that explain the product as a reader does, and compare their words with what happens.

Fenced blocks are followed in the order of their section, in a fresh clone for each section. `sh` holds
commands; a `text` or `json` block after it is what they print, where `...` stands for anything. A block of
another language whose first line is a comment with a path is that file; a `diff` changes the file that its
first line names.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest
from PIL import Image

from docs import pictures
from handouts.bootstrap import INTERRUPTED
from handouts.cli import main as cli
from handouts.cli.batch import PARTLY
from handouts.errors import HandoutError, UsageError
from handouts.model.loader import load_guide

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    *(f"{folder}/README.md" for folder in ("data", "fonts", "layouts", "tests")),
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELLS = ("bash", "zsh", "fish")

ELSEWHERE = {
    "python3 -m tests": "this is one of them",
    "pytest": "this is one of them",
    "pip install .": "tests/test_packaging.py installs what is packed, and runs it",
    "pip install -e '.[dev]'": "the tests run in such an environment",
    "handouts build --ward ward.yaml": "tests/test_packaging.py runs the installed command",
}
"""Commands that are not typed here, and why not."""

MOST_BYTES = 400_000
"""Of all pictures of the README together: it is opened on slow lines too."""

FENCE = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
PATH_LINE = re.compile(r"# (\S+)\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: where it stands, its language and what is in it."""

    place: str
    language: str
    text: str

    @property
    def path(self) -> str | None:
        """The file that it is or changes, if it says so."""
        found = PATH_LINE.match(self.text)
        return found[1] if found and self.language not in ("sh", *SHELLS) else None


@dataclass(frozen=True, slots=True)
class Section:
    """The fenced blocks under one heading of a document."""

    name: str
    blocks: tuple[Block, ...]


@cache
def sections() -> tuple[Section, ...]:
    """All sections of all documents that have commands to type."""
    found = []
    for name in DOCUMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        starts = [0, *(match.start() for match in re.finditer(r"^## ", text, re.MULTILINE)), len(text)]
        for begin, end in pairwise(starts):
            blocks = tuple(
                Block(f"{name}:{text.count(chr(10), 0, fence.start()) + 1}", fence[1], fence[2])
                for fence in FENCE.finditer(text, begin, end)
            )
            title = text[begin:end].partition("\n")[0].lstrip("# ")
            if any(block.language == "sh" for block in blocks):
                found.append(Section(f"{name}: {title}", blocks))
    return tuple(found)


class Reader:
    """Somebody who does what a section says, in a clone of the project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printed = ""
        day = datetime.combine(load_guide().issued, time(), UTC)
        now = str(int(day.timestamp()))
        more = {"SOURCE_DATE_EPOCH": now, "HANDOUTS_NO_BOOTSTRAP": "1", "PYTHONUTF8": "1"}
        self.environ = {**os.environ, **more}

    def follow(self, block: Block, after: Block | None) -> None:
        """Type, write, change or compare what a block holds; `after` is the one before it."""
        if block.language == "sh":
            self.printed = "".join(self.type(line, block) for line in block.text.splitlines())
        elif block.language in ("text", "json") and after is not None and after.language == "sh":
            compare = same_shape if block.language == "json" else same_text
            assert compare(block.text, self.printed), f"{block.place}: it prints\n{self.printed}"
        elif block.language == "diff":
            self.change(block)
        elif block.path is not None:
            path = self.folder / block.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(PATH_LINE.sub("", block.text, count=1), encoding="utf-8")

    def type(self, line: str, block: Block) -> str:
        """What a command prints: its result or, when it fails as the document shows, its message."""
        if line in ELSEWHERE:
            return ""
        program, *arguments = shlex.split(line)
        if program == "cp":
            copy(arguments, self.folder)
            return ""
        assert program in ("python3", ".venv/bin/python"), f"{block.place}: nobody tests {line}"
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stderr, f"{block.place}: {line}\n{done.stderr}"
        return done.stdout if done.returncode == 0 else done.stdout + done.stderr

    def change(self, block: Block) -> None:
        """Change a file: what a hunk shows without its `+` lines must stand in it once."""
        assert block.path is not None, f"{block.place}: the first line names no file"
        path = self.folder / block.path
        text = path.read_text(encoding="utf-8")
        for hunk in PATH_LINE.sub("", block.text, count=1).split("@@\n"):
            lines = hunk.splitlines(keepends=True)
            old = "".join(line[1:] for line in lines if line[0] in " -")
            times = text.count(old)
            assert times == 1, f"{block.place}: this stands {times} times in {block.path}:\n{old}"
            text = text.replace(old, "".join(line[1:] for line in lines if line[0] in " +"))
        path.write_text(text, encoding="utf-8")


def copy(arguments: Sequence[str], folder: Path) -> None:
    """Carry out `cp [-r] FROM TO`."""
    source, target = (folder / name for name in arguments if name != "-r")
    if "-r" in arguments:
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def same_text(shown: str, printed: str) -> bool:
    """Whether a text is what a document shows; `...` stands for anything, and columns may be wider."""
    shown, printed = (re.sub(" {2,}", "  ", text) for text in (shown, printed))
    parts = [".*" if part == "..." else re.escape(part) for part in re.split(r"(\.\.\.)", shown)]
    return re.fullmatch("".join(parts), printed, re.DOTALL) is not None


def same_shape(shown: str, printed: str) -> bool:
    """Whether two JSON texts have the same keys and types; what the values are may change."""

    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shape(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [shape(inner) for inner in value]
        return type(value)

    return bool(shape(json.loads(shown)) == shape(json.loads(printed)))


@pytest.mark.parametrize("section", sections(), ids=lambda section: section.name)
def test_a_section_can_be_followed(section: Section, clean_clone: Path) -> None:
    reader = Reader(clean_clone)
    before: Block | None = None
    for number, block in enumerate(section.blocks):
        reader.follow(block, before)
        failed = block.language == "sh" and "error: " in reader.printed
        shown = section.blocks[number + 1].text if number + 1 < len(section.blocks) else ""
        assert not failed or "error: " in shown, f"{block.place}: {reader.printed}"
        before = block


def test_a_text_that_differs_is_told() -> None:
    assert same_text("one\n...\nthree ...\n", "one\n2\n\nthree 33\n")
    assert not same_text("one\n...\nthree\n", "one\nthree\n")
    assert same_shape('{"a": [1]}', '{"a": [2]}')
    assert not same_shape('{"a": [1]}', '{"a": [2], "b": 1}')


# -- completion --


@pytest.fixture
def on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command `handouts` that runs this checkout."""
    script = tmp_path / "handouts"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "generate.py"}" "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("HANDOUTS_NO_BOOTSTRAP", "1")


ASK = {
    "bash": 'COMP_WORDS=(handouts build --paper ""); COMP_CWORD=3; _handouts_completion handouts; '
    'printf "%s\\n" "${COMPREPLY[@]}"; complete -p handouts',
    "zsh": 'compadd() { print -l -- $completions }; words=(handouts build --paper ""); CURRENT=4; '
    "_handouts_completion; print $_comps[handouts]",
    "fish": 'complete -C "handouts build --paper "',
}
"""What a shell does when the tab key is pressed after `handouts build --paper`; fish can be asked itself."""


@pytest.mark.usefixtures("on_the_path")
@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_after_the_line_of_the_readme(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    (line,) = (fence[2].strip() for fence in FENCE.finditer(README) if fence[1] == shell)
    before = "autoload -U compinit; compinit -u -D; " if shell == "zsh" else ""
    options = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    command = [shell, *options, "-c", f"{before}{line}\n{ASK[shell]}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    answers = done.stdout.splitlines()
    assert (answers[:2], done.stderr) == (["a4", "letter"], "")
    assert shell == "fish" or "_handouts_completion" in answers[2]


@pytest.mark.usefixtures("on_the_path")
def test_powershell_is_given_a_script() -> None:
    """Whether PowerShell takes it is not tested; that the command answers in the way of the script is."""

    def ask(**environ: str) -> str:
        everything = {**os.environ, **environ}
        return subprocess.run(["handouts"], env=everything, capture_output=True, text=True, check=True).stdout

    assert '$env:_HANDOUTS_COMPLETE = "powershell_source"' in README
    script = ask(_HANDOUTS_COMPLETE="powershell_source")
    assert "Register-ArgumentCompleter -Native -CommandName handouts" in script
    words = {"COMP_WORDS": "handouts build --paper", "COMP_CWORD": "3"}
    answer = ask(_HANDOUTS_COMPLETE="powershell_complete", **words)
    assert answer.split() == ["plain", "a4", "_", "plain", "letter", "_"]


# -- nothing is left out --


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its name, those inside another with the name of both."""
    for name, place in cli.COMMANDS.items():
        module, attribute = place.split(":")
        command: click.Command = getattr(import_module(module), attribute)
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", each) for inner, each in command.commands.items())


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_and_option_is_explained(name: str, command: click.Command) -> None:
    text = README + (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert isinstance(command, click.Group) or f"python3 generate.py {name}" in text
    options = (option for parameter in command.params for option in parameter.opts if option.startswith("-"))
    assert [option for option in options if not re.search(rf"(?<!\w){option}\b", text)] == []


def test_exit_codes_are_the_ones_that_are_told() -> None:
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)]
    assert told == [0, HandoutError.exit_code, UsageError.exit_code, PARTLY, INTERRUPTED]


DESCRIBED = {
    "README.md": ("ward",),
    "data/README.md": (
        *("approvals", "emergency", "exercise", "guide"),
        *("language", "programme", "section", "sources"),
    ),
    "layouts/README.md": ("layout",),
}
"""Which document explains the files of which schemas."""

SELF_EXPLAINING = frozenset(("False", "True", "false", "true", "no", "yes"))


def vocabulary(schema: Any) -> Iterator[str]:
    """The keys and fixed words of a JSON schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        yield from (str(word) for word in (*schema.get("enum", ()), schema.get("const", "")))
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from vocabulary(inner)


@pytest.mark.parametrize(
    ("document", "schema"), [(document, schema) for document in DESCRIBED for schema in DESCRIBED[document]]
)
def test_every_word_that_a_file_may_use_is_explained(document: str, schema: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    code = "\n".join(
        [fence[2] for fence in FENCE.finditer(text)] + re.findall(r"`[^`]+`", FENCE.sub("", text))
    )
    words = set(vocabulary(json.loads((ROOT / "schemas" / f"{schema}.json").read_text(encoding="utf-8"))))
    wanted = {word for word in words - SELF_EXPLAINING if word.strip("0123456789")}
    assert len(wanted) > 5
    assert sorted(wanted - set(re.findall(r"\w+", code))) == []


def test_readme_has_every_country() -> None:
    assert [code for code in load_guide().emergency if f"`{code}`" not in README] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_what_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    missing = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        file = (ROOT / name).parent / path if path else ROOT / name
        if not file.exists() or (anchor and anchor not in headings(file)):
            missing.append(target)
    assert missing == []


def headings(path: Path) -> list[str]:
    """The anchors of the headings of a document, as code hosts make them."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found]


def test_paths_in_the_words_of_the_readme_are_there() -> None:
    prose = FENCE.sub("", README)
    named = re.findall(r"`((?:data|layouts|handouts|tests|fonts|docs)/(?!\S*CODE)[\w./-]+)`", prose)
    assert len(named) > 3
    assert [name for name in named if not (ROOT / name).exists()] == []


# -- pictures --


FIGURES = "figures.png"
"""Made by `handouts figure`; tests/figures/test_guide.py checks that it is current."""


def test_pictures_are_the_ones_that_are_made_and_described() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(docs/images/([^)]+)\)", README)
    made = {*pictures.STRIPS, FIGURES}
    assert {name for _, name in shown} == made
    assert {path.name for path in pictures.IMAGES.iterdir()} == made
    assert all(len(alt) > 40 for alt, _ in shown)


def test_pictures_are_small() -> None:
    paths = [pictures.IMAGES / name for name in pictures.STRIPS]
    for path in paths:
        with Image.open(path) as picture:
            assert (picture.format, picture.mode) == ("PNG", "P")
    assert sum(path.stat().st_size for path in paths) < MOST_BYTES


def test_pictures_show_the_pages_of_today() -> None:
    assert pictures.stale() == [], "run python -m docs.pictures"


def test_a_picture_of_other_pages_is_told(tmp_path: Path) -> None:
    booklet, sheets = (pictures.drawn(strip) for strip in pictures.STRIPS.values())
    path = tmp_path / "booklet.png"
    booklet.quantize(16).save(path)
    assert pictures.difference(path, booklet) < pictures.ALIKE
    assert pictures.difference(path, sheets) > pictures.ALIKE
    assert pictures.difference(path, booklet.rotate(180)) > pictures.ALIKE
