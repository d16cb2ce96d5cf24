"""Runs the fuzz targets one after the other and adds up what they did.

``run.py FOLDER SECONDS``: FOLDER has the targets, the dictionary and the seeds; each target runs for SECONDS, or, where
those are 0, over the seeds and the kept corpus once. What a run found to reach more stays in ``FOLDER/found`` for the
next one. A crash, a leak, a difference or a hang of more than a second ends with status 1 and names the input. Seconds
of the clock, which libFuzzer counts, say nothing on a busy machine: an input that was slow is run again by itself, and
hangs where it takes a second of the processor.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

KEPT = Path(__file__).resolve().parent / "corpus"
#: libFuzzer's own weighing of inputs takes more time than the inputs do.
OPTIONS = ["-entropic=0", "-reduce_inputs=0", "-max_len=300", "-print_final_stats=1", "-print_funcs=0"]
OPTIONS += ["-detect_leaks=1", "-report_slow_units=1", "-timeout=60"]
SANITIZERS = {"ASAN_OPTIONS": "malloc_context_size=8:quarantine_size_mb=16:detect_stack_use_after_return=0"}


def hangs(target: Path, path: Path) -> bool:
    """Whether a slow input takes a second of the processor; else its file is removed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([target, path], capture_output=True, env={**os.environ, **SANITIZERS})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime > 1:
        print(f"hangs: {path}", file=sys.stderr)
        return True
    path.unlink()
    return False


def run(folder: Path, target: str, seconds: float) -> dict[str, Any]:
    """What one target did: executions, edges that it reached, and whether all was well."""
    found = folder / "found" / target
    found.mkdir(parents=True, exist_ok=True)
    corpora = [str(path) for path in (found, KEPT / target, folder / "seeds" / target) if path.is_dir()]
    length = [f"-max_total_time={seconds:g}"] if seconds else ["-runs=0"]
    program = folder / f"fuzz_{target}"
    command = [str(program), *OPTIONS, *length, f"-dict={folder / 'seeds' / 'dictionary'}"]
    command += [f"-artifact_prefix={found.parent / target}-", *corpora]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", env={**os.environ, **SANITIZERS})
    counts = re.findall(r"^#(\d+)", done.stderr, re.M)
    edges = re.findall(r"cov: (\d+)", done.stderr)
    if done.returncode:
        print(done.stderr[-6000:], file=sys.stderr)
    slow = [hangs(program, path) for path in found.parent.glob(f"{target}-slow-unit-*")]
    return {
        "target": target,
        "executions": int(counts[-1]) if counts else 0,
        "edges": int(edges[-1]) if edges else 0,
        "seconds": round(time.perf_counter() - start, 1),
        "failed": done.returncode != 0 or any(slow),
    }


def main() -> None:
    folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
    targets = sorted(path.name.removeprefix("fuzz_") for path in folder.glob("fuzz_*") if not path.suffix)
    rows = [run(folder, target, seconds) for target in targets]
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.writelines(json.dumps(row) + "\n" for row in rows)
    for row in rows:
        state = "FAILED" if row["failed"] else "well"
        print("{target:<10} {executions:>12,} executions {edges:>7,} edges {seconds:>8} s".format(**row), state)
    print(f"{'all':<10} {sum(row['executions'] for row in rows):>12,} executions")
    if not rows or any(row["failed"] for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
