"""``df.quant`` of pandas DataFrames: claims under the index labels of the rows they came from.

``import quantclaims.pandas`` registers it; ``import quantclaims`` behind ``import pandas`` does so too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas
from pandas.api.extensions import register_dataframe_accessor

from quantclaims.accessors import NAME, Quant, without_doc
from quantclaims.extractor import Extractor


@register_dataframe_accessor(NAME)
class PandasQuant(Quant):
    """``df.quant`` of a pandas DataFrame."""

    def _objects(self, column: str) -> list[Any]:
        series: pandas.Series[Any] = self._frame[column]
        return [None if gone else value for gone, value in zip(series.isna(), series)]

    def _names(self) -> tuple[Any, ...]:
        return tuple(self._frame.index)

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
    ) -> pandas.DataFrame:
        """A DataFrame of the claims of a column of texts, each under the index label of the row it came from.

        Parameters
        ----------
        column, date, extractor, **options
            As in `claims`.
        columns, text
            As in `Claims.to_pandas`; without ``doc``, which is the index.
        keep : iterable of str, optional
            Columns of this DataFrame that each claim is to have of its row.

        Returns
        -------
        pandas.DataFrame
            With the labels and the names of the index of this one: ``df.join(claims)`` brings both together.

        Raises
        ------
        KeyError
            Where there is no such column.
        TypeError, ValueError
            As `quantclaims.extract`.

        Examples
        --------
        >>> import pandas as pd
        >>> import quantclaims as qc
        >>> df = pd.DataFrame({"body": ["Sales fell 5% last year.", "It cost $3."]}, index=["a", "b"])
        >>> df.quant.extract("body", date="2024-05-16", columns=["text", "value", "unit"])
                text  value     unit
        a         5%    5.0  percent
        a  last year    NaN      NaN
        b         $3    3.0      USD
        """
        kept = self._kept(keep)
        found = self.claims(column, date, extractor=extractor, **options)
        made = found.to_pandas(without_doc(columns, text), text=text)
        docs = found.arrays["doc"]
        made.index = self._frame.index.take(docs)
        for place, name in enumerate(kept):
            made.insert(place, name, self._frame[name].take(docs).array)
        return made
