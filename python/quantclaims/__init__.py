"""Quantitative claims in news text, as columns.

>>> import quantclaims as qc
>>> claims = qc.extract("Exports rose to 33.7 bcm in 2023.")
>>> [(claim.text, claim.value, claim.unit) for claim in claims.filter(kind="quantity")]
[('33.7 bcm', 33.7, 'bcm')]
"""

from quantclaims.extract import extract
from quantclaims.files import extract_files
from quantclaims.intervals import intervals
from quantclaims.join import concat
from quantclaims.record import Claim
from quantclaims.table import Claims

__all__ = ["Claim", "Claims", "concat", "extract", "extract_files", "intervals"]
__version__ = "0.1.0"
