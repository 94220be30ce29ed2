"""Name the peers, and say what each of them has to do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from benchmarks.content import Content, repeated, without_pictures


class Maker(ABC):
    """Sets documents in a running process."""

    @abstractmethod
    def prepare(self, document: str, run: int = 0, copies: int = 1) -> Callable[[], bytes]:
        """Make the words of a run ready; what is given back is timed, and gives the finished file."""

    @abstractmethod
    def without_pictures(self, document: str) -> bytes:
        """The file with words alone."""


class ContentMaker(Maker):
    """A peer, which sets blocks; it reads them from where `load` finds them."""

    def __init__(self, load: Callable[[str], Content]) -> None:
        self._load = load

    def prepare(self, document: str, run: int = 0, copies: int = 1) -> Callable[[], bytes]:
        """Blocks with sentences that were not set before."""
        content = repeated(self._load(document), run, copies)
        return lambda: self.set(content)

    def without_pictures(self, document: str) -> bytes:
        """The file with words alone."""
        return self.set(without_pictures(self._load(document)))

    @abstractmethod
    def set(self, content: Content) -> bytes:
        """The finished file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A peer: its title, the package on PyPI, the module that drives it, and what its files claim to be."""

    title: str
    package: str
    module: str
    claim: str


PEERS: Mapping[str, Entry] = MappingProxyType(
    {
        "reportlab": Entry("ReportLab", "reportlab", "benchmarks.peers.platypus", "no tags"),
        "weasyprint": Entry("WeasyPrint", "weasyprint", "benchmarks.peers.html", "UA-1"),
        "typst": Entry("Typst", "typst", "benchmarks.peers.markup", "UA-1"),
    }
)
