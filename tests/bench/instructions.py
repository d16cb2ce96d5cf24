"""Instructions per byte by stage and whole, by valgrind's callgrind: `instructions.py [TEXT] [--top N] [--json OUT]`.

The first 1 MB of TEXT (plain or .xz) is read as one document, once with figures and dates alone and once with all
columns. Without TEXT the sentences of the sample articles are shuffled, by a fixed seed and none twice in a row. The
core is compiled as setup.py does. Callgrind counts the instructions of the AVX2 kernel where the machine has it.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from corpus import generate

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build" / "bench"
FLAGS = ["-std=c11", "-O3", "-g", "-fPIC", "-fvisibility=hidden", "-DNDEBUG"]
SIZE = 1_000_000

#: A stage, and the function whose calls it is; those that are part of the one above are indented.
STAGES = {
    "text": "qc_text_narrow",
    "scan": "qc_scan",
    "sentences": "qc_text_sentences",
    "style": "qc_style_read",
    "parse": "qc_parse",
    "  words": "qc_lexicon_word",
    "  dates": "qc_date_read",
    "  figures": "qc_figure_read",
    "resolve": "qc_resolve",
    "relate": "qc_relate",
    "columns": "qc_columns_append",
    "whole": "qc_extract",
}

#: A line of callgrind_annotate: instructions, their share, file:function, object file.
LINE = re.compile(r"^\s*([\d,]+) \([^)]*\)\s+\S*?:(\S+)")


def read_start(path: Path | None, size: int) -> bytes:
    """The first `size` bytes of a text, cut at the end of a line, or else of a character."""
    if path is None:
        text = generate(size)
    elif path.suffix == ".xz":
        with lzma.open(path) as file:
            text = file.read(size)
    else:
        with open(path, "rb") as file:
            text = file.read(size)
    end = text.rfind(b"\n", 0, size) + 1
    if end < size // 2:
        end = min(size, len(text))
        while 0 < end < len(text) and text[end] & 0xC0 == 0x80:
            end -= 1
    return text[:end]


def core_sources() -> list[Path]:
    """The sources of the core, with its tables made."""
    subprocess.run([sys.executable, str(ROOT / "csrc" / "make_tables.py"), str(BUILD / "tables")], check=True)
    core = [path for path in sorted((ROOT / "csrc").glob("*.c")) if not path.name.startswith("module")]
    return [*core, BUILD / "tables" / "tables.c"]


def includes() -> list[str]:
    """The arguments of the compiler that name the folders of headers."""
    return [f"-I{ROOT / 'include'}", f"-I{ROOT / 'csrc'}", f"-I{BUILD / 'tables'}"]


def compile_program() -> Path:
    """The program of instructions.c with the core, compiled anew where a source is younger."""
    program = BUILD / "instructions"
    sources = [*core_sources(), ROOT / "tests" / "bench" / "instructions.c"]
    headers = [*ROOT.glob("csrc/*.h"), *ROOT.glob("include/*.h"), BUILD / "tables" / "tables.h"]
    newest = max(path.stat().st_mtime for path in [*sources, *headers])
    if not program.exists() or program.stat().st_mtime < newest:
        pcre2 = subprocess.run(["pcre2-config", "--cflags", "--libs8"], capture_output=True, text=True, check=True)
        command = [os.environ.get("CC", "cc"), *FLAGS, *includes(), *map(str, sources), "-o", str(program)]
        subprocess.run([*command, *pcre2.stdout.split(), "-lm", "-lpthread"], check=True)
    return program


def count(program: Path, text: Path, mode: str) -> tuple[int, dict[str, int], dict[str, int]]:
    """Rows, and the instructions of each function with what it calls, and of each function alone."""
    out = BUILD / f"callgrind.{mode}"
    command = ["valgrind", "-q", "--tool=callgrind", "--toggle-collect=qc_extract", f"--callgrind-out-file={out}"]
    run = subprocess.run([*command, str(program), str(text), mode], capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(f"instructions.py: {run.stderr.strip()}")
    return int(run.stdout.split()[0]), annotate(out, inclusive=True), annotate(out, inclusive=False)


def annotate(out: Path, inclusive: bool) -> dict[str, int]:
    """Instructions by function; the parts of one that came from several files by inlining are added up."""
    mode = "yes" if inclusive else "no"
    command = ["callgrind_annotate", f"--inclusive={mode}", "--threshold=100", "--auto=no", str(out)]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    counts: dict[str, int] = {}
    for line in listing.splitlines():
        if (found := LINE.match(line)) is None:
            continue
        number, name = int(found[1].replace(",", "")), found[2].split("'")[0]
        counts[name] = max(counts.get(name, 0), number) if inclusive else counts.get(name, 0) + number
    return counts


def compiler() -> str:
    """The compiler's first line about itself."""
    done = subprocess.run([os.environ.get("CC", "cc"), "--version"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]


def main() -> None:
    """Counts and prints."""
    parser = argparse.ArgumentParser(description="Instructions per byte, by stage and whole.")
    parser.add_argument("text", nargs="?", type=Path, help="plain text or .xz (default: the sample articles, shuffled)")
    parser.add_argument("--top", type=int, default=0, metavar="N", help="also the N dearest functions by themselves")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures of the whole")
    options = parser.parse_args()
    if shutil.which("valgrind") is None:
        raise SystemExit("instructions.py: valgrind is needed: apt install valgrind")
    BUILD.mkdir(parents=True, exist_ok=True)
    program = compile_program()
    data = read_start(options.text, SIZE)
    text = BUILD / "text.txt"
    text.write_bytes(data)
    rows, figures, _ = count(program, text, "figures")
    _, columns, alone = count(program, text, "all")
    print(f"{options.text.name if options.text else 'sample articles, shuffled'}: {len(data)} bytes, {rows} rows\n")
    print(f"{'instructions/byte':<24}{'figures and dates':>18}{'all columns':>14}")
    for stage, function in STAGES.items():
        print(f"{stage:<24}{figures.get(function, 0) / len(data):>18.2f}{columns.get(function, 0) / len(data):>14.2f}")
    if options.json:
        counts = {"figures": figures, "all": columns}
        whole = {mode: round(count["qc_extract"] / len(data), 2) for mode, count in counts.items()}
        options.json.write_text(json.dumps({"compiler": compiler(), **whole}, indent=1) + "\n", encoding="utf-8")
    if options.top:
        print(f"\n{'function by itself, all columns':<42}{'instructions/byte':>14}")
        for function, number in sorted(alone.items(), key=lambda item: -item[1])[: options.top]:
            print(f"{function:<42}{number / len(data):>14.2f}")


if __name__ == "__main__":
    main()
