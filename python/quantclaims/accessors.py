"""What ``df.quant`` has in common for pandas and polars: claims out of a column of texts of a DataFrame.

In: a DataFrame with a column of texts. Out: a `Claims` whose documents are its rows. The namespaces are pandas.py and
polars.py of this package; claims as DataFrames are frames.py.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from quantclaims.columns import no_column
from quantclaims.extractor import Extractor
from quantclaims.frames import chosen
from quantclaims.inputs import day_number, days
from quantclaims.table import Claims

#: The name of the namespace.
NAME = "quant"
#: A DataFrame of the library.
Frame = TypeVar("Frame")


class Quant(ABC, Generic[Frame]):
    """``df.quant`` of a DataFrame."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    @abstractmethod
    def _objects(self, column: str) -> list[Any]:
        """A column as Python objects, None where there is nothing."""

    def _names(self) -> tuple[Any, ...] | None:
        """What the documents are called; None for the numbers of their rows."""
        return None

    def claims(self, column: str, date: Any = None, *, extractor: Extractor | None = None, **options: Any) -> Claims:
        """The claims of a column of texts, as a `Claims`.

        Its documents are the rows, by the labels of the index where there is one. A missing text has no claims.

        Parameters
        ----------
        column : str
            Name of the column of texts.
        date : str, datetime.date, or an iterable of them, optional
            The name of a column of dates, or the dates as `quantclaims.extract` takes them.
        extractor : Extractor, optional
            What reads the texts.
        **options
            As of `quantclaims.extract`, where there is no extractor.

        Returns
        -------
        Claims

        Raises
        ------
        KeyError
            Where there is no such column.
        TypeError, ValueError
            As `quantclaims.extract`.
        """
        if extractor is not None and options:
            raise TypeError(f"an extractor has its own options: leave out {', '.join(sorted(options))}")
        reader = Extractor(**options) if extractor is None else extractor
        texts = tuple("" if text is None else text for text in self._objects(self._known(column)))
        return reader.run(texts, days(self._dates(date), len(texts)), self._names())

    def extract(
        self,
        column: str,
        date: Any = None,
        *,
        columns: Iterable[str] | None = None,
        text: bool = True,
        keep: Iterable[str] = (),
        extractor: Extractor | None = None,
        **options: Any,
    ) -> Frame:
        """A DataFrame of the claims of a column of texts, which says of each the row that it came from.

        Of pandas it has the labels and the names of the index of this one, so that ``df.join(claims)`` brings both
        together; of polars ``doc``, the number of the row, comes first.

        Parameters
        ----------
        column, date, extractor, **options
            As in `claims`.
        columns, text
            As in `Claims.to_pandas` and `Claims.to_polars`, without ``doc``.
        keep : iterable of str, optional
            Columns of this DataFrame that each claim is to have of its row, before its own.

        Returns
        -------
        pandas.DataFrame or polars.DataFrame

        Raises
        ------
        KeyError
            Where there is no such column.
        TypeError, ValueError
            As `quantclaims.extract`.
        """
        kept = [self._known(name) for name in ([keep] if isinstance(keep, str) else keep)]
        found = self.claims(column, date, extractor=extractor, **options)
        return self._made(found, tuple(name for name in chosen(columns, text) if name != "doc"), kept)

    @abstractmethod
    def _made(self, claims: Claims, columns: tuple[str, ...], kept: list[str]) -> Frame:
        """A DataFrame of claims that says where they came from, with the columns that are kept of this one."""

    def _dates(self, date: Any) -> Any:
        """The column of dates where `date` is the name of one, else what is given."""
        if not isinstance(date, str):
            return date
        if date in self._frame.columns:
            return self._objects(date)
        try:
            day_number(date)
        except ValueError as error:
            there = ", ".join(map(str, self._frame.columns))
            raise ValueError(f"{error}, and no column is called so: there are {there}") from None
        return date

    def _known(self, column: str) -> str:
        """The name of a column that is there."""
        if column not in self._frame.columns:
            raise no_column(column, self._frame.columns)
        return column
