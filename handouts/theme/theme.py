"""Give every colour, type size and space a name, and scale them by one step of the fit ladder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from handouts import assets
from handouts.errors import LayoutError, UsageError
from handouts.model.fields import Fields, Report, nearest, quoted
from handouts.source import Mapping as SourceMapping
from handouts.source import Scalar, read
from handouts.theme.limits import FOLDS, check_limits
from handouts.units import MM, PAPERS, Paper

STANDARD = "standard"
"""The edition that is made when none is named."""

PHONE = "phone"
"""The edition that is sent when none is named."""

LATIN_RATIO = 1.40
"""Leading over size that theme files are written for; a language's line height is relative to it."""


class Weight(Enum):
    """The two weights of every family; bold is the only emphasis."""

    REGULAR = "regular"
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class TypeToken:
    """One rank of text: size and leading in points, weight, and the name of its colour."""

    size: float
    leading: float
    bold: bool
    colour: str

    def scaled(self, size: float = 1.0, leading: float = 1.0) -> TypeToken:
        """The same rank with its size, and its leading once more, multiplied."""
        return replace(self, size=self.size * size, leading=self.leading * size * leading)


@dataclass(frozen=True, slots=True)
class PageToken:
    """Margins and grid of one page size, in points; start and end are inner and outer in a bound booklet."""

    start: float
    end: float
    top: float
    bottom: float
    columns: int
    gutter: float


@dataclass(frozen=True, slots=True)
class FitStep:
    """One rung of the fit ladder: body size in points, and factors for spaces, headings and leading."""

    body: float
    space: float
    headings: float = 1.0
    leading: float = 1.0


@dataclass(frozen=True, slots=True)
class Theme:
    """All tokens of one edition at one step of the fit ladder; lengths in points.

    `one_column` pages put pictures over words and rows of tables under each other. A handout or checklist may
    take up to `sides` pages, 0 for as many as it needs. The number of a booklet's pages is a multiple of
    `sheet`: 4 for folded sheets, 2 for whole ones, 1 for none. `page` is the only page of an edition that is
    not printed on paper.
    """

    name: str
    filled: bool
    one_column: bool
    sides: int
    sheet: int
    page: Paper | None
    colours: Mapping[str, str]
    type: Mapping[str, TypeToken]
    grows: frozenset[str]
    space_unit: float
    lines: Mapping[str, float]
    radii: Mapping[str, float]
    tick_size: float
    tick_gap: float
    band_height: float
    hatch_width: float
    hatch_pitch: float
    figure_theme: str
    pages: Mapping[str, PageToken]
    ladder: tuple[FitStep, ...]
    tightness: float = 1.0

    @property
    def folded(self) -> bool:
        """Whether booklets are folded, so that their pages are half the paper."""
        return self.sheet == FOLDS

    @property
    def papers(self) -> Mapping[str, Paper]:
        """The papers that the edition can be made for, by name."""
        return PAPERS if self.page is None else {self.page.name: self.page}

    def space(self, steps: float) -> float:
        """A space of so many units, rounded to half units and never under half a unit (0 stays 0)."""
        return self.space_unit * max(0.5, round(steps * 2) / 2) if steps else 0.0

    def at(self, step: FitStep) -> Theme:
        """This theme with body text, spaces, headings and leading of one step of the ladder."""
        growth = step.body / self.type["body"].size
        headings = {"title", "h1", "h2"}

        def scaled(name: str, token: TypeToken) -> TypeToken:
            if name in self.grows:
                return token.scaled(growth, step.leading)
            return token.scaled(step.headings) if name in headings else token

        types = {name: scaled(name, token) for name, token in self.type.items()}
        return replace(self, type=types).spaced(step.space)

    def spaced(self, factor: float) -> Theme:
        """This theme with all spaces multiplied."""
        return replace(self, space_unit=self.space_unit * factor, tightness=factor)

    def for_script(self, size_factor: float, line_height: float, least: float = 0.0) -> Theme:
        """This theme for a script whose letters need another size and line height.

        Lines of running text come no closer than `least`, in em like `line_height`, whatever the step of the
        ladder.
        """

        def fitted(name: str, token: TypeToken) -> TypeToken:
            scaled = token.scaled(size_factor, line_height / LATIN_RATIO)
            floor = least * scaled.size if name in self.grows else 0.0
            return replace(scaled, leading=max(scaled.leading, floor))

        return replace(self, type={name: fitted(name, token) for name, token in self.type.items()})

    def closer(self, share: float, least: float) -> Theme:
        """This theme with the lines of running text closer, by a share of the way to `least` em."""

        def closed(name: str, token: TypeToken) -> TypeToken:
            slack = max(0.0, token.leading - least * token.size) if name in self.grows else 0.0
            return replace(token, leading=token.leading - share * slack)

        return replace(self, type={name: closed(name, token) for name, token in self.type.items()})


@cache
def load_theme(name: str = STANDARD) -> Theme:
    """Read `layouts/themes/<name>.yaml`.

    Raises UsageError for an unknown name and LayoutError, with every problem, for a file that is not a theme.
    """
    names = theme_names()
    if name not in names:
        raise UsageError(
            f"there is no edition {quoted(name)}", hint=nearest(name, names) or f"known: {', '.join(names)}"
        )
    report = Report()
    fields = Fields(_with_base(name, report), report, "a theme")
    theme = _theme(fields)
    fields.finish()
    check_limits(fields)
    for rank, token in theme.type.items():
        if token.colour and token.colour not in theme.colours:
            hint = nearest(token.colour, theme.colours) or f"known: {', '.join(theme.colours) or 'none'}"
            report.add(
                f"type: {rank} has a colour {quoted(token.colour)} that is not defined", fields.mark, hint
            )
    if report.problems:
        raise LayoutError(report.problems)
    return theme


def theme_names() -> list[str]:
    """The names of all editions, the standard one first."""
    found = sorted(path.stem for path in (assets.LAYOUTS / "themes").glob("*.yaml"))
    return sorted(found, key=lambda name: name != STANDARD)


def _with_base(name: str, report: Report) -> SourceMapping:
    """The tokens of a theme's file over those of its base: groups are merged, each token is taken whole."""
    folder = assets.LAYOUTS / "themes"
    own = read(folder / f"{name}.yaml")
    base = own.at("base")
    if base is None:
        return own
    known = [other for other in theme_names() if other != name]
    if not isinstance(base, Scalar) or base not in known:
        shown = quoted(base) if isinstance(base, Scalar) else "that"
        report.add(f"base: there is no theme {shown}", base.mark, f"one of {', '.join(known)}")
        return own
    below = read(folder / f"{base}.yaml")
    if below.at("base") is not None:
        report.add(f"base: {quoted(base)} has a base itself", base.mark, f"write base: {below.at('base')}")
    merged = SourceMapping(own.mark, own.id)
    merged.update(below)
    for key, value in own.items():
        group = below.at(key)
        if isinstance(value, SourceMapping) and isinstance(group, SourceMapping):
            both = SourceMapping(value.mark, value.id)
            both.update(group)
            both.update(value)
            value = both
        merged[key] = value
    return merged


def _theme(fields: Fields) -> Theme:
    fields.optional_text("base")  # read by `_with_base`
    tick = _numbers(fields, "tick")
    band = _numbers(fields, "band")
    colours = fields.child("colours")
    ladder = [Fields(entry, fields.report, "a step of the ladder") for entry in fields.entries("ladder")]
    return Theme(
        name=str(fields.text("name")),
        filled=fields.flag("filled"),
        one_column=fields.flag("one_column"),
        sides=fields.whole("sides"),
        sheet=fields.whole("sheet"),
        page=_own_page(fields),
        colours={key: str(colours.text(key)) for key in colours.mapping},
        type={key: _type(token) for key, token in _children(fields, "type")},
        grows=frozenset(fields.identifiers("grows")),
        space_unit=fields.decimal("space_unit"),
        lines=_numbers(fields, "lines"),
        radii=_numbers(fields, "radii"),
        tick_size=tick.get("size", 0.0),
        tick_gap=tick.get("gap", 0.0),
        band_height=band.get("height", 0.0),
        hatch_width=band.get("hatch_width", 0.0),
        hatch_pitch=band.get("hatch_pitch", 0.0),
        figure_theme=str(fields.text("figure_theme")),
        pages={key: _page(token) for key, token in _children(fields, "pages")},
        ladder=tuple(_step(entry) for entry in ladder),
    )


def _own_page(fields: Fields) -> Paper | None:
    """The page of an edition that is not for paper; its margins stand in `pages` by the theme's name."""
    width, height = (fields.decimal(key, 0.0) * MM for key in ("page_width_mm", "page_height_mm"))
    return Paper(str(fields.text("name")), width, height) if width and height else None


def _children(fields: Fields, key: str) -> Iterator[tuple[str, Fields]]:
    group = fields.child(key)
    for name in group.mapping:
        child = group.child(name)
        yield str(name), child


def _numbers(fields: Fields, key: str) -> dict[str, float]:
    group = fields.child(key)
    return {str(name): group.decimal(name) for name in group.mapping}


def _type(fields: Fields) -> TypeToken:
    token = TypeToken(
        size=fields.decimal("size"),
        leading=fields.decimal("leading"),
        bold=fields.choice("weight", Weight) is Weight.BOLD,
        colour=str(fields.text("colour")),
    )
    fields.finish()
    return token


def _page(fields: Fields) -> PageToken:
    token = PageToken(
        start=fields.decimal("start_mm") * MM,
        end=fields.decimal("end_mm") * MM,
        top=fields.decimal("top_mm") * MM,
        bottom=fields.decimal("bottom_mm") * MM,
        columns=fields.whole("columns"),
        gutter=fields.decimal("gutter_mm") * MM,
    )
    fields.finish()
    return token


def _step(fields: Fields) -> FitStep:
    step = FitStep(
        body=fields.decimal("body"),
        space=fields.decimal("space"),
        headings=fields.decimal("headings", 1.0),
        leading=fields.decimal("leading", 1.0),
    )
    fields.finish()
    return step
