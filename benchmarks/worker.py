"""Measure one maker once, in the fresh process that runs this, and print what was found as JSON.

    python -m benchmarks.worker handouts CONTENT content              write CONTENT, and tell about it
    python -m benchmarks.worker MAKER CONTENT once DOCUMENT FILE      make a file, as a user would
    python -m benchmarks.worker MAKER CONTENT sizes                   bytes with and without pictures
    python -m benchmarks.worker MAKER CONTENT warm DOCUMENT RUNS      seconds in a process that is warm
    python -m benchmarks.worker MAKER CONTENT longer COPIES RUNS      the booklet so many times over
    python -m benchmarks.worker MAKER CONTENT lists COUNT RUNS WAY    so many checklists, as files

MAKER is handouts or a peer; CONTENT is the folder that holds the words for the peers.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.content import DOCUMENTS, read
from benchmarks.peers import PEERS, Maker


def maker_named(name: str, content: Path) -> Maker:
    """The maker, whose library is loaded now."""
    if name not in PEERS:
        from benchmarks.product import Product

        return Product()
    maker: Maker = import_module(PEERS[name].module).Peer(partial(read, content))
    return maker


def once(maker: Maker, document: str, file: str) -> dict[str, Any]:
    """Make one file."""
    data = maker.prepare(document)()
    Path(file).write_bytes(data)
    return {"bytes": len(data)}


def sizes(maker: Maker) -> dict[str, Any]:
    """Bytes of each document, as it is and with words alone."""
    return {name: [len(maker.prepare(name)()), len(maker.without_pictures(name))] for name in DOCUMENTS}


def warm(maker: Maker, document: str, runs: str) -> dict[str, Any]:
    """Seconds of each run after the first, and the pages; every run has other sentences."""
    data = maker.prepare(document)()
    seconds = []
    for number in range(1, int(runs) + 1):
        make = maker.prepare(document, number)
        began = perf_counter()
        data = make()
        seconds.append(perf_counter() - began)
    return {"seconds": seconds, "pages": _pages(data)}


def longer(maker: Maker, copies: str, runs: str) -> dict[str, Any]:
    """Seconds of a long booklet after a warm-up with a short one, the peak of memory, and the pages."""
    from benchmarks.process import own_peak

    data = maker.prepare("booklet")()
    seconds = []
    for number in range(1, int(runs) + 1):
        make = maker.prepare("booklet", number, int(copies))
        began = perf_counter()
        data = make()
        seconds.append(perf_counter() - began)
    return {"seconds": seconds, "peak": own_peak(), "pages": _pages(data)}


def lists(maker: Maker, count: str, runs: str, way: str) -> dict[str, Any]:
    """Seconds for so many checklists, each another file, and the peak of memory.

    `way` is files or synced, or full: then the product sets every page from its words, as peers do.
    """
    from benchmarks.process import own_peak
    from benchmarks.product import Product

    seconds = []
    for number in range(int(runs) + 1):
        with tempfile.TemporaryDirectory(prefix="handouts-lists-") as name:
            folder, size = Path(name), int(count)
            began = perf_counter()
            if isinstance(maker, Product) and way != "full":
                maker.batch(folder, size if number else 50, sync=way == "synced")
            else:
                for sheet in range(size if number else 1):
                    data = maker.prepare("checklist", number * size + sheet)()
                    with (folder / f"{sheet}.pdf").open("wb") as file:
                        file.write(data)
                        if way == "synced":
                            os.fsync(file.fileno())
            seconds.append(perf_counter() - began)
    return {"seconds": seconds[1:], "peak": own_peak()}


def content(maker: Maker, folder: str) -> dict[str, Any]:
    """Write the words for the peers; how many there are, and the day on which the guide was issued."""
    from benchmarks.product import Product

    assert isinstance(maker, Product)
    words = {each.document: each.words for each in maker.write_content(Path(folder))}
    return {"words": words, "issued": maker.issued.isoformat()}


def _pages(data: bytes) -> int:
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as file:
        return len(file)


TASKS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "content": content,
    "once": once,
    "sizes": sizes,
    "warm": warm,
    "longer": longer,
    "lists": lists,
}


if __name__ == "__main__":
    name, folder, task, *arguments = sys.argv[1:]
    print(json.dumps(TASKS[task](maker_named(name, Path(folder)), *arguments)))
