"""Open and close marked content: what belongs to an element, and what is an artifact."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Protocol

from handouts.pdf.structure import StructElem

ARTIFACT: Literal["artifact"] = "artifact"
"""What is open while marks, rules and page furniture are drawn."""

Rect = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


def artifact_operator(kind: str | None = None, subtype: str | None = None) -> str:
    """The operator that opens an artifact."""
    if kind is None:
        return "/Artifact BMC"
    return f"/Artifact <</Type /{kind}{f' /Subtype /{subtype}' if subtype else ''}>> BDC"


class Markable(Protocol):
    """A canvas as marks see it."""

    open_mark: StructElem | Literal["artifact"] | None

    def begin_content(self, elem: StructElem) -> bool:
        """Open an element's content; False when it is open already."""

    def begin_artifact(self, operator: str) -> None:
        """Open an artifact."""

    def end_content(self) -> None:
        """Close what is open."""


@dataclass(slots=True)
class Mark:
    """A stretch of marked content as a `with` block; the outermost one decides.

    `elem` is the owner, or None for an artifact that `operator` opens.
    """

    canvas: Markable
    elem: StructElem | None
    operator: str = ""
    opened: bool = field(default=False, init=False)

    def __enter__(self) -> None:
        if self.elem is not None:
            self.opened = self.canvas.begin_content(self.elem)
        elif self.canvas.open_mark is None:
            self.canvas.begin_artifact(self.operator)
            self.opened = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.opened:
            self.canvas.end_content()
