"""Open broken files in the real yaml-language-server and see that it complains where the product does."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from handouts import source
from handouts.model.exercise import read_exercise
from handouts.model.fields import Report
from handouts.model.section import read_section
from handouts.model.ward import read_ward
from handouts.source import Value
from tests.conftest import ROOT, missing
from tools.schemas.kinds import FILES
from tools.schemas.making import SCHEMAS, SPECIMEN

pytestmark = pytest.mark.slow

VERSION = "1.25.0"
CACHE = ROOT / ".cache" / f"yaml-language-server-{VERSION}"

Json = dict[str, Any]
Complaints = dict[int, list[str]]
"""Messages by line, from 1."""


class Server:
    """A language server that is spoken to over its standard streams (Language Server Protocol 3.17)."""

    def __init__(self, program: Path) -> None:
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._number = 0
        settings = {"yaml": {"schemaStore": {"enable": False}, "validate": True}}
        self._request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._send("initialized", {})
        self._send("workspace/didChangeConfiguration", {"settings": settings})

    def complaints(self, path: Path) -> Complaints:
        """What the server says about a file."""
        text = path.read_text(encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})
        while True:
            message = self._receive()
            told = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and told["uri"] == path.as_uri():
                break
        lines: Complaints = {}
        for each in told["diagnostics"]:
            lines.setdefault(each["range"]["start"]["line"] + 1, []).append(each["message"])
        return lines

    def close(self) -> None:
        """End the server."""
        self._request("shutdown", None)
        self._send("exit", None)
        self._process.communicate()

    def _request(self, method: str, params: Json | None) -> None:
        self._number += 1
        self._write({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        while self._receive().get("id") != self._number:
            pass

    def _send(self, method: str, params: Json | None) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def _write(self, message: Json) -> None:
        data = json.dumps(message).encode()
        stream = self._process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        stream.flush()

    def _receive(self) -> Json:
        """The next message; what the server asks of an editor is answered with nothing."""
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            pytest.fail("the language server has gone away")
        message: Json = json.loads(stream.read(length))
        if "id" in message and "method" in message:
            asked = message.get("params", {}).get("items", [None])
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": [None] * len(asked)})
        return message


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The server, fetched with npm when it is not there."""
    program = CACHE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    npm = shutil.which("npm")
    if shutil.which("node") is None or npm is None:
        missing("node and npm are not there")
    if not program.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = [str(npm), "install", "--no-audit", "--no-fund", f"yaml-language-server@{VERSION}"]
        done = subprocess.run([*command, "--prefix", str(CACHE)], capture_output=True, check=False)
        if done.returncode:
            missing("yaml-language-server cannot be fetched")
    server = Server(program)
    yield server
    server.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the schemas, for files that lie beside it."""
    shutil.copytree(SCHEMAS, tmp_path / "schemas")
    return tmp_path


def written(folder: Path, kind: str, text: str) -> Path:
    """A file with a comment that names its schema."""
    path = folder / "data" / f"{kind}.yaml"
    path.parent.mkdir(exist_ok=True)
    comment = f"# yaml-language-server: $schema=../schemas/{kind}.json"
    path.write_text(f"{comment}\n{text}", encoding="utf-8")
    return path


def our_complaints(path: Path, read: Callable[[Value, Report], object]) -> Complaints:
    """What the product says about a file."""
    report = Report()
    read(source.read(path, "test"), report)
    lines: Complaints = {}
    for problem in report.problems:
        assert problem.mark is not None
        lines.setdefault(problem.mark.line, []).append(problem.message)
    return lines


EXERCISE = (SPECIMEN / "exercises" / "every.yaml").read_text(encoding="utf-8")
SECTION = (SPECIMEN / "guides" / "specimen" / "sections" / "every.yaml").read_text(encoding="utf-8")
WARD = (SPECIMEN / "wards" / "ward.yaml").read_text(encoding="utf-8")

READERS: dict[str, Callable[[Value, Report], object]] = {
    "exercise": read_exercise,
    "section": read_section,
    "ward": lambda value, report: read_ward(value, report, SPECIMEN, {"GB": None}),  # type: ignore[dict-item]  # only the names of countries count
}

BROKEN = [
    pytest.param(
        "exercise",
        EXERCISE.replace("start_position: any", "start_position: laying")
        .replace("steps: {only:", "steps: [only:")
        .replace('apart."}', 'apart."]')
        .replace("easier:", "eassier:"),
        id="exercise",
    ),
    pytest.param(
        "section",
        SECTION.replace("kind: note, tone: info", "kind: note, tone: alarm")
        .replace("unit: celsius", "unit: fahrenheit", 1)
        .replace("{what: One}, sources", "{what: One}, source"),
        id="section",
    ),
    pytest.param(
        "ward",
        WARD.replace("phone: 01632 960123", "phone: ask us")
        .replace("paper: a4", "paper: a5")
        .replace("country: GB", "country: [GB]"),
        id="ward",
    ),
]


@pytest.mark.parametrize(("kind", "text"), BROKEN)
def test_the_server_complains_where_the_product_does(
    server: Server, folder: Path, kind: str, text: str
) -> None:
    path = written(folder, kind, text)
    ours, theirs = our_complaints(path, READERS[kind]), server.complaints(path)
    print(json.dumps({"ours": ours, "theirs": theirs}, indent=1, ensure_ascii=False))
    assert len(ours) >= 3
    assert sorted(theirs) == sorted(ours)


WHOLE = {
    "exercise": "exercises/every.yaml",
    "section": "guides/specimen/sections/every.yaml",
    "ward": "wards/ward.yaml",
    "guide": "guides/specimen/guide.yaml",
    "programme": "programmes/specimen.yaml",
    "emergency": "emergency/gb.yaml",
    "sources": "sources.yaml",
    "approvals": "approvals/specimen.yaml",
    "language": "languages/en.yaml",
    "phrases": "phrases/furniture.yaml",
    "layout": "layouts/handout-every.yaml",
    "theme": "../../../layouts/themes/standard.yaml",
    "figure": "../../../data/figures/poses/bridge.yaml",
    "postures": "../../../data/figures/postures.yaml",
}


@pytest.mark.parametrize("kind", FILES)
def test_the_server_takes_what_is_right(server: Server, folder: Path, kind: str) -> None:
    text = (SPECIMEN / WHOLE[kind]).read_text(encoding="utf-8")
    assert server.complaints(written(folder, kind, text)) == {}
