"""Hold the code to the design: layers, where libraries live, sizes, names, documentation, types and style."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "handouts"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted(path for path in Path(__file__).parent.rglob("*.py") if path.name != "__init__.py")
SOURCES = [ROOT / "generate.py", *MODULES, *TESTS]

LONGEST_FILE = 500
LONGEST_FUNCTION = 60
REPORTLAB_ROOMS = ("pdf", "blocks", "pages")
SOCKET_ROOMS = ("outputs/mail", "web")
SOCKET_MODULES = frozenset(
    {"aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket"}
    | {"socketserver", "ssl", "urllib.request", "urllib3", "webbrowser", "xmlrpc"}
)
NOTHING_WORDS = frozenset(("utils", "util", "helpers", "helper", "common", "manager", "misc"))
"""Names that say nothing about what is inside."""

NO_VERBS = ("A", "An", "The", "This", "Module", "Tests")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def shown(path: Path, node: ast.AST | None = None) -> str:
    """A place as an error message names it."""
    line = f":{node.lineno}" if isinstance(node, ast.expr | ast.stmt) else ""
    return f"{path.relative_to(ROOT).as_posix()}{line}"


def imported(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """The absolute names of every module that a file imports, anywhere in it."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """A tool of this environment, run on the project."""
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def test_imports_go_down_only() -> None:
    done = run("-c", "from importlinter.cli import lint_imports_command as lint; lint()")
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_import_cycle() -> None:
    graph = grimp.build_graph("handouts", cache_dir=None)
    waiting = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    while free := {module for module, imports in waiting.items() if not imports & waiting.keys()}:
        waiting = {module: imports for module, imports in waiting.items() if module not in free}
    # Whatever is left leads into a cycle: walk until a module comes round again.
    walk = sorted(waiting)[:1]
    while walk and walk[-1] not in walk[:-1]:
        walk.append(min(waiting[walk[-1]] & waiting.keys()))
    assert not walk, " imports ".join(walk[walk.index(walk[-1]) :])


def test_reportlab_stays_in_its_rooms() -> None:
    strays = [
        shown(path, node)
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] not in REPORTLAB_ROOMS
        for name, node in imported(path)
        if name.partition(".")[0] == "reportlab"
    ]
    assert strays == []


def test_private_names_of_libraries_stay_in_pdf() -> None:
    strays = [
        f"{shown(path, node)} {node.attr}"
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] in ("blocks", "pages", "outputs", "batch", "cli")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and re.match(r"_[a-zA-Z]", node.attr)
        and not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    ]
    assert strays == []


def test_the_network_is_reached_from_two_places_only() -> None:
    strays = [
        f"{shown(path, node)} {name}"
        for path in MODULES
        if not path.relative_to(PACKAGE).as_posix().startswith(SOCKET_ROOMS)
        for name, node in imported(path)
        if SOCKET_MODULES & {name, name.partition(".")[0]}
    ]
    assert strays == []


def test_package_faces_are_not_imported() -> None:
    """Modules are imported from where they are; a package's `__init__` is for those outside."""
    packages = {path.parent.relative_to(ROOT).as_posix().replace("/", ".") for path in MODULES}
    names = {path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in MODULES}
    registries = {"handouts.blocks.BLOCKS", "handouts.outputs.OUTPUTS"}
    strays = [
        f"{shown(path, node)} from {node.module} import {alias.name}"
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module in packages
        for alias in node.names
        if f"{node.module}.{alias.name}" not in names | packages | registries
    ]
    assert strays == []


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_file_is_short_documented_and_well_named(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{shown(path)} has {lines} lines"
    words = set(path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "_").lower().split("_"))
    assert not words & NOTHING_WORDS, f"{shown(path)}: the name says nothing"
    first = (ast.get_docstring(parsed(path)) or "").partition("\n")[0]
    assert re.fullmatch(r"[A-Z][a-z].*[.:]", first), f"{shown(path)}: no module docstring of one sentence"
    assert first.split()[0] not in NO_VERBS, f"{shown(path)}: the module docstring starts with no verb"


def test_functions_are_short() -> None:
    strays = [
        f"{shown(path, node)} {node.name}: {length} lines"
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, Function)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert strays == []


def test_public_names_are_documented() -> None:
    strays = [name for path in MODULES for name in undocumented(path)]
    assert strays == []


def test_nothing_is_left_to_do() -> None:
    pattern = re.compile("TO" + "DO|FIX" + "ME|XX" + "X|NotImplemented" + "Error")
    strays = [shown(path) for path in SOURCES if pattern.search(path.read_text(encoding="utf-8"))]
    assert strays == []


def test_style() -> None:
    done = run("-m", "ruff", "check", "--output-format=concise", ".")
    assert done.returncode == 0, done.stdout + done.stderr


def test_types() -> None:
    done = run("-m", "mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def undocumented(path: Path) -> Iterator[str]:
    """The public classes, functions and methods of a file that have no docstring.

    A method that only carries out what its base class documents needs none of its own; it says so with
    `@override`, or its class has a base other than object.
    """
    waiting: list[tuple[ast.AST, bool]] = [(parsed(path), False)]
    while waiting:
        parent, inherits = waiting.pop()
        for node in ast.iter_child_nodes(parent):
            if not isinstance(node, ast.ClassDef | Function) or node.name.startswith("_"):
                continue
            if ast.get_docstring(node) is None and not (inherits and isinstance(node, Function)):
                yield f"{shown(path, node)} {node.name}"
            if isinstance(node, ast.ClassDef):
                waiting.append((node, bool(node.bases)))
