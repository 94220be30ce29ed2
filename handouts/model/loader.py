"""Load a guide and a ward from their files, reporting all that is wrong at once."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import TypeVar

from handouts import assets, source
from handouts.errors import DataError, Mark, UsageError
from handouts.model.approval import Approval, read_approvals
from handouts.model.checks import check_guide, check_words
from handouts.model.exercise import PROGRAMME_WEEKS, Birth, read_exercise
from handouts.model.fields import Fields, Report, nearest, quoted
from handouts.model.guide import Guide
from handouts.model.message import WARD_ROOT, Message
from handouts.model.programme import Programme, read_programme
from handouts.model.reference import Source, read_sources
from handouts.model.section import read_section
from handouts.model.ward import EmergencyPack, Ward, read_emergency_pack, read_ward
from handouts.source import Mapping, Scalar, Value

DEFAULT_GUIDE = "postpartum-backache"

Thing = TypeVar("Thing")


def guide_names(data: Path = assets.DATA) -> tuple[str, ...]:
    """The ids of all guides, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in (data / "guides").glob("*/guide.yaml")))


def load_guide(name: str = DEFAULT_GUIDE, data: Path = assets.DATA) -> Guide:
    """Read a guide with all that it refers to.

    Raises UsageError when there is no such guide, and DataError with every problem of every file.
    """
    names = guide_names(data)
    if name not in names:
        hint = nearest(name, names) or f"known guides: {', '.join(names) or 'none'}"
        raise UsageError(f"there is no guide {quoted(name)}", hint=hint)
    loader = _Loader(data, data / "guides" / name)
    guide = loader.load()
    if guide is None or loader.report.problems:
        raise DataError(loader.report.problems)
    return guide


def load_ward(path: Path, guide: Guide | None) -> Ward:
    """Read a ward's own file, for a country that the guide has numbers for.

    Where the guide could not be read, its countries are not known and any may be right. Raises DataError with
    every problem of the file.
    """
    report = Report()
    ward = read_ward(
        source.read(path, WARD_ROOT), report, path.parent, guide.emergency if guide is not None else None
    )
    check_words([words for words in (ward.name, ward.phone_label) if words is not None], {}, report)
    if report.problems:
        raise DataError(report.problems)
    return ward


class _Loader:
    """Read the files of one guide in the order in which a person would mend them."""

    def __init__(self, data: Path, folder: Path) -> None:
        self.data = data
        self.folder = folder
        self.report = Report()
        self.unread = False
        """Whether some part is missing, so that to compare the parts would accuse the wrong ones."""

    def load(self) -> Guide | None:
        """The guide as far as it could be read, or None when its own file could not."""
        top = self._read(self.folder / "guide.yaml", "guide")
        if top is None:
            return None
        fields = Fields(top, self.report, "this guide")
        self._check_name(fields.identifier("id"), self.folder.name)
        sections = fields.identifiers("sections", required=True)
        exercises = fields.identifiers("exercises", required=True)
        self.unread = not sections or not exercises
        guide = Guide(
            id=self.folder.name,
            title=fields.words("title"),
            lead=fields.words("lead"),
            version=str(fields.text("version")),
            issued=fields.day("issued"),
            review=fields.day("review"),
            about=fields.named_words("about"),
            sections=self._listed("section", self.folder / "sections", sections, read_section),
            exercises=self._listed("exercise", self.data / "exercises", exercises, read_exercise),
            programme=self._programme(fields.identifier("programme")),
            emergency=self._emergency(),
            sources=self._sources(),
            approvals=self._approvals(),
            phrases=self._phrases(),
            mark=fields.place("review"),
        )
        fields.finish()
        self._check_listed("section", self.folder / "sections", sections)
        self._check_listed("exercise", self.data / "exercises", (*exercises, *self._exercises_of_others()))
        if not self.unread:
            check_guide(guide, self.report)
        return guide

    def _read(self, path: Path, root: str) -> Mapping | None:
        """One file, or None when it cannot be read; its problems are noted."""
        try:
            return source.read(path, root)
        except DataError as error:
            self.report.extend(error.problems)
            self.unread = True
            return None

    def _check_name(self, name: Scalar, expected: str) -> None:
        if name and name != expected:
            self.report.add(
                f"id: {quoted(name)} is not the name of its file or folder, {expected}", name.mark
            )

    def _listed(
        self,
        what: str,
        folder: Path,
        names: tuple[Scalar, ...],
        read_thing: Callable[[Value, Report], Thing],
    ) -> AnyMapping[str, Thing]:
        """The sections or exercises that the guide lists, in its order."""
        found: dict[str, Thing] = {}
        known = {path.stem: path for path in folder.glob("*.yaml")}
        for name in names:
            path = known.get(name)
            if path is None:
                hint = nearest(name, known) or f"it would be in {assets.shown(folder)}"
                self.report.add(f"there is no {what} {quoted(name)}", name.mark, hint)
                self.unread = True
                continue
            top = self._read(path, f"exercises.{name}" if what == "exercise" else str(name))
            if top is not None:
                own = top.at("id")
                if isinstance(own, Scalar):
                    self._check_name(own, str(name))
                found[str(name)] = read_thing(top, self.report)
        return found

    def _check_listed(self, what: str, folder: Path, names: tuple[str, ...]) -> None:
        """A file that no guide lists would never be printed: its words would be lost."""
        if not names:
            return
        for path in sorted(folder.glob("*.yaml")):
            if path.stem not in names:
                self.report.add(
                    f"no guide lists this {what}",
                    Mark(assets.shown(path)),
                    f"add {path.stem} to {assets.shown(self.folder / 'guide.yaml')}, or take the file away",
                )

    def _exercises_of_others(self) -> tuple[str, ...]:
        """What other guides list, so far as they can be read; their own problems are theirs."""
        names: list[str] = []
        for other in guide_names(self.data):
            if other != self.folder.name:
                try:
                    top = source.read(self.data / "guides" / other / "guide.yaml")
                except DataError:
                    continue
                names += Fields(top, Report(), other).identifiers("exercises")
        return tuple(names)

    def _programme(self, name: Scalar) -> Programme:
        """The programme that the guide names, or an empty one when it cannot be read."""
        known = {path.stem: path for path in (self.data / "programmes").glob("*.yaml")}
        if name and name not in known:
            self.report.add(f"there is no programme {quoted(name)}", name.mark, nearest(name, known))
            self.unread = True
        top = self._read(known[name], f"programmes.{name}") if name in known else None
        if top is None:
            empty: AnyMapping[Birth, tuple[tuple[Scalar, ...], ...]] = dict.fromkeys(
                Birth, ((),) * PROGRAMME_WEEKS
            )
            return Programme(
                id=str(name),
                every_week=(),
                weeks=empty,
                held_back={},
                ask_first=None,
                gate=None,
                mark=name.mark,
            )
        own = top.at("id")
        if isinstance(own, Scalar):
            self._check_name(own, str(name))
        return read_programme(top, self.report)

    def _emergency(self) -> dict[str, EmergencyPack]:
        """The packs of all countries by country code, in alphabetical order of their files."""
        packs: dict[str, EmergencyPack] = {}
        for path in sorted((self.data / "emergency").glob("*.yaml")):
            top = self._read(path, f"emergency.{path.stem}")
            if top is not None:
                pack = read_emergency_pack(top, self.report)
                if pack.country.lower() != path.stem:
                    self.report.add(
                        f"country: the file is named {path.stem}, not {pack.country.lower()}", pack.mark
                    )
                packs[pack.country] = pack
        if not packs and not self.unread:
            self.report.add("there are no emergency numbers", Mark(assets.shown(self.data / "emergency")))
        return packs

    def _sources(self) -> dict[str, Source]:
        top = self._read(self.data / "sources.yaml", "sources")
        return read_sources(top, self.report) if top is not None else {}

    def _approvals(self) -> tuple[Approval, ...]:
        """The sign-offs of this guide; a guide without a file of them has none."""
        path = self.data / "approvals" / f"{self.folder.name}.yaml"
        top = self._read(path, "approvals") if path.exists() else None
        approvals = read_approvals(top, self.report) if top is not None else ()
        codes = [language.stem for language in (self.data / "languages").glob("*.yaml")]
        for approval in approvals:
            if approval.language and approval.language not in codes:
                message = f"there is no language {quoted(approval.language)}"
                self.report.add(message, approval.mark, nearest(approval.language, codes))
        return approvals

    def _phrases(self) -> dict[str, Message]:
        """The fixed words of the pages and the patterns of numbers, by id; they are ICU patterns."""
        phrases: dict[str, Message] = {}
        for path in sorted((self.data / "phrases").glob("*.yaml")):
            top = self._read(path, path.stem)
            if top is not None:
                fields = Fields(top, self.report, "this phrase file", prose=False)
                self._add_phrases(fields, top, phrases)
        return phrases

    def _add_phrases(self, fields: Fields, mapping: Mapping, phrases: dict[str, Message]) -> None:
        for key, value in mapping.items():
            fields.check_identifier(key)
            if isinstance(value, Mapping):
                self._add_phrases(fields, value, phrases)
            else:
                message = fields.message(str(key), value)
                phrases[message.id] = message
