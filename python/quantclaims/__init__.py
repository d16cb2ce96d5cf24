"""Quantitative claims in news text, as columns.

>>> import quantclaims as qc
>>> claims = qc.extract("Exports rose to 33.7 bcm in 2023.")
>>> [(claim.text, claim.value, claim.unit) for claim in claims.filter(kind="quantity")]
[('33.7 bcm', 33.7, 'bcm')]
"""

import importlib
import sys
from typing import TYPE_CHECKING

# First of all: it refuses subinterpreters, which NumPy would not survive.
import quantclaims._core  # noqa: F401
from quantclaims.convert import Quantity, convert, parse_quantity
from quantclaims.extract import extract
from quantclaims.extractor import Extractor
from quantclaims.intervals import intervals
from quantclaims.join import concat
from quantclaims.record import Claim
from quantclaims.table import Claims
from quantclaims.units import Unit, units

if TYPE_CHECKING:
    from quantclaims.batches import extract_batches, iter_extract
    from quantclaims.files import extract_files, read_files

__all__ = [
    "Claim",
    "Claims",
    "Extractor",
    "Quantity",
    "Unit",
    "concat",
    "convert",
    "extract",
    "extract_batches",
    "extract_files",
    "intervals",
    "iter_extract",
    "parse_quantity",
    "read_files",
    "units",
]
__version__ = "0.1.0"

#: What is imported when it is first asked for, and from where: the readers of files are many.
_LATER = {"extract_batches": "batches", "extract_files": "files", "iter_extract": "batches", "read_files": "files"}


def __getattr__(name: str) -> object:
    """Bring one of the names that are imported late."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = found
    return found


# DataFrames of libraries that are imported already have .quant at once.
for _library in ("pandas", "polars"):
    if sys.modules.get(_library) is not None:
        importlib.import_module(f"quantclaims.{_library}")
