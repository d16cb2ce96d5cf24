"""``df.quant`` of pandas DataFrames: claims under the index labels of the rows they came from.

``import quantclaims.pandas`` registers it; ``import quantclaims`` behind ``import pandas`` does so too.
"""

from __future__ import annotations

from typing import Any

import pandas
from pandas.api.extensions import register_dataframe_accessor

from quantclaims.accessors import NAME, Quant
from quantclaims.table import Claims


@register_dataframe_accessor(NAME)
class PandasQuant(Quant[pandas.DataFrame]):
    """``df.quant`` of a pandas DataFrame.

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

    def _objects(self, column: str) -> list[Any]:
        series: pandas.Series[Any] = self._frame[column]
        return [None if gone else value for gone, value in zip(series.isna(), series)]

    def _names(self) -> tuple[Any, ...]:
        return tuple(self._frame.index)

    def _made(self, claims: Claims, columns: tuple[str, ...], kept: list[str]) -> pandas.DataFrame:
        made = claims.to_pandas(columns)
        docs = claims.arrays["doc"]
        made.index = self._frame.index.take(docs)
        for place, name in enumerate(kept):
            made.insert(place, name, self._frame[name].take(docs).array)
        return made
