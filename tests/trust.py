"""All that is tried on hostile texts, at length, and a table of what came of it.

``trust.py BUILD SECONDS``: BUILD has the fuzz targets and the core's drivers, which ``make trust`` made; each fuzz
target runs for SECONDS. The status is 1 where anything failed.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Those that read no clock run beside the fuzz targets, which take one core; the others have the machine alone.
BESIDE = {
    "failing allocations of Python": "test_no_memory.py",
    "bad inputs": "test_bad_inputs.py",
    "a million random decimals, hard cases, locales": "test_exact_numbers.py",
    "the reference model of figures, what holds of all rows": "test_reference.py",
}
ALONE = {
    "time of hostile texts and patterns, up to 4 MiB": "test_pathological.py",
    "texts of 100 MB and 2.2 GB": "test_long_texts.py",
    "what a call holds, and leaves behind": "test_memory.py",
    "resident memory, no writable code": "test_processes.py",
    "threads, forks, Ctrl-C": "test_threads.py",
}
Row = tuple[str, str, bool]


def run(command: list[str], **variables: str) -> tuple[bool, str]:
    done = subprocess.run(
        command, capture_output=True, text=True, errors="replace", cwd=ROOT, env={**os.environ, **variables}
    )
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-3000:], file=sys.stderr)
    return done.returncode == 0, done.stdout + done.stderr


def fuzz(build: Path, seconds: str) -> Row:
    folder = build / "fuzz"
    log = folder / "log.jsonl"
    before = len(log.read_text().splitlines()) if log.exists() else 0
    well, _ = run([sys.executable, "tests/fuzz/run.py", str(folder), seconds])
    rows = [json.loads(line) for line in log.read_text().splitlines()[before:]]
    failures = sum(row["failed"] for row in rows)
    return f"{len(rows)} fuzz targets", f"{sum(row['executions'] for row in rows):,} runs, {failures} failures", well


def test(name: str, path: str) -> Row:
    well, output = run([sys.executable, "-m", "pytest", f"tests/{path}"], QUANTCLAIMS_TRUST="1")
    failures = len(re.findall(r"^(?:FAILED|ERROR) ", output, re.M))
    return name, f"{failures} failures", well


def leaks(build: Path) -> Row:
    drivers = sorted(path for path in (build / "quick").glob("plain_test_*") if not path.suffix)
    valgrind = ["valgrind", "-q", "--error-exitcode=9", "--leak-check=full"]
    done = [run([*valgrind, str(driver)]) for driver in drivers]
    errors = sum(len(re.findall("at 0x", output)) for _, output in done)
    return (
        f"Valgrind on {len(drivers)} drivers of the core",
        f"{errors} errors",
        all(well for well, _ in done) and done != [],
    )


def main() -> None:
    build, seconds = Path(sys.argv[1]), sys.argv[2]
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        fuzzed = pool.submit(fuzz, build, seconds)
        beside = pool.submit(lambda: [leaks(build), *(test(*entry) for entry in BESIDE.items())])
        rows = [fuzzed.result(), *beside.result()]
    rows += [test(*entry) for entry in ALONE.items()]
    for name, figure, well in rows:
        print(f"| {name} | {figure} | {'well' if well else 'FAILED'} |")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{time.perf_counter() - start:.0f} s, of the processors {used.ru_utime + used.ru_stime:.0f} s")
    raise SystemExit(not all(well for *_, well in rows))


if __name__ == "__main__":
    main()
