"""How fast it is, beside others: `bench.py [TEXT ...] [--json OUT] [--plot OUT]`, what `make bench` runs.

Measures what `quantclaims bench` measures, and with it, in the same rounds, what has to be compiled for it: this
project in C by stage and whole, the bare scan for digits, PCRE2, and RE2 in C++. Each on a text made of the sentences
of the sample articles, and on the texts that are named.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from corpus import generate
from instructions import BUILD, FLAGS, ROOT, core_sources, includes
from quantclaims.bench import ROUNDS, contestants, measure, read_text, report
from quantclaims.bench.measure import Contestant, Job, Measured, Rate

SIZE = 4_000_000
STAGES = ("text", "scan", "sentences", "parse", "resolve", "relate", "columns")
WHOLE, FIGURES = "C, all columns", "C, figures and dates"


def compile_library(name: str, command: list[str]) -> ctypes.CDLL:
    """A shared library that a command makes; OSError where it cannot."""
    library = BUILD / name
    done = subprocess.run([*command, "-shared", "-o", str(library)], capture_output=True, text=True)
    if done.returncode:
        raise OSError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"{command[0]} failed")
    return ctypes.CDLL(str(library))


def engines() -> ctypes.CDLL:
    """The core with engines.c."""
    pcre2 = subprocess.run(["pcre2-config", "--cflags", "--libs8"], capture_output=True, text=True, check=True)
    sources = [*core_sources(), ROOT / "tests" / "bench" / "engines.c"]
    command = [os.environ.get("CC", "cc"), *FLAGS, *includes(), *map(str, sources), *pcre2.stdout.split(), "-lm"]
    library = compile_library("engines.so", [*command, "-lpthread"])
    for function in (library.bench_extractor, library.bench_pcre2):
        function.restype = ctypes.c_void_p
    for function in (library.bench_extract, library.bench_digits, library.bench_pcre2_count):
        function.restype = ctypes.c_size_t
    library.bench_stages.restype = ctypes.c_bool
    return library


def re2() -> ctypes.CDLL:
    """RE2 in C++; OSError where it cannot be compiled."""
    source = ROOT / "tests" / "bench" / "re2.cpp"
    library = compile_library("re2.so", [os.environ.get("CXX", "c++"), "-O2", "-fPIC", str(source), "-lre2"])
    library.bench_re2.restype = ctypes.c_void_p
    library.bench_re2_count.restype = ctypes.c_size_t
    return library


def reading(function: Callable[..., int], *before: object) -> Callable[[str], Job]:
    """A contestant's job: a C function that reads a text behind other arguments."""

    def prepare(text: str) -> Job:
        data = text.encode()
        return partial(function, *before, data, ctypes.c_size_t(len(data)))

    return prepare


def compiled(library: ctypes.CDLL) -> list[Contestant]:
    """What engines.c measures."""
    pattern = contestants.alternation().encode()
    extractors = [ctypes.c_void_p(library.bench_extractor(relate)) for relate in (True, False)]
    made = [
        Contestant(name, "quantclaims", reading(library.bench_extract, extractor))
        for name, extractor in zip((WHOLE, FIGURES), extractors)
    ]
    made.append(Contestant("AVX2 scan for digits", "limit", reading(library.bench_digits)))
    code = ctypes.c_void_p(library.bench_pcre2(pattern))
    made.append(Contestant("PCRE2 JIT", "regular expressions", reading(library.bench_pcre2_count, code)))
    return made


def stages(library: ctypes.CDLL, text: str, rounds: int) -> list[Rate]:
    """The rates of the stages by themselves, each in its shortest round."""
    extractor = ctypes.c_void_p(library.bench_extractor(True))
    data = text.encode()
    times = []
    for _ in range(rounds):
        seconds = (ctypes.c_double * len(STAGES))()
        if not library.bench_stages(extractor, data, ctypes.c_size_t(len(data)), seconds):
            raise MemoryError
        times.append(list(seconds))
    return [
        Rate(f"C, {stage}", "stages", len(data) / min(column) / 1e6 if min(column) else 0.0, len(data))
        for stage, column in zip(STAGES, zip(*times))
    ]


def everyone(library: ctypes.CDLL) -> tuple[list[Contestant], dict[str, str]]:
    """All contestants; RE2 in C++ where it can be compiled, and through Python where not."""
    found, missing = contestants.contestants()
    found += compiled(library)
    try:
        fast = re2()
    except OSError as error:
        missing["RE2 in C++"] = f"cannot be compiled ({error})"
        return found, missing
    pattern = ctypes.c_void_p(fast.bench_re2(contestants.alternation().encode()))
    found = [one for one in found if one.name != "RE2"]
    missing.pop("RE2", None)
    return [*found, Contestant("RE2", "regular expressions", reading(fast.bench_re2_count, pattern))], missing


def run(library: ctypes.CDLL, name: str, text: str, rounds: int) -> Measured:
    """Measures all on a text."""
    found, missing = everyone(library)
    measured = measure.measure(name, text, found, missing, rounds)
    return Measured(name, measured.size, (*measured.rates, *stages(library, text, rounds)), measured.missing)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How fast it is, beside others.")
    parser.add_argument("texts", nargs="*", type=Path, help="plain texts or .xz, besides the one that is generated")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    library = engines()
    texts = [("sample articles, shuffled", generate(SIZE).decode())]
    texts += [(path.name, read_text(path)) for path in options.texts]
    runs = []
    for name, text in texts:
        runs.append(run(library, name, text, options.rounds))
        print(report.table(runs[-1]))
    if options.json:
        report.write_json(runs, options.json)
    if options.plot:
        report.plot(runs, options.plot)


if __name__ == "__main__":
    main()
