"""``df.quant`` of polars DataFrames: claims with the numbers of the rows they came from.

``import quantclaims.polars`` registers it; ``import quantclaims`` behind ``import polars`` does so too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars
from polars.api import register_dataframe_namespace

from quantclaims.accessors import NAME, Quant, without_doc
from quantclaims.extractor import Extractor


@register_dataframe_namespace(NAME)
class PolarsQuant(Quant):
    """``df.quant`` of a polars DataFrame."""

    def _objects(self, column: str) -> list[Any]:
        values: list[Any] = self._frame[column].to_list()
        return values

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
    ) -> polars.DataFrame:
        """A DataFrame of the claims of a column of texts; ``doc`` is the number of the row that each came from.

        Parameters
        ----------
        column, date, extractor, **options
            As in `claims`.
        columns, text
            As in `Claims.to_polars`; ``doc`` always comes first.
        keep : iterable of str, optional
            Columns of this DataFrame that each claim is to have of its row, behind ``doc``.

        Returns
        -------
        polars.DataFrame

        Raises
        ------
        KeyError
            Where there is no such column.
        TypeError, ValueError
            As `quantclaims.extract`.

        Examples
        --------
        >>> import polars as pl
        >>> import quantclaims as qc
        >>> df = pl.DataFrame({"id": ["a", "b"], "body": ["Sales fell 5%.", "It cost $3."]})
        >>> df.quant.extract("body", columns=["text", "value"], keep=["id"]).rows()
        [(0, 'a', '5%', 5.0), (1, 'b', '$3', 3.0)]
        """
        kept = self._kept(keep)
        found = self.claims(column, date, extractor=extractor, **options)
        made = found.to_polars(("doc", *without_doc(columns, text)), text=text)
        for place, name in enumerate(kept, 1):
            made.insert_column(place, self._frame[name].gather(found.arrays["doc"].tolist()))
        return made
