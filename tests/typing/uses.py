"""Typical uses, with the types that a reader of the code and his editor are promised. mypy and pyright check them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, assert_type

import altair
import numpy as np
import pandas as pd
import polars as pl
import quantclaims as qc
from matplotlib.axes import Axes
from numpy.typing import NDArray
from quantclaims.explain import Explanation
from quantclaims.marked import Marked
from quantclaims.units import Units


def texts(articles: list[str], frame: pd.DataFrame) -> None:
    """One text or several, dates of every kind."""
    assert_type(qc.extract("Sales rose 5%."), qc.Claims)
    assert_type(qc.extract(b"Sales rose 5%.", date=datetime.date(2024, 5, 16)), qc.Claims)
    assert_type(qc.extract(articles, date=["2024-05-16", None], kinds="money", region="US"), qc.Claims)
    assert_type(qc.extract(frame["body"], date=frame["published"]), qc.Claims)
    assert_type(qc.extract_files(["a.txt", Path("b")], on_error="skip"), qc.Claims)
    reader = qc.Extractor(patterns={"berths": r"(?<value>\d+) berths"}, lexicon=[{"symbol": "cask", "base": "L"}])
    assert_type(reader.extract(articles), qc.Claims)
    assert_type(qc.concat([qc.extract("5%"), qc.extract("6%")]), qc.Claims)


def columns(claims: qc.Claims) -> None:
    """Columns, rows, parts."""
    assert_type(claims["value"], NDArray[np.float64])
    assert_type(claims["unit"], NDArray[Any])
    assert_type(claims[0], qc.Claim)
    assert_type(claims[0].value, float | None)
    assert_type(claims[0].period_start, datetime.datetime | None)
    assert_type(claims[:3], qc.Claims)
    assert_type(claims[claims["value"] > 3], qc.Claims)
    assert_type(claims.filter(claims["value"] > 3, kind=["money", "percent"]), qc.Claims)
    assert_type([claim.text for claim in claims], list[str])
    assert_type(claims.convert("bcm"), qc.Claims)
    assert_type(claims.explain(0), Explanation)
    assert_type(len(claims.conflicts()), int)


def forms(claims: qc.Claims) -> None:
    """Tables of other libraries and files."""
    assert_type(claims.to_pandas(["text", "value"]), pd.DataFrame)
    assert_type(claims.to_polars(text=False), pl.DataFrame)
    assert_type(claims.to_csv(), str)
    assert_type(claims.to_jsonl(), str)
    assert_type(claims.to_datawrapper(kind="bars", about="exports"), str)
    claims.to_csv("claims.csv")
    claims.to_jsonl(Path("claims.jsonl"))
    claims.to_parquet("claims.parquet", ["text", "value"])
    assert_type(claims.to_dicts(), list[dict[str, Any]])
    assert_type(claims.show("article"), Marked)


def pictures(claims: qc.Claims, ax: Axes) -> None:
    """Every picture gives its axes."""
    assert_type(claims.plot.series(about="gas exports", unit="bcm"), Axes)
    assert_type(claims.plot.bars(period="2023", ax=ax), Axes)
    assert_type(claims.plot.changes(top=3), Axes)
    assert_type(claims.plot.timeline(title="Dates"), Axes)
    assert_type(claims.plot.agreement(within=0.05), Axes)
    assert_type(claims.to_altair("series"), altair.LayerChart)


def amounts() -> None:
    """Amounts without texts."""
    assert_type(qc.convert("33.7 bcm", "Bcf"), float)
    assert_type(qc.convert(33.7, "bcm", "Bcf"), float)
    assert_type(qc.convert([1.0, 2.0], "bcm", "Bcf"), float | NDArray[np.float64])
    assert_type(qc.parse_quantity("33.7 bcm"), qc.Quantity)
    assert_type(qc.parse_quantity("33.7 bcm").convert("Bcf").value, float)
    assert_type(qc.units("bcm"), Units)
    assert_type(qc.units("bcm")[0].factor, float | None)


def mistakes(claims: qc.Claims) -> None:
    """What the types refuse; mypy says so where one of these is allowed."""
    qc.extract(5)  # type: ignore[arg-type]
    qc.extract("5%", dates="2024-05-16")  # type: ignore[call-arg]
    claims.plot.series(units="bcm")  # type: ignore[call-arg]
    claims.to_csv(3)  # type: ignore[call-overload]
    assert claims[0].amount  # type: ignore[attr-defined]
