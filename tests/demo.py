"""The demonstration: `demo.py ARTICLES OUT` prints the table of the sample articles, and writes table, plot, page."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib
import quantclaims as qc
from quantclaims import plot
from quantclaims.show import plain_table

#: The article that is shown with its figures marked.
SHOWN = "china-trade-broadsheet"


def read(articles: Path) -> qc.Claims:
    """The claims of all articles; the first line beside an article says when it appeared."""
    parts = []
    for path in sorted(articles.glob("*.txt")):
        with open(path.with_suffix(".jsonl"), encoding="utf-8") as lines:
            date = json.loads(next(lines))["date"]
        parts.append(qc.extract_files(path, date=date))
    return qc.concat(parts)


def main(articles: Path, out: Path) -> None:
    """Reads, prints and writes."""
    claims = read(articles)
    print(plain_table(claims, width=150, limit=None))
    claims.to_csv(out / "figures.csv")
    claims.show(claims.names.index(SHOWN)).save(out / "article.html", title=SHOWN)
    matplotlib.use("Agg")
    axes = plot.amounts(claims, "money", unit="USD")
    axes.figure.savefig(out / "figures.png", dpi=144, bbox_inches="tight")
    print(f"\n{len(claims)} claims of {len(claims.names)} articles. Written:")
    for name, words in (
        ("figures.csv", "the table"),
        ("figures.png", "the largest amounts of money"),
        ("article.html", "an article with its figures marked; hover for value, unit and period"),
    ):
        print(f"  {(out / name).resolve()}  {words}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
