"""The table of claims: columns as NumPy arrays, tables of strings for their codes, and the texts.

In: what the core gives. Out: columns, rows, a part of the table. Reading texts is extract.py; what stands in a column
is columns.py; what a table can be written, drawn and shown as is forms.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

import numpy as np

from quantclaims import _core, record
from quantclaims.columns import CODES, LINKS, WORDS, column
from quantclaims.forms import Forms
from quantclaims.record import Claim

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quantclaims.algebra import Records
    from quantclaims.explain import Explanation
    from quantclaims.extractor import Extractor

FloatColumn = Literal["value", "high", "base_value", "resolution"]
Arrays = Mapping[str, "NDArray[Any]"]


def _among(values: object) -> list[object]:
    """What a condition of `filter` allows: one value, or a collection of them."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        return [values]
    return list(values)


class Claims(Forms):
    """Rows of quantitative claims, and the texts they were found in.

    A `Claims` is made by `extract`, `extract_files` and `concat`, and does not change. It has a length, gives its rows
    as `Claim` records, its columns by name (``claims["value"]``) and a part of itself for a slice or a boolean mask.

    Attributes
    ----------
    arrays : Mapping of str to ndarray
        The columns as the core made them, shape ``(len(claims),)`` each, read-only: int32 ``doc``, ``sentence``,
        ``unit``, ``base_unit``, ``link``, ``period_row``, ``timex``, ``rule``; int64 offsets in code points; uint8
        ``kind``, ``dimension``, ``comparison``, ``role``, ``basis``, ``granularity``; int8 ``direction``; uint32
        ``flags``; float64 ``value``, ``high``, ``base_value``, ``resolution``; datetime64[s] ``period_start``,
        ``period_end``.

    Examples
    --------
    >>> import quantclaims as qc
    >>> claims = qc.extract("Trade grew 26% to $240 billion in 2023.")
    >>> len(claims)
    3
    >>> claims["unit"].tolist()
    ['percent', 'USD', None]
    >>> claims["value"][:2]
    array([2.6e+01, 2.4e+11])
    >>> claims[1].text
    '$240 billion'
    """

    __slots__ = ("_arrays", "_names", "_reader", "_result", "_tables", "_texts")

    def __init__(
        self,
        arrays: Arrays | None,
        tables: Mapping[str, tuple[str, ...]],
        texts: tuple[str | bytes, ...] | _core.Column,
        names: tuple[Any, ...] | None = None,
        result: _core.Result | None = None,
        reader: _core.Extractor | None = None,
    ) -> None:
        self._arrays = arrays
        self._tables = dict(tables)
        self._texts = texts
        self._names = names
        self._result = result
        self._reader = reader

    # ---- What is in it

    def __len__(self) -> int:
        return len(self._result) if self._arrays is None else len(self._arrays["doc"])  # type: ignore[arg-type]

    @property
    def arrays(self) -> Arrays:
        """The columns; made when they are first asked for, which is half of the cost of a short text."""
        if self._arrays is None:
            assert self._result is not None
            self._arrays = self._result.columns()
        return self._arrays

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the documents; ``texts[doc][start:end]`` is the surface of a row."""
        if not isinstance(self._texts, tuple) or any(isinstance(text, bytes) for text in self._texts):
            # The core has refused what is not UTF-8, unless it was told to replace it.
            self._texts = tuple(
                text.decode("utf-8", "replace") if isinstance(text, bytes) else text for text in self._texts
            )
        return self._texts  # type: ignore[return-value]

    @property
    def names(self) -> tuple[Any, ...]:
        """The names of the documents; their indices where they have none."""
        return tuple(range(len(self._texts))) if self._names is None else self._names

    @property
    def categories(self) -> dict[str, tuple[str, ...]]:
        """The words or strings that the codes of a column stand for; for ``flags`` the words of its bits."""
        return {
            **WORDS,
            **{name: self._strings(table) for name, (_, table) in CODES.items()},
            "flags": _core.FLAGS,
        }

    def _strings(self, table: str) -> tuple[str, ...]:
        if table not in self._tables:
            assert self._result is not None
            self._tables[table] = tuple(self._result.strings(_core.TABLES[table]))
        return self._tables[table]

    # ---- Columns and rows

    @overload
    def __getitem__(self, key: FloatColumn) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: str) -> NDArray[Any]: ...
    @overload
    def __getitem__(self, key: int) -> Claim: ...
    @overload
    def __getitem__(self, key: slice | NDArray[np.bool_]) -> Claims: ...
    def __getitem__(self, key: str | int | slice | NDArray[np.bool_]) -> NDArray[Any] | Claim | Claims:
        """A column (codes as strings, spans as text), a row, or a part of the table.

        Raises
        ------
        KeyError
            Where there is no such column.
        IndexError
            Where there is no such row.
        """
        if isinstance(key, str):
            return column(self, key)
        if isinstance(key, slice):
            mask = np.zeros(len(self), dtype=bool)
            mask[key] = True
            return self._take(mask)
        if isinstance(key, np.ndarray):
            return self.filter(key)
        row = self._row(key)
        mask = np.zeros(len(self), dtype=bool)
        mask[row] = True
        # The row alone would lose its partners.
        link, period_row = (int(self.arrays[name][row]) for name in LINKS)
        return next(iter(self._take(mask)))._replace(
            link=None if link < 0 else link, period_row=None if period_row < 0 else period_row
        )

    def _row(self, key: int) -> int:
        """The place of a row; a negative one counts from the end."""
        try:
            return range(len(self))[key]
        except IndexError:
            raise IndexError(f"no row {key}: there are {len(self)}") from None
        except TypeError:
            what = "the name of a column, the number of a row, a slice or a mask of booleans"
            raise TypeError(f"claims[...] takes {what}, not {type(key).__name__}") from None

    def __iter__(self) -> Iterator[Claim]:
        return record.iterate(self)

    # ---- Parts and sums

    def filter(self, mask: NDArray[np.bool_] | None = None, /, **where: object) -> Claims:
        """The rows that meet every condition; ``link`` and ``period_row`` are rewritten, -1 where the partner is gone.

        Parameters
        ----------
        mask : ndarray of bool, shape (len(claims),), optional
            The rows to keep.
        **where
            A column's name and the value, or the values, that it may have: ``kind="money"``, ``unit=["bcm", "m3"]``,
            ``doc="article-1"``. For ``flags`` the words that the row must have.

        Returns
        -------
        Claims
            With all the texts, so that ``doc`` keeps its meaning.

        Raises
        ------
        KeyError
            Where there is no such column.
        ValueError
            For a word that the column cannot have, or a mask of another length.

        Examples
        --------
        >>> import quantclaims as qc
        >>> claims = qc.extract("Trade grew 26% to $240 billion in 2023.")
        >>> claims.filter(kind=["money", "percent"])["text"].tolist()
        ['26%', '$240 billion']
        >>> claims.filter(claims["value"] > 100)["text"].tolist()
        ['$240 billion']
        """
        keep = np.ones(len(self), dtype=bool)
        if mask is not None:
            chosen = np.asarray(mask)
            if chosen.dtype != bool or chosen.shape != keep.shape:
                raise ValueError(f"a mask is {len(self)} booleans, not {chosen.dtype} of shape {chosen.shape}")
            keep &= chosen
        for name, values in where.items():
            keep &= self._meets(name, _among(values))
        return self._take(keep)

    def _meets(self, name: str, values: list[object]) -> NDArray[np.bool_]:
        words = _core.FLAGS if name == "flags" else WORDS.get(name)
        unknown = [value for value in values if words is not None and value not in words]
        if unknown:
            raise ValueError(f"{name} is one of {', '.join(words or ())}, not {unknown[0]!r}")
        found = self[name]
        if name == "flags":
            return np.array([all(value in flags for value in values) for flags in found], dtype=bool)
        if words is not None:
            return np.isin(self.arrays[name], [words.index(str(value)) for value in values])
        return np.array([value in values for value in found.tolist()], dtype=bool)

    def _take(self, keep: NDArray[np.bool_]) -> Claims:
        """The rows of a mask."""
        arrays = {name: column[keep] for name, column in self.arrays.items()}
        # Position len(self) stands for a partner that is gone; link -1 finds it.
        moved = np.append(np.where(keep, np.cumsum(keep) - 1, -1), -1).astype(np.int32)
        for name in LINKS:
            arrays[name] = moved[arrays[name]]
        return self._with(arrays, {})

    def _with(self, arrays: dict[str, NDArray[Any]], tables: Mapping[str, tuple[str, ...]]) -> Claims:
        """The same texts with other columns and tables of strings."""
        merged = {**self._tables, **tables}
        return Claims(frozen(arrays), merged, self._texts, self._names, self._result, self._reader)

    def convert(self, to: str, *, equivalents: Mapping[str, str] | None = None) -> Claims:
        """The rows of a unit's dimension in that unit; all others stay as they are.

        ``value``, ``high``, ``resolution`` and ``unit`` are rewritten, and ``base_value`` and ``base_unit`` where the
        base is another one, as of prices. The texts, and what was cut out of them, are not.

        Parameters
        ----------
        to : str
            The unit that is wanted: a symbol (``USD/MWh``) or as texts write it (``barrels per day``).
        equivalents : mapping of str to str, optional
            As in `quantclaims.convert`: ``{"boe": "5.8 MMBtu"}``.

        Raises
        ------
        ValueError
            Where there are amounts, and none of them can be converted: across dimensions, between currencies; or for a
            unit that is not known.

        Examples
        --------
        >>> import quantclaims as qc
        >>> claims = qc.extract("Output rose to 2.14 million barrels per day from 98 kb/d.").convert("mb/d")
        >>> claims["value"].tolist(), claims["unit"].tolist()
        ([2.14, 0.098], ['mb/d', 'mb/d'])
        >>> qc.extract("Exports reached 33.7 bcm.").convert("MMBtu")
        Traceback (most recent call last):
        ValueError: cannot convert volume (bcm) to energy (MMBtu): different dimensions
        """
        from quantclaims.convert import convert_claims

        return convert_claims(self, to, equivalents)

    def explain(self, row: int, *, extractor: Extractor | None = None) -> Explanation:
        """Which rule made a row, and which words gave each of its columns.

        The document is read once more for it, by the same stages.

        Parameters
        ----------
        row : int
            Of this table; a negative one counts from its end.
        extractor : Extractor, optional
            What made the claims; needed where it had units or patterns of its own, and they were pickled or joined.

        Returns
        -------
        Explanation
            Shows itself as text and in Jupyter; `words(column)` gives the words behind a column.

        Raises
        ------
        IndexError
            Where there is no such row.

        Examples
        --------
        >>> import quantclaims as qc
        >>> claims = qc.extract("Oil exports surged by 40% to a record 2.14 million barrels per day in May 2023.")
        >>> claims.explain(1)
        2.14 million barrels per day: a physical or trade unit stands behind the number (quantity.unit)
          value       2,140,000            “2.14”
          scale                            “million”
          unit        bbl/d                “barrels per day”
          base_value  340,232.81114592 m3/d
          role        level                “to”
          direction   +1                   “surged”
          period      2023-05              “May 2023”
          measure                          “Oil exports”
          record      flag                 “record”
        """
        from quantclaims.explain import explain
        from quantclaims.extractor import Extractor

        reader = self._reader if extractor is None else extractor.compiled
        return explain(self, row, Extractor(errors="replace").compiled if reader is None else reader)

    # ---- What follows from them

    def baselines(self) -> Records:
        """The level before each change in percent, with its interval: `quantclaims.algebra.baselines`."""
        from quantclaims import algebra

        return algebra.baselines(self)

    def checks(self) -> Records:
        """Whether change, level and previous of a claim agree: `quantclaims.algebra.checks`."""
        from quantclaims import algebra

        return algebra.checks(self)

    def corroborate(self) -> Records:
        """The claims that several documents make: `quantclaims.corroborate.corroborate`."""
        from quantclaims import corroborate

        return corroborate.corroborate(self)

    def conflicts(self) -> Records:
        """Pairs of claims that cannot both be true: `quantclaims.corroborate.conflicts`."""
        from quantclaims import corroborate

        return corroborate.conflicts(self)

    def __reduce__(self) -> tuple[Any, ...]:
        tables = {table: self._strings(table) for table in _core.TABLES}
        texts = self._texts if isinstance(self._texts, tuple) else self.texts
        return _restore, (dict(self.arrays), tables, texts, self._names)

    # ---- Arrow

    def __arrow_c_schema__(self) -> object:
        """A capsule with the Arrow schema of the rows: the fields of `Claim`."""
        return self._batch().__arrow_c_schema__()

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        """Capsules with the Arrow schema and the rows as one array of structs."""
        return self._batch().__arrow_c_array__(requested_schema)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A capsule with an Arrow stream of the rows, which pandas, polars, pyarrow and DuckDB read.

        The columns are the fields of `Claim`, as in `to_arrow`: codes are dictionaries, periods ``timestamp[s]``, what
        is missing is null. Numbers are not copied; no library is needed.
        """
        return self._batch().__arrow_c_stream__(requested_schema)

    def _batch(self) -> _core.Batch:
        from quantclaims import arrow

        return arrow.batch(self)


def frozen(arrays: dict[str, NDArray[Any]]) -> Arrays:
    """The columns, not to be written any more."""
    for values in arrays.values():
        values.flags.writeable = False
    return arrays


def _restore(
    arrays: dict[str, NDArray[Any]],
    tables: Mapping[str, tuple[str, ...]],
    texts: tuple[str | bytes, ...],
    names: tuple[Any, ...] | None,
) -> Claims:
    return Claims(frozen(arrays), tables, texts, names)
