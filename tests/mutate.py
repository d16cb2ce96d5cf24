"""Changes the core on purpose, one place at a time, and counts how many changes the tests notice.

``mutate.py BUILD COUNT [SEED]``: BUILD/mutants has ``libcore.a`` (the core, position independent), ``module.a`` (the
extension's own objects) and a copy of the package, which ``make mutate`` made. Each mutant is one changed file in front
of the library; it is killed where a driver of the core or the rules of tests/spec/*.md fail, crash or do not end.
A mutant that the compiler gives the same object file is none. Prints the rate and each survivor.
"""

from __future__ import annotations

import os
import random
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    "scan_scalar.c", "tokens.c", "number.c", "number_digits.c", "number_groups.c", "number_parts.c", "number_words.c",
    "decimal.c", "calendar.c", "resolve.c",
)  # fmt: skip
DRIVERS = ("test_number", "test_calendar", "test_text", "test_scan", "test_limits", "test_extract")
SWAPS = {
    "<=": "<", "<": "<=", ">=": ">", ">": ">=", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
    "+": "-", "-": "+", "true": "false", "false": "true",
}  # fmt: skip
PLACES = re.compile(r" (<=|>=|==|!=|&&|\|\||<|>|\+|-) |\b(true|false)\b|(?<![\w.\"'])(\d+)\b(?![\"'.x])")
STATEMENT = re.compile(
    r"^( {4,})(?!return|break|continue|case|default|goto|static|const|else)[^{}\n]*[\w\])+-];$", re.M
)
DECLARATION = re.compile(r" {4,}(?:const |unsigned )?\w+ \*?\w+(?:\[\w+\])?(?: =.*|, .*)?;")
#: A loop without an end takes so many times as long as all the tests of the code as it is.
MOST_TIMES = 5


class Mutant(NamedTuple):
    """A text of a file with one place changed."""

    file: str
    line: int
    change: str
    text: str


def code_of(text: str) -> str:
    """The text with comments and preprocessor lines blanked, so that places stay where they are."""
    blank = lambda match: re.sub(r"[^\n]", " ", match[0])  # noqa: E731
    return re.sub(r"^#.*$", blank, re.sub(r"/\*.*?\*/", blank, text, flags=re.S), flags=re.M)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change of a file."""
    text = path.read_text(encoding="utf-8")
    code = code_of(text)
    for match in PLACES.finditer(code):
        number = match.lastindex or 0
        old = match[number]
        for new in [SWAPS[old]] if old in SWAPS else [str(int(old) + 1), str(int(old) - 1)]:
            yield make(path.name, text, match.span(number), new)
    for match in STATEMENT.finditer(code):
        if not DECLARATION.fullmatch(match[0]):
            yield make(path.name, text, (match.start() + len(match[1]), match.end()), ";")


def make(file: str, text: str, span: tuple[int, int], new: str) -> Mutant:
    start, end = span
    line = text.count("\n", 0, start) + 1
    shown = text.splitlines()[line - 1].strip()
    return Mutant(file, line, f"{text[start:end]!r} -> {new!r} in: {shown}", text[:start] + new + text[end:])


def succeeds(command: list[str], seconds: float | None = None, **variables: str) -> bool:
    """Whether a command ends with 0 in time."""
    try:
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


class Bench:
    """The folder of the mutants, and the commands that compile, link and try one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.compiler = shlex.split(os.environ["MUTATE_CC"])
        self.links = shlex.split(os.environ["MUTATE_LIBS"])
        self.extension = next((folder / "package" / "quantclaims").glob("_core.*.so"))
        self.seconds: float | None = None

    def compile(self, file: str, text: str) -> bytes | None:
        """The object of a changed file, or None where it is no C."""
        source, made = self.folder / f"changed_{file}", self.folder / "changed.o"
        source.write_text(text, encoding="utf-8")
        if not succeeds([*self.compiler, "-c", str(source), "-o", str(made)]):
            return None
        return made.read_bytes()

    def killed(self) -> bool:
        """Whether a driver or the rules notice the object that was compiled last."""
        changed, library = str(self.folder / "changed.o"), str(self.folder / "libcore.a")
        for driver in DRIVERS:
            program = str(self.folder / "driver")
            link = [*self.compiler, str(self.folder / f"{driver}.o"), changed, library, "-o", program, *self.links]
            if not succeeds(link):
                raise SystemExit(f"{driver} does not link")
            if not succeeds([program], self.seconds):
                return True
        # Moved there: whoever has the last one mapped keeps it.
        made = self.folder / "extension"
        module = ["-Wl,--whole-archive", str(self.folder / "module.a"), "-Wl,--no-whole-archive"]
        if not succeeds([*self.compiler, "-shared", *module, changed, library, "-o", str(made), *self.links]):
            raise SystemExit("the extension does not link")
        made.replace(self.extension)
        rules = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "tests/test_spec.py"]
        return not succeeds(rules, self.seconds, PYTHONPATH=str(self.folder / "package"))


def main() -> None:
    folder, count = Path(sys.argv[1]).resolve() / "mutants", int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    bench = Bench(folder)
    everything = [mutant for file in FILES for mutant in mutants_of(ROOT / "csrc" / file)]
    random.Random(seed).shuffle(everything)
    originals = {file: bench.compile(file, (ROOT / "csrc" / file).read_text(encoding="utf-8")) for file in FILES}
    start = time.monotonic()
    if bench.killed():
        raise SystemExit("the tests fail on the code as it is")
    bench.seconds = MOST_TIMES * (time.monotonic() - start)
    tried, survivors = 0, []
    for mutant in everything:
        if tried == count:
            break
        made = bench.compile(mutant.file, mutant.text)
        if made is None or made == originals[mutant.file]:
            continue
        tried += 1
        if not bench.killed():
            survivors.append(mutant)
            print(f"survived: csrc/{mutant.file}:{mutant.line}: {mutant.change}", flush=True)
    killed = tried - len(survivors)
    print(f"{killed} of {tried} mutants killed ({killed / max(tried, 1):.0%}); {len(everything)} places, seed {seed}")


if __name__ == "__main__":
    main()
