"""Engines give the rows that one thread gives: the recipes of docs/howto/engines.md, each on the real engine.

Those of DuckDB and Dask run with all tests, here over more articles than on the page; those of Spark and Ray in
``make test-engines``, which installs them.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
import quantclaims as qc

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "howto" / "engines.md"
SAMPLE = ROOT / "docs" / "samples" / "news.csv"

sys.path.insert(0, str(ROOT / "tests" / "bench"))
from articles import articles as generated  # noqa: E402


@pytest.fixture(scope="module")
def articles() -> pa.Table:
    """A few hundred articles, one of them without a text worth reading."""
    rows = [*generated(300), {"doc": "empty", "date": "2024-01-01", "text": ""}]
    table = pa.Table.from_pylist(rows)
    return table.set_column(1, "date", table["date"].cast(pa.date32()))


def in_one_thread(articles: pa.Table) -> pa.Table:
    batches = qc.extract_batches([articles], extractor=qc.Extractor(threads=1))
    return pa.Table.from_batches(map(pa.record_batch, batches))


def blocks(heading: str, language: str) -> str:
    """The code below a heading of the page."""
    section = PAGE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = "".join(re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL))
    if language == "pycon":
        lines = [line for line in found.splitlines() if line.startswith((">>> ", "..."))]
        found = "\n".join(line[4:] for line in lines) + "\n"
    return found


def sorted_by_place(table: pa.Table) -> pa.Table:
    return table.sort_by([("doc", "ascending"), ("row", "ascending")])


def test_duckdb_gives_the_rows_of_one_thread(articles: pa.Table) -> None:
    wanted = in_one_thread(articles)
    names = {"pa": pa, "qc": qc, "articles": articles, "claims": wanted}
    exec(blocks("DuckDB", "pycon").partition('connection.sql("""')[0], names)
    query = "SELECT a.doc AS name, c.* FROM articles a, unnest(claims_of(a.text, a.date)) AS found(c)"
    found = names["connection"].sql(query).to_arrow_table()  # type: ignore[attr-defined]
    # The function numbers the documents that DuckDB hands it at a time; the query has their names.
    names["connection"].close()  # type: ignore[attr-defined]
    found = found.drop_columns("doc").rename_columns({"name": "doc"}).cast(wanted.schema)
    assert sorted_by_place(found).equals(sorted_by_place(wanted))


def test_dask_gives_the_rows_of_one_thread(articles: pa.Table) -> None:
    wanted = in_one_thread(articles)
    names = {"pa": pa, "qc": qc, "articles": articles, "schema": wanted.schema}
    exec(blocks("Dask", "pycon").rpartition("\nlen(")[0], names)
    found = pa.Table.from_pandas(names["found"].compute(), wanted.schema, preserve_index=False)  # type: ignore[attr-defined]
    assert found.equals(wanted.replace_schema_metadata(found.schema.metadata))


def in_a_process(code: str, tmp_path: Path) -> pa.Table:
    """Runs a recipe where the sample is, and gives the rows that it writes."""
    (tmp_path / "news.csv").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "recipe.py").write_text(code)
    # Each worker is one of several.
    variables = {**os.environ, "QUANTCLAIMS_THREADS": "1", "TZ": "Asia/Tokyo", "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, "recipe.py"], cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr[-4000:]
    with pa.ipc.open_file(str(tmp_path / "rows.arrow")) as rows:
        return rows.read_all()


WRITE = """
with pa.OSFile("rows.arrow", "wb") as file, pa.ipc.new_file(file, table.schema) as out:
    out.write_table(table)
"""


def of_the_sample() -> pa.Table:
    from pyarrow import csv

    return in_one_thread(csv.read_csv(SAMPLE).rename_columns(["doc", "date", "text"]))


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="make test-engines installs Spark")
def test_spark_gives_the_rows_of_one_thread(tmp_path: Path) -> None:
    wanted = of_the_sample()
    found = in_a_process(blocks("Spark", "python") + "\ntable = claims.toArrow()\n" + WRITE, tmp_path)
    moments = {name: pa.timestamp("us") for name in ("period_start", "period_end")}
    schema = pa.schema([(field.name, moments.get(field.name, field.type)) for field in wanted.schema])
    found = found.cast(pa.schema([(f.name, pa.timestamp("us") if f.name in moments else f.type) for f in found.schema]))
    assert sorted_by_place(found.cast(schema)).equals(sorted_by_place(wanted.cast(schema)))


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="make test-engines installs Ray")
def test_ray_gives_the_rows_of_one_thread(tmp_path: Path) -> None:
    wanted = of_the_sample()
    collect = "\ntable = pa.concat_tables(ray.get(claims.to_arrow_refs()))\n"
    found = in_a_process(blocks("Ray", "python") + collect + WRITE, tmp_path)
    assert sorted_by_place(found.cast(wanted.schema)).equals(sorted_by_place(wanted))
