"""``df.quant`` of polars DataFrames: claims with the numbers of the rows they came from.

``import quantclaims.polars`` registers it; ``import quantclaims`` behind ``import polars`` does so too.
"""

from __future__ import annotations

from typing import Any

import polars
from polars.api import register_dataframe_namespace

from quantclaims.accessors import NAME, Quant
from quantclaims.table import Claims


@register_dataframe_namespace(NAME)
class PolarsQuant(Quant[polars.DataFrame]):
    """``df.quant`` of a polars DataFrame.

    Examples
    --------
    >>> import polars as pl
    >>> import quantclaims as qc
    >>> df = pl.DataFrame({"id": ["a", "b"], "body": ["Sales fell 5%.", "It cost $3."]})
    >>> df.quant.extract("body", columns=["text", "value"], keep=["id"]).rows()
    [(0, 'a', '5%', 5.0), (1, 'b', '$3', 3.0)]
    """

    def _objects(self, column: str) -> list[Any]:
        values: list[Any] = self._frame[column].to_list()
        return values

    def _made(self, claims: Claims, columns: tuple[str, ...], kept: list[str]) -> polars.DataFrame:
        made = claims.to_polars(("doc", *columns))
        for place, name in enumerate(kept, 1):
            made.insert_column(place, self._frame[name].gather(claims.arrays["doc"].tolist()))
        return made
