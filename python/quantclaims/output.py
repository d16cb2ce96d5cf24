"""Where the rows of a long run go: files that grow as OUT.part by whole documents and are renamed at the end.

In: `Claims`, chunk by chunk. Out: JSON Lines, CSV, an Arrow stream. A journal beside OUT.part says after each chunk how
many records are done and how long the file was then, so that a run that was killed is continued without doubles and
gaps. Parquet, which cannot be appended to, is written by parts.py.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, Protocol

from quantclaims.documents import Document, Unreadable, describe

if TYPE_CHECKING:
    from quantclaims.table import Claims

#: Ends a stream of Arrow messages: a continuation and the length 0.
ARROW_END = b"\xff\xff\xff\xff\0\0\0\0"


class ResumeError(ValueError):
    """An unfinished output that cannot be continued, or that would be lost."""


class Output(Protocol):
    """What takes the rows of a run."""

    @property
    def done(self) -> int:
        """The records that an earlier run has finished."""
        ...

    def write(self, claims: Claims, found: Sequence[Document], records: int) -> None:
        """Adds the rows of some documents, which `records` records gave."""

    def reject(self, failure: Exception) -> None:
        """Notes a record that cannot be read."""

    def finish(self) -> None:
        """Gives the output its name."""

    def close(self) -> None:
        """Lets go of what is open; what is not finished stays as it is."""


# ---- Forms


class Lines:
    """JSON Lines."""

    head = foot = b""

    def rows(self, claims: Claims) -> bytes:
        return (claims.to_jsonl() or "").encode()


class Cells:
    """CSV with a header."""

    foot = b""

    @property
    def head(self) -> bytes:
        from quantclaims.record import Claim

        return (",".join(Claim._fields) + "\n").encode()

    def rows(self, claims: Claims) -> bytes:
        return (claims.to_csv() or "").partition("\n")[2].encode()


class Messages:
    """A stream of Arrow messages."""

    foot = ARROW_END

    @property
    def head(self) -> bytes:
        from quantclaims.dataset import claims_schema

        head: bytes = claims_schema().serialize().to_pybytes()
        return head

    def rows(self, claims: Claims) -> bytes:
        from quantclaims.dataset import claims_batch

        return claims_batch(claims).serialize().to_pybytes() if len(claims) else b""


class Form(Protocol):
    """How rows become bytes."""

    @property
    def head(self) -> bytes: ...
    @property
    def foot(self) -> bytes: ...
    def rows(self, claims: Claims) -> bytes: ...


FORMS: Mapping[str, type[Lines] | type[Cells] | type[Messages]] = {"jsonl": Lines, "csv": Cells, "arrow": Messages}


class Stream:
    """Rows for a reader that is there now: standard output."""

    done = 0

    def __init__(self, target: IO[bytes], form: Form) -> None:
        self._target, self._form = target, form
        target.write(form.head)

    def write(self, claims: Claims, found: Sequence[Document], records: int) -> None:
        self._target.write(self._form.rows(claims))
        self._target.flush()

    def reject(self, failure: Exception) -> None:
        pass

    def finish(self) -> None:
        self._target.write(self._form.foot)
        self._target.flush()

    def close(self) -> None:
        pass


# ---- Files that grow


class Journal:
    """What is finished, a line a chunk: records that are done, and how much of the output and of the rejects is theirs.

    Parameters
    ----------
    path : str
        Of the journal.
    command : mapping
        What the output depends on; a run is continued only by the same.
    resume : bool
        Continue what the journal tells.

    Raises
    ------
    ResumeError
        For a journal of another command.
    """

    def __init__(self, path: str, command: Mapping[str, Any], resume: bool) -> None:
        self.path = path
        self.records = self.size = self.rejected = 0
        head = (json.dumps(command, sort_keys=True) + "\n").encode()
        lines = _whole_lines(path) if resume else []
        if lines and lines[0] != head:
            raise ResumeError(f"{path}: the unfinished output is of another command (delete it to begin anew)")
        if len(lines) > 1:
            self.records, self.size, self.rejected = json.loads(lines[-1])
        self._file = open(path, "wb" if not lines else "r+b", buffering=0)  # noqa: SIM115
        self._file.truncate(sum(map(len, lines)))
        self._file.seek(0, os.SEEK_END)
        if not lines:
            self._file.write(head)

    def commit(self, records: int, size: int, rejected: int) -> None:
        """Notes that so many more records are finished, and what the sizes are now."""
        self.records += records
        self.size, self.rejected = size, rejected
        self._file.write(json.dumps([self.records, size, rejected]).encode() + b"\n")

    def close(self) -> None:
        self._file.close()


def _whole_lines(path: str) -> list[bytes]:
    """The lines of a journal; one that was being written when the run ended is none."""
    try:
        with open(path, "rb") as file:
            return [line for line in file if line.endswith(b"\n")]
    except FileNotFoundError:
        return []


class Rejects:
    """The records that cannot be read, a JSON object a line; the file is there only where there are any."""

    def __init__(self, path: str, size: int) -> None:
        self.path, self.size = path, size
        if os.path.exists(path):
            os.truncate(path, size) if size else os.remove(path)

    def add(self, failure: Exception) -> None:
        where, reason = describe(failure), ""
        if isinstance(failure, Unreadable):
            where, reason = failure.where, failure.reason
        elif isinstance(failure, OSError) and failure.filename is not None:
            where, reason = str(failure.filename), str(failure.strerror)
        line = json.dumps({"where": where, "reason": reason, "cure": getattr(failure, "cure", "")}).encode() + b"\n"
        with open(self.path, "ab") as file:
            file.write(line)
        self.size += len(line)


class Growing:
    """A file that grows as OUT.part and is renamed at the end.

    Parameters
    ----------
    path : str
        Where the output will be.
    form : Form
        How rows become bytes.
    command : mapping
        What the output depends on.
    resume : bool
        Continue OUT.part where there is one.

    Raises
    ------
    ResumeError
        Where OUT.part is there and is not to be continued, or cannot be.
    """

    def __init__(self, path: str, form: Form, command: Mapping[str, Any], resume: bool) -> None:
        self._path, self._part, self._form = path, path + ".part", form
        if os.path.exists(self._part) and not resume:
            raise ResumeError(left_behind(self._part))
        self._journal = Journal(path + ".part.journal", command, resume and os.path.exists(self._part))
        self._rejects = Rejects(rejects_path(path), self._journal.rejected)
        self._file = open(self._part, "r+b" if self._journal.size else "wb", buffering=0)  # noqa: SIM115
        self._file.truncate(self._journal.size)
        self._file.seek(self._journal.size)
        self._size = self._journal.size
        if not self._size:
            self._add(form.head)

    @property
    def done(self) -> int:
        return self._journal.records

    def _add(self, data: bytes) -> None:
        """Writes all of it, or nothing: a document that does not fit on the disk is not begun."""
        view = memoryview(data)
        try:
            while view:
                view = view[self._file.write(view) :]
        except OSError as failure:
            self._file.truncate(self._size)
            raise OSError(failure.errno, failure.strerror, self._part) from None
        self._size += len(data)

    def write(self, claims: Claims, found: Sequence[Document], records: int) -> None:
        self._add(self._form.rows(claims))
        self._journal.commit(records, self._size, self._rejects.size)

    def reject(self, failure: Exception) -> None:
        self._rejects.add(failure)

    def finish(self) -> None:
        self._add(self._form.foot)
        self.close()
        os.replace(self._part, self._path)
        os.remove(self._journal.path)

    def close(self) -> None:
        self._file.close()
        self._journal.close()


def rejects_path(path: str) -> str:
    """Where the records go that cannot be read."""
    return path.rstrip("/" + os.sep) + ".rejected.jsonl"


def left_behind(part: str) -> str:
    """What is said of the unfinished output of an earlier run."""
    return f"{part}: an earlier run did not finish it (--resume continues it; delete it to begin anew)"
