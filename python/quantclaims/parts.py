"""Parquet that grows: a folder of part files, which stays one or becomes one file at the end.

In: `Claims` and documents, chunk by chunk. Out: ``OUT/claims/`` and ``OUT/documents/``, by the year of the document
where that is wanted, or the one file OUT with a row group for each part. The journal of output.py says which
parts are finished; a continued run begins with taking away all others.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from quantclaims.documents import Document
from quantclaims.extras import need
from quantclaims.output import Journal, Rejects, ResumeError, left_behind, rejects_path

if TYPE_CHECKING:
    import pyarrow

    from quantclaims.table import Claims

#: A part is written when it has so many rows: a row group of some 10 MB.
PART_ROWS = 250_000
#: Readers of Parquet pass over names that begin so.
JOURNAL = "_journal"
#: What a folder is called whose documents have no date, as Hive, Spark and DuckDB have it.
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
#: The year of NaT.
UNKNOWN = np.iinfo(np.int64).min
#: The columns of claims that have their least and greatest value in the file, for readers that look for a document, a
#: period or an amount: of the others every part has all.
STATISTICS = ["doc", "date", "value", "base_value", "period_start", "period_end"]
#: How Parquet is written. The schema of Arrow, which would say which columns were codes, is left out.
FORM = {"compression": "zstd", "store_schema": False, "write_statistics": STATISTICS}


class Parts:
    """Claims and documents in parts below OUT.part, which are renamed or joined at the end.

    Parameters
    ----------
    path : str
        Where the output will be.
    folder : bool
        Whether it stays a folder, with both tables; else it becomes one file of claims.
    by_year : bool
        Whether a folder has one for each year in which documents appeared.
    texts : bool
        Whether the table of documents has their texts.
    command, resume
        As in `quantclaims.output.Growing`.
    part_rows : int
        A part is written when it has so many rows.
    """

    def __init__(
        self,
        path: str,
        folder: bool,
        by_year: bool,
        texts: bool,
        command: Mapping[str, Any],
        resume: bool,
        part_rows: int = PART_ROWS,
    ) -> None:
        self._part_rows = part_rows
        self._path = path.rstrip("/" + os.sep)
        self._part = self._path + ".part"
        self._folder, self._by_year, self._texts = folder, by_year, texts
        if os.path.exists(self._part) and not resume:
            raise ResumeError(left_behind(self._part))
        if folder and os.path.isdir(self._path) and os.listdir(self._path):
            raise ResumeError(f"{self._path}: this folder is not empty (name another, or delete it)")
        os.makedirs(self._part, exist_ok=True)
        self._journal = Journal(os.path.join(self._part, JOURNAL), command, resume)
        self._rejects = Rejects(rejects_path(path), self._journal.rejected)
        self._batches: list[tuple[pyarrow.RecordBatch, pyarrow.RecordBatch]] = []
        self._rows = self._records = 0
        for name in _part_files(self._part):
            if int(os.path.basename(name)[5:-8]) >= self._journal.size:
                os.remove(name)

    @property
    def done(self) -> int:
        return self._journal.records

    def write(self, claims: Claims, found: Sequence[Document], records: int) -> None:
        from quantclaims.arrow import coded_batch
        from quantclaims.dataset import documents_batch

        rows = need("pyarrow", "arrow").record_batch(coded_batch(claims))
        self._batches.append((rows, documents_batch(found, claims, self._texts)))
        self._rows += len(claims) + len(found)
        self._records += records
        if self._rows >= self._part_rows:
            self._flush()

    def reject(self, failure: Exception) -> None:
        self._rejects.add(failure)

    def _flush(self) -> None:
        """Writes what has come together as the next part."""
        arrow = need("pyarrow", "arrow")
        number = self._journal.size
        claims, documents = (arrow.Table.from_batches(batches) for batches in zip(*self._batches))
        tables = _by_years(claims, documents) if self._by_year else [("claims", claims), ("documents", documents)]
        for folder, rows in tables:
            self._write_part(os.path.join(folder, f"part-{number:06}.parquet"), rows)
        self._journal.commit(self._records, number + 1, self._rejects.size)
        self._batches, self._rows, self._records = [], 0, 0

    def _write_part(self, name: str, rows: Any) -> None:
        parquet = need("pyarrow.parquet", "arrow")
        path = os.path.join(self._part, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with _naming(path):
            parquet.write_table(rows.unify_dictionaries(), path, row_group_size=max(rows.num_rows, 1), **FORM)

    def finish(self) -> None:
        if self._batches:
            self._flush()
        elif not self._journal.size:
            self._empty()
        self.close()
        if self._folder:
            if os.path.isdir(self._path):
                os.rmdir(self._path)
            os.replace(self._part, self._path)
            os.remove(os.path.join(self._path, JOURNAL))
            return
        joined = os.path.join(self._part, "_joined")
        self._join(joined)
        os.replace(joined, self._path)
        shutil.rmtree(self._part)

    def _empty(self) -> None:
        """A part without rows, so that there is a schema to read."""
        from quantclaims.dataset import claims_schema, documents_schema

        self._write_part("claims/part-000000.parquet", claims_schema().empty_table())
        self._write_part("documents/part-000000.parquet", documents_schema(self._texts).empty_table())

    def _join(self, path: str) -> None:
        """One file with the row groups of all parts of the claims."""
        from quantclaims.arrow import CODED

        parquet = need("pyarrow.parquet", "arrow")
        names = _part_files(os.path.join(self._part, "claims"))
        with _naming(path), ExitStack() as stack:
            out = None
            for name in names:
                with parquet.ParquetFile(name, read_dictionary=CODED) as part:
                    rows = part.read()
                out = out or stack.enter_context(parquet.ParquetWriter(path, rows.schema, **FORM))
                out.write_table(rows, row_group_size=max(rows.num_rows, 1))

    def close(self) -> None:
        self._journal.close()


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Failures to write name the file; those of Arrow do not."""
    try:
        yield
    except OSError as failure:
        raise OSError(failure.errno or errno.EIO, " ".join(str(failure).split()), path) from None


def _by_years(claims: pyarrow.Table, documents: pyarrow.Table) -> Iterator[tuple[str, pyarrow.Table]]:
    """Both tables, cut by the year of the document, with the folders that the pieces belong into."""
    years = documents["date"].to_numpy().astype("datetime64[Y]").view(np.int64)
    # The claims of a document stand together, and documents are in the same order in both tables.
    of_rows = np.repeat(years, documents["claims"].to_numpy())
    several = len(np.unique(years)) > 1
    for name, rows, of in (("claims", claims, of_rows), ("documents", documents, years)):
        order = np.argsort(of, kind="stable")
        # Cut, each piece would have the dictionaries of all.
        ordered = _without_dictionaries(rows).take(order) if several else rows
        for year, first, count in zip(*np.unique(of[order], return_index=True, return_counts=True)):
            folder = NO_YEAR if year == UNKNOWN else f"{1970 + year:04}"
            yield f"{name}/year={folder}", ordered.slice(first, count)


def _without_dictionaries(rows: pyarrow.Table) -> pyarrow.Table:
    arrow = need("pyarrow", "arrow")
    coded = arrow.types.is_dictionary
    return rows.cast(arrow.schema([f.with_type(f.type.value_type) if coded(f.type) else f for f in rows.schema]))


def _part_files(folder: str) -> list[str]:
    """The part files below a folder, in their order."""
    return sorted(
        os.path.join(where, name)
        for where, _, names in os.walk(folder)
        for name in names
        if name.startswith("part-") and name.endswith(".parquet")
    )
