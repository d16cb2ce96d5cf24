"""What a table of claims can be written as, drawn as and shown as: the methods of `Claims` for it.

In: a `Claims`. Out: rows as dicts and lines, tables of other libraries, pictures, marked articles. Each is made in a
module of its own, which is imported when it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast, overload

from quantclaims import record

if TYPE_CHECKING:
    import altair
    import numpy as np
    import pandas
    import pint
    import polars
    import pyarrow
    from numpy.typing import NDArray

    from quantclaims.marked import Marked
    from quantclaims.plot import Plots
    from quantclaims.table import Claims

Target = str | os.PathLike[str] | TextIO


def _of(forms: Forms) -> Claims:
    """The table that these are the forms of."""
    return cast("Claims", forms)


class Forms:
    """The other forms of a `Claims`."""

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as they stand in JSON Lines: dates as ISO 8601 strings, row indices counted within the document."""
        return list(record.dicts(_of(self)))

    @overload
    def to_jsonl(self, target: None = None) -> str: ...
    @overload
    def to_jsonl(self, target: Target) -> None: ...
    def to_jsonl(self, target: Target | None = None) -> str | None:
        """JSON Lines, one row a line.

        Parameters
        ----------
        target : path or text file, optional
            Where to write; without it the lines are returned.
        """
        return _write(_of(self), record.write_jsonl, target)

    @overload
    def to_csv(self, target: None = None) -> str: ...
    @overload
    def to_csv(self, target: Target) -> None: ...
    def to_csv(self, target: Target | None = None) -> str | None:
        """CSV with a header; empty where there is nothing.

        Parameters
        ----------
        target : path or text file, optional
            Where to write; without it the text is returned.
        """
        return _write(_of(self), record.write_csv, target)

    def to_pandas(self, columns: Iterable[str] | None = None, *, text: bool = True) -> pandas.DataFrame:
        """A pandas DataFrame with the fields of `Claim`.

        Codes are categoricals, periods ``datetime64[s]``, what is missing NaN, NaT or None; ``flags`` are words parted
        by blanks; ``link``, ``period_row`` and offsets of spans are -1 where there is none.

        Parameters
        ----------
        columns : iterable of str, optional
            Fields of `Claim` in the order that is wanted, and ``context``, the words around the figure.
        text : bool, default True
            Without `columns`: whether those of text are wanted (text, measure, subject, speaker).

        Raises
        ------
        ImportError
            Without pandas.
        KeyError
            For a name that no column has.

        Examples
        --------
        >>> import quantclaims as qc
        >>> qc.extract("Exports rose 40% to 33.7 bcm in 2023.").to_pandas(["text", "value", "unit", "direction"])
               text  value     unit  direction
        0       40%   40.0  percent          1
        1  33.7 bcm   33.7      bcm          1
        2      2023    NaN      NaN          0
        """
        from quantclaims import frames

        return frames.to_pandas(_of(self), columns, text)

    def to_polars(self, columns: Iterable[str] | None = None, *, text: bool = True) -> polars.DataFrame:
        """A polars DataFrame with the fields of `Claim`.

        Codes whose words are fixed are of type Enum, others Categorical; periods ``Datetime("ms")``; ``flags`` lists of
        words; what is missing is null.

        Parameters
        ----------
        columns, text
            As in `to_pandas`.

        Raises
        ------
        ImportError
            Without polars.
        KeyError
            For a name that no column has.
        """
        from quantclaims import frames

        return frames.to_polars(_of(self), columns, text)

    def to_arrow(self, columns: Iterable[str] | None = None, *, text: bool = True) -> pyarrow.Table:
        """An Arrow table with the fields of `Claim`.

        Codes are dictionary-encoded, periods ``timestamp[s]``, ``flags`` lists of words; what is missing is null.

        Parameters
        ----------
        columns, text
            As in `to_pandas`.

        Raises
        ------
        ImportError
            Without pyarrow.
        KeyError
            For a name that no column has.
        """
        from quantclaims import frames

        return frames.to_arrow(_of(self), columns, text)

    def to_parquet(
        self, target: str | os.PathLike[str] | BinaryIO, columns: Iterable[str] | None = None, *, text: bool = True
    ) -> None:
        """Write the table of `to_arrow` as a Parquet file.

        Parameters
        ----------
        target : path or binary file
            Where to write; a file that is there is replaced.
        columns, text
            As in `to_pandas`.

        Raises
        ------
        ImportError
            Without pyarrow.
        KeyError
            For a name that no column has.
        """
        from quantclaims import frames

        frames.write_parquet(_of(self), target, columns, text)

    def to_pint(self, registry: pint.UnitRegistry[Any] | None = None) -> NDArray[np.object_]:
        """The amounts as quantities of pint, ``value`` with ``unit``.

        Parameters
        ----------
        registry : pint.UnitRegistry, optional
            Where they are to live; it is given the units of this package, which replace pint's own of the same names
            (a barrel of 31.5 gallons). Without it a registry that all claims share.

        Returns
        -------
        ndarray of object, shape (len(claims),)
            None for dates and times. Each currency is a dimension of its own, and so are percentage points; counts are
            dimensionless.

        Raises
        ------
        ImportError
            Without pint.

        Examples
        --------
        >>> import quantclaims as qc
        >>> (output,) = qc.extract("Output rose to 2.14 million barrels per day.").to_pint()
        >>> print(output.to("m ** 3 / day").round())
        340233.0 meter ** 3 / day
        """
        from quantclaims import pints

        return pints.to_pint(_of(self), registry)

    def to_altair(self, kind: str = "series", *, title: str | None = None, **options: Any) -> altair.LayerChart:
        """A picture as an Altair chart, whose figures show their words and sources to who points at them.

        Parameters
        ----------
        kind : {"series", "bars", "changes", "timeline", "agreement"}
        title : str, optional
            In the place of one that says what is shown.
        **options
            As of the method of `plot` of that name.

        Raises
        ------
        ImportError
            Without altair.
        ValueError
            For another kind, or where there is nothing to draw.
        """
        from quantclaims import plot

        return plot.to_altair(_of(self), kind, title, options)

    @overload
    def to_datawrapper(self, target: None = None, kind: str = "series", **options: Any) -> str: ...
    @overload
    def to_datawrapper(self, target: Target, kind: str = "series", **options: Any) -> None: ...
    def to_datawrapper(self, target: Target | None = None, kind: str = "series", **options: Any) -> str | None:
        """The figures of a picture as CSV that Datawrapper takes as it is.

        Of ``series`` a row is a period and a column a line; ``bars`` have two columns; ``changes`` are for an arrow
        plot, ``timeline`` for a table, ``agreement`` for a dot plot with a column for each document.

        Parameters
        ----------
        target : path or text file, optional
            Where to write; without it the text is returned.
        kind : {"series", "bars", "changes", "timeline", "agreement"}
        **options
            As of the method of `plot` of that name.

        Raises
        ------
        ValueError
            For another kind, or where there is nothing to draw.

        Examples
        --------
        >>> import quantclaims as qc
        >>> claims = qc.extract("Norway's gas exports rose to 109 bcm in 2023 from 99 bcm in 2022.")
        >>> print(claims.to_datawrapper())
        period,Norway: gas exports
        2022,99
        2023,109
        """
        from quantclaims import plot

        text = plot.to_datawrapper(_of(self), kind, options)
        return _write(_of(self), lambda _, out: out.write(text), target)

    @property
    def plot(self) -> Plots:
        """Pictures: ``claims.plot.series()``, ``.bars()``, ``.changes()``, ``.timeline()``, ``.agreement()``."""
        from quantclaims.plot import Plots

        return Plots(_of(self))

    def show(self, doc: Any = None) -> Marked:
        """The articles with their figures marked by kind, to be seen in Jupyter or saved as a page.

        Parameters
        ----------
        doc : int or str, optional
            The one document to show: its name, or else its place; all of them without it.

        Raises
        ------
        IndexError
            Where there is no such place.
        KeyError
            Where there is no such name.
        """
        from quantclaims import marked

        return marked.Marked(_of(self), marked.places(_of(self), doc))

    def __repr__(self) -> str:
        from quantclaims import show

        return show.plain_table(_of(self))

    def _repr_html_(self) -> str:
        from quantclaims import show

        return show.html_table(_of(self))


def _write(claims: Claims, write: Callable[[Claims, TextIO], object], target: Target | None) -> str | None:
    """Calls `write` with a text file, or gives what it wrote."""
    import io

    if target is None:
        buffer = io.StringIO()
        write(claims, buffer)
        return buffer.getvalue()
    if isinstance(target, (str, os.PathLike)):
        with open(target, "w", encoding="utf-8", newline="\n") as out:
            write(claims, out)
    else:
        write(claims, target)
    return None
