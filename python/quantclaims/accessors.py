"""What ``df.quant`` has in common for pandas and polars: claims out of a column of texts of a DataFrame.

In: a DataFrame with a column of texts. Out: a `Claims` whose documents are its rows. The namespaces are pandas.py and
polars.py of this package; claims as DataFrames are frames.py.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from quantclaims.columns import no_column
from quantclaims.extractor import Extractor
from quantclaims.frames import chosen
from quantclaims.inputs import day_number, days
from quantclaims.table import Claims

#: The name of the namespace.
NAME = "quant"


class Quant(ABC):
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

    def _kept(self, keep: Iterable[str]) -> list[str]:
        """The names of columns that claims are to have of their rows."""
        return [self._known(name) for name in ([keep] if isinstance(keep, str) else keep)]


def without_doc(columns: Iterable[str] | None, text: bool) -> tuple[str, ...]:
    """The columns that are wanted of claims, but for ``doc``.

    Parameters
    ----------
    columns, text
        As in `Claims.to_pandas`.
    """
    return tuple(name for name in chosen(columns, text) if name != "doc")
