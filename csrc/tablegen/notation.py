"""The notation of cells, from python/quantclaims/notation.py, which the package needs for the units of its users.

It is loaded by its path: the package itself needs the tables that are made here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / "python" / "quantclaims" / "notation.py"

_spec = spec_from_file_location("tablegen_notation", PATH)
if _spec is None or _spec.loader is None:
    raise ImportError(f"{PATH} cannot be loaded")
_module = sys.modules["tablegen_notation"] = module_from_spec(_spec)
_spec.loader.exec_module(_module)

exact: Callable[[str], Fraction] = _module.exact
expand = _module.expand
spellings: Callable[[str], list[str]] = _module.spellings
split_outside: Callable[[str, str], list[str]] = _module.split_outside
