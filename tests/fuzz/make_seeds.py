"""Writes what the fuzzers start from: a dictionary of the lexicon, and seeds from the spec and the sample articles.

``make_seeds.py FOLDER`` makes ``FOLDER/dictionary`` and one folder of seeds a target. The corpus that is kept beside
this file, of inputs that earlier runs found to reach more, is not touched.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
#: What the grammar is made of besides words.
MARKS = ["1,234.56", "2024-05-16", "05/06/2024", "4:30", "Q1", "H1", "FY24", "\n\n", *"$€£¥₹%.,-–—'’“”½¼/:()"]
#: Sources of patterns, for the target that reads a pattern, a NUL and a text.
PATTERNS = [
    r"(?<value>\d+) (?<unit>tankers)",
    r"(a+)+b",
    r"(?<kind>money) of (?<value>[\d.,]+)",
    r"(?i)\bLNG\b|(?<=x)y*?z{2,5}",
    r"(?:(?<value>\d)|(?<unit>\pL+))++",
    r"^\s*(.*?)\1$",
    r"(?|(a)|(b))(?1)\K[[:alpha:]]\R?",
]
LONGEST_WORD = 40
LONGEST_SEED = 380


def lexicon_words() -> set[str]:
    """All words and signs that stand in a column of the lexicon."""
    words: set[str] = set()
    for path in sorted((ROOT / "csrc" / "lexicon").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                words.update(word.strip() for word in re.split(r"[\t|,;]", line))
    return {word for word in words if word and len(word) <= LONGEST_WORD}


def write_dictionary(path: Path) -> None:
    """One entry a line, as libFuzzer reads them: what is not printable ASCII, quotes and backslashes by code."""
    entries = set()
    for word in lexicon_words() | set(MARKS):
        bytes_ = word.encode()
        entries.add("".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in bytes_))
    path.write_text("".join(f'"{entry}"\n' for entry in sorted(entries)), encoding="ascii")


def texts() -> Iterator[str]:
    """The texts of the spec's examples, and the paragraphs of the sample articles in pairs."""
    for path in sorted((ROOT / "tests" / "spec").glob("*.md")):
        for block in re.findall(r"^```\n(.*?)\n---$", path.read_text(encoding="utf-8"), re.S | re.M):
            yield "\n".join(line for line in block.split("\n") if not re.match(r"(date|options): ", line))
    for path in sorted((ROOT / "tests" / "articles").glob("*.txt")):
        paragraphs = path.read_text(encoding="utf-8").split("\n\n")
        yield from ("\n\n".join(pair) for pair in itertools.pairwise(paragraphs))


def write_seeds(folder: Path, seeds: list[bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for index, seed in enumerate(seeds):
        (folder / f"seed{index:04}").write_bytes(seed)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    write_dictionary(folder / "dictionary")
    plain = [text.encode()[:LONGEST_SEED] for text in texts()]
    write_seeds(folder / "number", [seed[:120] for seed in plain])
    for target in ("scan", "extract", "encoding", "paragraph"):
        write_seeds(folder / target, plain)
    write_seeds(folder / "threads", [b"\0".join(plain[index : index + 3]) for index in range(len(plain))])
    leads = [bytes([index * 37 % 256, index % 256, 116, 42, index % 32]) for index in range(len(plain))]
    write_seeds(folder / "date", [lead + seed for lead, seed in zip(leads, plain)])
    sources = [PATTERNS[index % len(PATTERNS)].encode() for index in range(len(plain))]
    write_seeds(folder / "pattern", [source + b"\0" + seed for source, seed in zip(sources, plain)])


if __name__ == "__main__":
    main()
