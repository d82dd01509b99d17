"""``python -m bench documents``: what it takes to make a recommendation, and a thick file's table.

Each run makes another text, so that nothing is answered from what was set before.
"""

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from typing import Final

import bench.ready  # noqa: F401 (the page is rendered by Django)
from cases.documents.blocks import Document, Paragraph
from cases.documents.html import to_html
from cases.documents.pdf import Stamp, to_pdf
from cases.documents.registry import make
from cases.documents.word import to_docx
from tests.cases.documents.samples import sample

RUNS: Final = 20
LIMIT_MS: Final = 150
MADE_AT: Final = dt.datetime(2026, 3, 24, tzinfo=dt.UTC)
URL: Final = "https://cases.example/verify/0123456789abcdef0123456789abcdef"


def main() -> int:
    """Print the times; fail where the PDF of a recommendation takes longer than it may."""
    first = _time(_pdf, "recommendation", 1)
    print(f"recommendation, PDF, first (reads the fonts) {first[0]:8.1f} ms")
    warm = _time(_pdf, "recommendation", RUNS)
    _print("recommendation, PDF, stamped", warm)
    _print("recommendation, Word file", _time(to_docx, "recommendation", RUNS))
    _print("recommendation, page", _time(to_html, "recommendation", RUNS))
    _print("table of 200 rows, PDF", _time(_pdf, "file_contents", 5))
    _print("table of 200 rows, Word file", _time(to_docx, "file_contents", 5))
    return 0 if statistics.median(warm) < LIMIT_MS else 1


def _pdf(document: Document) -> bytes:
    stamp = Stamp(document.number, document.digest(), URL)
    return to_pdf(document, MADE_AT, stamp)


def _time(render: Callable[[Document], object], code: str, runs: int) -> list[float]:
    taken = []
    for run in range(runs):
        start = time.perf_counter()
        document = make(code, sample(code)).document
        more = Paragraph(f"{render.__name__}，第{run}次，{time.perf_counter_ns()}")
        render(
            Document(
                document.code, document.name, (*document.blocks[:5], more, *document.blocks[5:])
            )
        )
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def _print(what: str, taken: list[float]) -> None:
    print(f"{what:44} {statistics.median(taken):8.1f} ms (worst {max(taken):.1f})")


if __name__ == "__main__":
    sys.exit(main())
