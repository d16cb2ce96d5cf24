"""Amounts of claims with units of pint.

In: the rows of a `Claims`. Out: pint quantities in a registry whose units are those of this package: a barrel has 42 US
gallons, mcm is a million cubic metres, and no currency becomes another one. It needs the extra ``pint``.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from quantclaims.extras import need
from quantclaims.units import SHORT, Measure, measure_of, units

if TYPE_CHECKING:
    import pint
    from numpy.typing import NDArray

    from quantclaims.table import Claims

#: Bases of the lexicon as pint has them. All others (currencies, boe, TEU ...) become dimensions of their own.
BASES = {
    "m3": "meter ** 3",
    "t": "metric_ton",
    "J": "joule",
    "W": "watt",
    "m": "meter",
    "m2": "meter ** 2",
    "m/s": "meter / second",
    "K": "kelvin",
    "Pa": "pascal",
    "Hz": "hertz",
    "byte": "byte",
    "day": "day",
    "V": "volt",
    "A": "ampere",
    "Ah": "ampere * hour",
    "ohm": "ohm",
    "farad": "farad",
    "N": "newton",
    "Nm": "newton * meter",
    "degree": "degree",
    "Sv": "sievert",
    "Bq": "becquerel",
    "lm": "lumen",
    "percent": "percent",
    "times": "dimensionless",
    "point": "dimensionless",
}
#: Temperatures have an offset, and pint has them.
NATIVE = ("K", "degC", "degF")
#: How far a unit of pint may be from ours and still be the same.
TOLERANCE = 1e-9


def identifier(symbol: str) -> str:
    """A symbol as a name that pint can read: mb/d is mb_per_d.

    Parameters
    ----------
    symbol : str
    """
    name = re.sub(r"\W", "_", symbol.replace("/", "_per_"))
    return f"_{name}" if name[0].isdigit() else name


def _expression(measure: Measure) -> str | None:
    """What a unit is over pint's units, None for one that is a dimension of its own."""
    top, below = measure.over
    if top not in BASES and measure.symbol == top and below is None:
        return None
    over = "" if below is None else f" / ({BASES.get(below, identifier(below))})"
    return f"{float(measure.factor)!r} * {BASES.get(top, identifier(top))}{over}"


def _is_there(plain: pint.UnitRegistry[Any], name: str, expression: str | None) -> bool:
    """Whether pint has a unit of this name that is the same."""
    if name not in plain:
        return False
    if expression is None:
        return str(plain.get_dimensionality(name)) == f"[{name}]"
    try:
        ratio: Any = (plain.Quantity(1, name) / plain.parse_expression(expression)).to("dimensionless").magnitude
    except (need("pint", "pint").PintError, ValueError):
        return False
    return abs(float(ratio) - 1) < TOLERANCE


@functools.cache
def _definitions() -> tuple[str, ...]:
    """What pint is to be told: the units that it does not have, or has otherwise."""
    measures = [measure_of(unit.symbol) for unit in units() if unit.symbol not in NATIVE]
    wanted = {identifier(found.symbol): _expression(found) for found in measures if found is not None}
    told: dict[str, str] = {}
    while True:
        # A unit of pint's own may rest on one that has been replaced: all are looked at again.
        trial = need("pint", "pint").UnitRegistry(on_redefinition="ignore")
        for definition in told.values():
            trial.define(definition)
        missing = [name for name in wanted if name not in told and not _is_there(trial, name, wanted[name])]
        if not missing:
            return tuple(told.values())
        # New dimensions come first, for others rest on them.
        for name in sorted(missing, key=lambda name: wanted[name] is not None):
            told[name] = f"{name} = {wanted[name] or f'[{name}]'}"


def define(registry: pint.UnitRegistry[Any]) -> None:
    """Gives a registry the units of this package; what pint has otherwise under one of their names is replaced.

    Parameters
    ----------
    registry : pint.UnitRegistry
    """
    for definition in _definitions():
        registry.define(definition)


@functools.cache
def registry() -> pint.UnitRegistry[Any]:
    """The registry of the quantities that `Claims.to_pint` makes: pint's own, with the units of this package."""
    made: pint.UnitRegistry[Any] = need("pint", "pint").UnitRegistry(on_redefinition="ignore")
    define(made)
    return made


def _unit(into: pint.UnitRegistry[Any], symbol: str) -> pint.Unit | None:
    """A canonical symbol as a unit of the registry, None for one that it does not have."""
    unit: Any
    if identifier(symbol) in into:
        unit = into.Unit(identifier(symbol))
        return cast("pint.Unit", unit)
    top, slash, per = symbol.rpartition("/")
    below = identifier(SHORT.get(per, per))
    if slash and identifier(top) in into and below in into:
        unit = into.Unit(identifier(top)) / into.Unit(below)
        return cast("pint.Unit", unit)
    return None


def to_pint(claims: Claims, into: pint.UnitRegistry[Any] | None) -> NDArray[np.object_]:
    """`Claims.to_pint`."""
    chosen = registry() if into is None else into
    if into is not None:
        define(into)
    counts = np.isin(claims["dimension"], ("count", "none"))
    found = np.full(len(claims), None, dtype=object)
    # A change by a degree is no temperature.
    changes = (claims["role"] == "change") & np.isin(claims["unit"].astype(str), NATIVE[1:])
    symbols = [f"delta_{unit}" if change else unit for unit, change in zip(claims["unit"].tolist(), changes)]
    bases = claims["base_unit"].tolist()
    made: dict[str, Any] = {symbol: _unit(chosen, symbol) for symbol in {*symbols, *bases} if symbol}
    rows = zip(claims.arrays["value"].tolist(), symbols, claims.arrays["base_value"].tolist(), bases)
    for row, (value, unit, base, base_unit) in enumerate(rows):
        if np.isnan(value):
            continue
        if counts[row]:
            found[row] = chosen.Quantity(value)
        elif made.get(unit) is not None:
            found[row] = chosen.Quantity(value, made[unit])
        elif made.get(base_unit) is not None:
            found[row] = chosen.Quantity(base, made[base_unit])
    return found
