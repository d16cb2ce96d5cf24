"""Quantitative claims in news text, as columns.

>>> import quantclaims as qc
>>> claims = qc.extract("Exports rose to 33.7 bcm in 2023.")
>>> [(claim.text, claim.value, claim.unit) for claim in claims.filter(kind="quantity")]
[('33.7 bcm', 33.7, 'bcm')]
"""

import importlib
import sys

from quantclaims.batches import extract_batches, iter_extract
from quantclaims.convert import Quantity, convert, parse_quantity
from quantclaims.extract import extract
from quantclaims.extractor import Extractor
from quantclaims.files import extract_files
from quantclaims.intervals import intervals
from quantclaims.join import concat
from quantclaims.record import Claim
from quantclaims.table import Claims
from quantclaims.units import Unit, units

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
    "units",
]
__version__ = "0.1.0"

# DataFrames of libraries that are imported already have .quant at once.
for _library in ("pandas", "polars"):
    if sys.modules.get(_library) is not None:
        importlib.import_module(f"quantclaims.{_library}")
