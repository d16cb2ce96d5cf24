"""Corroboration of generated news through DuckDB and in memory: `facts.py ARTICLES FOLDER` prints time and memory.

In: a number of articles, a folder for the facts. Out: lines of figures; it fails where the two differ. Each way runs in
a process of its own, so that the most memory that it had is known.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import duckdb
import numpy as np
import quantclaims as qc
from articles import articles
from pyarrow import parquet
from quantclaims import facts

PORTION = 4096


def portions(count: int) -> Iterator[qc.Claims]:
    """The claims of the articles, some at a time."""
    found = articles(count)
    while part := list(islice(found, PORTION)):
        yield qc.extract([one["text"] for one in part], date=[one["date"] for one in part])


def digest(corroborated: facts.Records, conflicts: facts.Records) -> str:
    """A number that is the same for the same records."""
    rows = np.concatenate([np.empty(0, np.int64), *corroborated["rows"]])
    parts = [corroborated[name].tobytes() for name in ("row", "documents", "low", "high")]
    return hashlib.sha256(b"".join([*parts, rows.tobytes(), conflicts.tobytes()])).hexdigest()


def write(count: int, folder: Path) -> str:
    """Writes the facts."""
    row = document = 0
    writer: parquet.ParquetWriter | None = None
    for claims in portions(count):
        batch = facts.facts(claims, row, document)
        writer = writer or parquet.ParquetWriter(folder / "facts.parquet", batch.schema)
        writer.write_batch(batch)
        row, document = row + len(claims), document + len(claims.texts)
    assert writer is not None
    writer.close()
    return f"{row} claims of {document} articles"


def through_duckdb(count: int, folder: Path) -> str:
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2, "temp_directory": str(folder)}) as connection:
        connection.execute("SET enable_progress_bar = false")
        table = f"read_parquet('{folder / 'facts.parquet'}')"
        found = facts.corroborate_facts(connection, table), facts.conflict_facts(connection, table)
    return f"{len(found[0])} corroborated, {len(found[1])} conflicts, {digest(*found)}"


def in_memory(count: int, folder: Path) -> str:
    claims = qc.concat(portions(count))
    found = claims.corroborate(), claims.conflicts()
    return f"{len(found[0])} corroborated, {len(found[1])} conflicts, {digest(*found)}"


def measured(way: Callable[[int, Path], str], count: int, folder: Path) -> str:
    """What a way gives, with its CPU time and its most memory."""
    start = time.process_time()
    result = way(count, folder)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{way.__name__}: {time.process_time() - start:.0f} s of CPU, {most} MiB: {result}", flush=True)
    return result


def main(count: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    results = []
    for way in (write, through_duckdb, in_memory):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            results.append(pool.apply(measured, (way, count, folder)))
    if results[1] != results[2]:
        raise SystemExit("the results differ")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
