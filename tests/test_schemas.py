"""Hold the schemas to the readers that they are made from, and the data files to the schemas."""

from __future__ import annotations

import copy
import inspect
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from handouts import source
from handouts.errors import DataError, Problem
from handouts.figures.puppet.script import read_figure
from handouts.languages.language import read_language
from handouts.model.approval import read_approvals
from handouts.model.exercise import read_exercise
from handouts.model.fields import Fields, Report
from handouts.model.programme import read_programme
from handouts.model.reference import read_sources
from handouts.model.section import read_section
from handouts.model.ward import read_emergency_pack, read_ward
from handouts.pages.layout import load_layouts
from handouts.source import Value
from tools.schemas.folding import Folder, SpecimenError
from tools.schemas.kinds import COMMENT, FILES, HEAD, comment, files, set_comments
from tools.schemas.making import SCHEMAS, SPECIMEN, schemas, stale
from tools.schemas.recording import ACCESSORS, CONVERTERS, OTHERS, Recorder

ROOT = Path(__file__).resolve().parent.parent
REAL = [
    pytest.param(kind, path, id=path.relative_to(ROOT).as_posix())
    for kind in FILES
    for path in files(kind, ROOT)
]

Json = dict[str, Any]


# -- what an editor makes of a file ------------------------------------------------------------------------

CORE = (
    (re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), lambda text: text.lower() == "true"),
    (re.compile(r"[-+]?[0-9]+\Z"), int),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"), float),
)
"""How YAML 1.2 reads bare words (core schema), as editors do."""

OLD = (
    (re.compile(r"(?:yes|Yes|true|True|on|On)\Z"), lambda text: True),
    (re.compile(r"(?:no|No|false|False|off|Off)\Z"), lambda text: False),
    *CORE[1:],
)
"""How YAML 1.1 does, which some editors still follow."""


def as_editor(path: Path, rules: Any = CORE) -> Any:
    """The value of a file with numbers and truth values, as an editor takes it."""

    def value(node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {key.value: value(inner) for key, inner in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [value(inner) for inner in node.value]
        if node.style is None:
            for pattern, convert in rules:
                if pattern.match(node.value):
                    return convert(node.value)
        return node.value

    return value(yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader))


def validator(kind: str) -> jsonschema.Draft7Validator:
    """What holds a value against the schema of a kind."""
    return jsonschema.Draft7Validator(json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")))


# -- the files ---------------------------------------------------------------------------------------------


def test_the_schemas_are_what_the_readers_ask_for_now() -> None:
    assert stale() == [], "run: python -m tools.schemas"


@pytest.mark.parametrize("kind", FILES)
def test_each_is_a_schema_and_made_for_files_that_are_there(kind: str) -> None:
    jsonschema.Draft7Validator.check_schema(validator(kind).schema)
    assert files(kind, ROOT)


@pytest.mark.parametrize("rules", [CORE, OLD], ids=["yaml-1.2", "yaml-1.1"])
@pytest.mark.parametrize(("kind", "path"), REAL)
def test_every_data_file_is_valid(kind: str, path: Path, rules: Any) -> None:
    errors = [
        f"{list(error.path)}: {error.message}"
        for error in validator(kind).iter_errors(as_editor(path, rules))
    ]
    assert errors == []


@pytest.mark.parametrize(("kind", "path"), REAL)
def test_every_data_file_names_its_schema(kind: str, path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()[:HEAD]
    assert comment(kind, path, ROOT) in lines, "run: python -m tools.schemas --comments"


def test_comments_are_set_and_nothing_else_is_changed(tmp_path: Path) -> None:
    ward, source_list = tmp_path / "data" / "wards" / "a.yaml", tmp_path / "data" / "sources.yaml"
    ward.parent.mkdir(parents=True)
    ward.write_text(f"{COMMENT}ward.json\n# ours\nname: A\n", encoding="utf-8")
    source_list.write_text("sources: []\n", encoding="utf-8")
    assert set_comments(tmp_path) == [ward, source_list]
    assert ward.read_text(encoding="utf-8") == f"{COMMENT}../../schemas/ward.json\n# ours\nname: A\n"
    assert source_list.read_text(encoding="utf-8") == f"{COMMENT}../schemas/sources.json\nsources: []\n"
    assert set_comments(tmp_path) == []


# -- the maker ---------------------------------------------------------------------------------------------


def test_every_method_of_fields_that_asks_for_something_is_watched() -> None:
    """A new one would go unseen, and what it asks for would be missing in the schemas."""
    asking = {
        name
        for name, method in inspect.getmembers(Fields, inspect.isfunction)
        if not name.startswith("_") and {"key", "value"} & set(inspect.signature(method).parameters)
    }
    assert asking == set(ACCESSORS) | set(CONVERTERS) | OTHERS


def test_watching_changes_nothing_and_ends() -> None:
    before = {name: getattr(Fields, name) for name in ACCESSORS}
    recorder = Recorder()
    report = Report()
    top = source.read(SPECIMEN / "exercises" / "every.yaml", "exercises.every")
    with recorder.watching():
        watched = read_exercise(top, report)
    assert {name: getattr(Fields, name) for name in ACCESSORS} == before
    assert report.problems == []
    assert watched.title.text == read_exercise(top, report).title.text
    record = recorder.of(top)
    assert record is not None
    assert record.closed
    assert record.asked["title"].required
    assert not record.asked["caution"].required


def test_a_key_that_the_specimen_does_not_show_is_an_error(tmp_path: Path) -> None:
    text = (SPECIMEN / "exercises" / "every.yaml").read_text(encoding="utf-8")
    path = tmp_path / "every.yaml"
    path.write_text(re.sub(r"(?m)^values:.*\n", "", text).replace(", {rest} apart", ""), encoding="utf-8")
    recorder = Recorder()
    with recorder.watching():
        top = source.read(path, "exercises.every")
        read_exercise(top, Report())
    with pytest.raises(SpecimenError, match=r"no example of exercise\.values"):
        Folder(recorder).whole([top], "exercise")


def test_making_them_twice_gives_the_same() -> None:
    assert schemas() == schemas()


# -- agreement of schemas and readers ----------------------------------------------------------------------

Read = Callable[[Value, Report], object]
READERS: dict[str, tuple[str, Read]] = {
    "section": ("guides/specimen/sections/every.yaml", read_section),
    "exercise": ("exercises/every.yaml", read_exercise),
    "programme": ("programmes/specimen.yaml", read_programme),
    "emergency": ("emergency/gb.yaml", read_emergency_pack),
    "ward": ("wards/ward.yaml", lambda value, report: read_ward(value, report, SPECIMEN, {"GB": None})),  # type: ignore[dict-item]  # only the names of countries count
    "sources": ("sources.yaml", read_sources),
    "approvals": ("approvals/specimen.yaml", read_approvals),
    "language": ("languages/en.yaml", lambda value, report: read_language("en", value, report)),
}
"""Where the specimen of a kind is, and what reads it."""

STRUCTURE = re.compile(
    r"\bhas no \w+\Z|knows no key|\bmust (?:be|hold)\b|is not one of|is empty\Z"
    r"|is not a (?:whole )?number|is not a week"
)
"""What readers say about the shape of one value, which a schema can know too."""


def changed(
    value: Any, path: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], Callable[[Any], None]]]:
    """Every small change of a value: a key less, a key more, another type, another word."""
    if isinstance(value, dict):
        yield (*path, "+"), lambda parent: parent.__setitem__("unknown-key", "x")
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        place = (*path, key)
        if isinstance(value, dict):
            yield (*place, "-"), lambda parent, key=key: parent.__delitem__(key)
        for other in ("", "zzz", ["x"], {"x": "y"}, [], {}):
            if type(other) is not type(inner) or isinstance(inner, str):
                yield (
                    (*place, repr(other)),
                    lambda parent, key=key, other=other: parent.__setitem__(key, other),
                )
        if isinstance(inner, (dict, list)):
            yield from changed(inner, place)


def mutants(value: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Copies of a value with one small change each."""
    for path, change in changed(value):
        mutant = copy.deepcopy(value)
        parent = mutant
        for step in path[:-1] if path[-1] == "+" else path[:-2]:
            parent = parent[step]
        change(parent)
        yield path, mutant


def complaints(read: Read, value: Any, path: Path) -> list[Problem]:
    """What a reader says about a value; JSON is YAML."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    try:
        top = source.read(path, "test")
    except DataError as error:
        return list(error.problems)
    report = Report()
    read(top, report)
    return report.problems


@pytest.mark.parametrize("kind", READERS)
def test_schema_and_reader_agree_about_every_small_change(kind: str, tmp_path: Path) -> None:
    """The schema refuses nothing that the reader takes, and misses nothing about the shape of a value."""
    file, read = READERS[kind]
    holds = validator(kind)
    value = as_editor(SPECIMEN / file, rules=())
    assert complaints(read, value, tmp_path / "file.yaml") == []
    strict: list[str] = []
    blind: list[str] = []
    count = 0
    for path, mutant in mutants(value):
        count += 1
        told = complaints(read, mutant, tmp_path / "file.yaml")
        valid = holds.is_valid(mutant)
        if not valid and not told:
            strict.append(f"{path}")
        if valid and any(STRUCTURE.search(problem.message) for problem in told):
            blind.append(f"{path}: {told[0].message}")
    assert count > 20
    assert strict == []
    assert blind == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: handout", "kind: handuot"),
        ("name: every", "nmae: every"),
        ("  - contents", "  - contnets"),
        ("  - contents", "  - cover"),
        ("  - contents", "  - {passage: {passage: every.text, colums: 2}}"),
        ("  - contents", "  - {passage: {only: [heat]}}"),
        ("  - contents", "  - {passage: every.text, notes: {}}"),
        ("  - contents", "  - {columns: {first: every.text, second: []}}"),
    ],
)
def test_schema_and_reader_refuse_the_same_layouts(old: str, new: str, tmp_path: Path) -> None:
    text = (SPECIMEN / "layouts" / "handout-every.yaml").read_text(encoding="utf-8")
    path = tmp_path / "handout-every.yaml"
    path.write_text(text, encoding="utf-8")
    assert validator("layout").is_valid(as_editor(path))
    load_layouts.__wrapped__(tmp_path)
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert not validator("layout").is_valid(as_editor(path))
    with pytest.raises(DataError):
        load_layouts.__wrapped__(tmp_path)


# -- poses -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("eyes: open", "eyes: shut"),
        ("head: 200", "haed: 200"),
        ("head: 200", "head: two"),
        ("prop: pillow", "prop: pilow"),
        ("angle: 14", "angel: 14"),
        ("under: left_leg", "under: left_wing"),
        ("frames:", "frame:"),
    ],
)
def test_editor_and_reader_refuse_the_same_pose_files(old: str, new: str, tmp_path: Path) -> None:
    text = (ROOT / "data/figures/poses/side_lying_feeding.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "side_lying_feeding.yaml"
    path.write_text(text, encoding="utf-8")
    assert list(validator("figure").iter_errors(as_editor(path))) == []
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert list(validator("figure").iter_errors(as_editor(path)))
    with pytest.raises(DataError):
        read_figure(path)
