"""`Extractor`: options, units and patterns, compiled once and used for any number of texts.

In: options. Out: an object that makes `Claims`. Rows of a lexicon are read by lexicon.py; what is wrong with them is
found by the core and named here.
"""

from __future__ import annotations

import functools
import operator
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from quantclaims import _core
from quantclaims.inputs import MOST_THREADS, Date, Text, batch, days, thread_count
from quantclaims.table import Claims

if TYPE_CHECKING:
    from quantclaims.lexicon import Row, Unit
    from quantclaims.units import Units

#: A table of units: a file, or rows as mappings.
Lexicon = str | os.PathLike[str] | Iterable[Mapping[str, object]] | None
#: Patterns by name; one is a regular expression, or a mapping with ``pattern`` and ``kind``.
Patterns = Mapping[str, str | Mapping[str, str]] | None

#: A pattern as the core takes it: name, source, code of the kind.
Pattern = tuple[str, str, int]

#: Kinds that a pattern may find.
KINDS = tuple(kind for kind in _core.KINDS if kind not in ("date", "time"))


class _Options(NamedTuple):
    """All that makes an extractor; it can be pickled."""

    kinds: tuple[str, ...] | None
    relate: bool
    replace: bool
    dayfirst: bool | None
    region: str | None
    fiscal_start: int
    week_start: int
    threads: int
    units: tuple[Unit, ...]
    patterns: tuple[Pattern, ...]


class Extractor:
    """Options of extraction with units and patterns of your own, compiled once; shared by threads, and can be pickled.

    Parameters
    ----------
    kinds, relate, dayfirst, region, fiscal_year_start, week_start, errors, threads
        As in `extract`.
    lexicon : path, or iterable of mappings, optional
        Units, currencies and aliases of your own: a table of tab-separated values with a head line, or rows as
        mappings. Columns, of which all but ``symbol`` may be missing: ``symbol``, ``name``, ``dimension`` (without
        one: that of the base, else other), ``base`` and ``factor`` (an amount in the base is amount times factor; a
        product or quotient of decimals), ``offset``, ``aliases`` (what stands behind a number, parted by ``|``;
        ``{a;b}`` are alternatives, ``(s)`` may be left out, ``<day>`` is any way to say "per day"; ``?`` behind one
        flags ambiguous_unit, ``^`` wants it glued to the digits, ``&`` makes it a denominator only; without aliases
        the symbol is one), ``before`` (what stands before a number), ``traits`` (``ambiguous``, ``rate``,
        ``percent``, ``denominator``, ``minor``, ``override``, parted by commas); ``exactness`` and ``source`` are
        for people. Of dimension money is a currency, whose symbol stands on both sides of a number. A row with the
        symbol of a unit that is known and no name, dimension and base adds aliases to it. An alias of a built-in
        unit is refused unless the row has the trait ``override``.
    patterns : mapping of str to str or mapping, optional
        Patterns of your own by name: PCRE2 regular expressions on Unicode text, or mappings with ``pattern`` and
        ``kind`` (money, percent, quantity, count, duration). Each match, of at most 512 bytes, is a row. Named
        groups say more: ``value`` its number, in figures or words; ``unit`` an alias of a unit, or a noun; ``kind``
        the word of a kind. Without kind it is a count. Such a row wins over rows of built-in rules that it
        overlaps, of two patterns the first; ``rule`` is the pattern's name.

    Raises
    ------
    OSError
        For a lexicon that cannot be opened.
    ValueError
        For a row of the lexicon that cannot be, with its line, and both lines of a clash; for a pattern that does not
        compile, with the place of the fault; for an unknown kind or option.

    Warns
    -----
    RuntimeWarning
        For a pattern that was given up in a document, because it took too many steps there; it has no rows in it.

    Examples
    --------
    >>> import quantclaims as qc
    >>> extractor = qc.Extractor(
    ...     lexicon=[{"symbol": "lng_cargo", "name": "LNG cargo", "aliases": "LNG {cargo;cargoes}"}],
    ...     patterns={"berth": r"(?<value>\\w+) (?<unit>berths?) at \\w+"},
    ... )
    >>> claims = extractor.extract("Twelve LNG cargoes waited for three berths at Zeebrugge.")
    >>> [(claim.text, claim.value, claim.unit, claim.rule) for claim in claims]
    [('Twelve LNG cargoes', 12.0, 'lng_cargo', 'quantity.unit'), ('three berths at Zeebrugge', 3.0, 'berth', 'berth')]
    """

    __slots__ = ("_compiled", "_options")

    def __init__(
        self,
        *,
        kinds: str | Iterable[str] | None = None,
        relate: bool = True,
        dayfirst: bool | None = None,
        region: str | None = None,
        fiscal_year_start: int | None = None,
        week_start: int = 1,
        errors: str = "strict",
        threads: int = 0,
        lexicon: Lexicon = None,
        patterns: Patterns = None,
    ) -> None:
        if errors not in ("strict", "replace"):
            raise ValueError(f"errors is 'strict' or 'replace', not {errors!r}")
        if kinds is not None:
            kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
        rows: tuple[Row, ...] = ()
        units: tuple[Unit, ...] = ()
        if lexicon is not None:
            from quantclaims.lexicon import read_lexicon

            units, rows = read_lexicon(lexicon)
        self._options = _Options(
            kinds,
            bool(relate),
            errors == "replace",
            None if dayfirst is None else bool(dayfirst),
            region,
            _between(0, fiscal_year_start or 0, 12, "fiscal_year_start is a month from 1 to 12"),
            _between(1, week_start, 7, "week_start is a day from Monday 1 to Sunday 7"),
            _between(0, threads, MOST_THREADS, f"threads is a number from 1 to {MOST_THREADS}, or 0 for all cores"),
            units,
            _read_patterns(patterns or {}),
        )
        try:
            self._compiled = _compile(self._options)
        except _core.OptionError as error:
            raise ValueError(_explain(error, rows, self._options.patterns)) from None

    def extract(self, texts: Text | Iterable[Text], /, *, date: Date | Iterable[Date] = None) -> Claims:
        """Find the claims of a text, or of several, as `quantclaims.extract` does.

        Parameters
        ----------
        texts : str, bytes, an iterable of them, or an Arrow column
            The text; or a list, a Series, an array of texts. Bytes are UTF-8.
        date : str, datetime.date, an iterable of them, or an Arrow column, optional
            When the text was published; or one date a text, None where it is unknown.

        Returns
        -------
        Claims
            One row a mention, in the order of document and place.

        Raises
        ------
        TypeError, ValueError, KeyboardInterrupt
            As `quantclaims.extract`, for texts and dates.
        """
        found = batch(texts)
        return self.run(found, days(date, len(found)), None)

    def run(
        self,
        texts: tuple[Text, ...] | _core.Column,
        dates: tuple[int | None, ...] | bytes,
        names: tuple[Any, ...] | None,
        stacklevel: int = 3,
    ) -> Claims:
        """The claims of texts and days that are ready, with the names of the documents."""
        result = self._compiled.extract(texts, dates, 1 if len(texts) < 2 else thread_count(self._options.threads))
        if self._options.patterns:
            self._warn(result.dropped(), names, stacklevel)
        claims = Claims(None, {}, texts, names, result, self._compiled)
        return claims if self._options.kinds is None else claims.filter(kind=self._options.kinds)

    @property
    def compiled(self) -> _core.Extractor:
        """The extractor of the core."""
        return self._compiled

    def units(self, query: str | None = None) -> Units:
        """The units that this extractor knows, its own first, as `quantclaims.units` lists them.

        Parameters
        ----------
        query : str, optional
            As in `quantclaims.units`.

        Examples
        --------
        >>> import quantclaims as qc
        >>> cask = {"symbol": "cask", "base": "L", "factor": "41", "aliases": "cask(s)"}
        >>> qc.Extractor(lexicon=[cask]).units("casks")[0][:5]
        ('cask', 'cask', 'volume', 'm3', 0.041)
        """
        from quantclaims.units import select, with_own

        return select(with_own(self._options.units), query)

    def _warn(self, dropped: list[tuple[int, int]], names: tuple[Any, ...] | None, stacklevel: int) -> None:
        """One warning for each pattern that was given up somewhere."""
        for index, (name, *_) in enumerate(self._options.patterns):
            documents = [doc for doc, pattern in dropped if pattern == index]
            if documents:
                import warnings

                first = documents[0] if names is None else names[documents[0]]
                more = f" and in {len(documents) - 1} more" if len(documents) > 1 else ""
                message = f"pattern {name!r} was given up in document {first!r}{more}: it took too many steps there"
                warnings.warn(message, RuntimeWarning, stacklevel=stacklevel + 1)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (tuple(self._options),)

    def __repr__(self) -> str:
        options = self._options
        return f"<Extractor with {len(options.units)} units and {len(options.patterns)} patterns of its own>"


def _restore(options: tuple[Any, ...]) -> Extractor:
    """The extractor that was pickled."""
    extractor = Extractor.__new__(Extractor)
    extractor._options = _Options(*options)
    extractor._compiled = _compile(extractor._options)
    return extractor


def _compile(options: _Options) -> _core.Extractor:
    """The core's extractor, made once for options that have no units and patterns of their own."""
    if not options.units and not options.patterns:
        return _compile_plain(options._replace(kinds=None, threads=0))
    return _compile_all(options)


def _compile_all(options: _Options) -> _core.Extractor:
    return _core.Extractor(
        relate=options.relate,
        replace_utf8=options.replace,
        day_first=options.dayfirst,
        region=options.region,
        fiscal_start=options.fiscal_start,
        week_start=options.week_start,
        units=options.units,
        patterns=options.patterns,
    )


#: Compiling the grammar is dear; the extractor is immutable.
_compile_plain = functools.cache(_compile_all)


def _between(low: int, number: int, high: int, what: str) -> int:
    try:
        whole = operator.index(number)
    except TypeError:
        raise TypeError(f"{what}, not {number!r}") from None
    if not low <= whole <= high:
        raise ValueError(f"{what}, not {number!r}")
    return whole


def _read_patterns(patterns: Mapping[str, str | Mapping[str, str]]) -> tuple[Pattern, ...]:
    """The patterns as the core takes them."""
    if not isinstance(patterns, Mapping):
        raise TypeError(f"patterns is a mapping of names to regular expressions, not {type(patterns).__name__}")
    found = []
    for name, given in patterns.items():
        row = {"pattern": given} if isinstance(given, str) else given
        if not isinstance(row, Mapping) or not isinstance(row.get("pattern"), str):
            raise TypeError(f"pattern {name!r} is a str, or a mapping with 'pattern' and 'kind', not {given!r}")
        unknown = sorted(set(row) - {"pattern", "kind"})
        if unknown:
            raise ValueError(f"pattern {name!r}: 'pattern' and 'kind' are known, not {unknown[0]!r}")
        kind = row.get("kind", "count")
        if kind not in KINDS:
            raise ValueError(f"pattern {name!r}: kind is one of {', '.join(KINDS)}, not {kind!r}")
        found.append((name, row["pattern"], _core.KINDS.index(kind)))
    return tuple(found)


def _explain(error: _core.OptionError, rows: tuple[Row, ...], patterns: tuple[Pattern, ...]) -> str:
    """What the core refused, with the rows or the pattern."""
    reason, index, other, offset = error.args
    if offset >= 0:
        name, source, _ = patterns[index]
        before = len(source.encode()[:offset].decode(errors="ignore"))
        return f"pattern {name!r}: {reason} at offset {before}\n  {source}\n  {' ' * before}^"
    clash = [str(rows[row]) for row in (other, index) if row >= 0]
    return "\n  ".join([f"{rows[index].place}: {reason}", *clash])
