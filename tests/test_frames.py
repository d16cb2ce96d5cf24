"""Claims in the tables of pandas, polars, Arrow, Parquet and DuckDB, and amounts with the units of pint."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pint
import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest
import quantclaims as qc
import quantclaims.pandas
import quantclaims.polars
from quantclaims import pints

TEXTS = [
    "Trade grew 26% last year to $240 billion. Exports of gas rose 40% to 33.7 billion cubic meters in 2023, he said.",
    "No figure stands here.",
    "Prices fell to $82.40 a barrel on 14 May 2024, and two ships have waited since 2020.",
]
WORDS = {"kind", "dimension", "comparison", "role", "basis", "granularity"}
CODES = {"unit", "unit_name", "base_unit", "timex", "rule"}


@pytest.fixture(scope="module")
def claims() -> qc.Claims:
    return qc.extract(TEXTS, date="2024-05-16")


def plain(values: list[object]) -> list[object]:
    """None for all that is missing."""
    return [None if value is None or value != value else value for value in values]


# ---- Every library has every value


def test_each_library_has_the_same_rows(claims: qc.Claims) -> None:
    pandas, polars, arrow = claims.to_pandas(), claims.to_polars(), claims.to_arrow()
    assert list(pandas.columns) == polars.columns == arrow.column_names == list(qc.Claim._fields)
    for name in qc.Claim._fields:
        wanted = [getattr(claim, name) for claim in claims]
        if name == "flags":
            assert pandas[name].tolist() == [" ".join(flags) for flags in wanted]
            assert polars[name].to_list() == arrow[name].to_pylist() == list(map(list, wanted))
            continue
        assert polars[name].to_list() == wanted, name
        assert arrow[name].to_pylist() == wanted, name
        found = pandas[name].replace(-1, None) if name.endswith(("_row", "_start", "_end", "link")) else pandas[name]
        assert plain(found.astype(object).tolist()) == wanted, name


def test_codes_are_categoricals_with_the_words_that_occur(claims: qc.Claims) -> None:
    pandas, polars, arrow = claims.to_pandas(), claims.to_polars(), claims.to_arrow()
    for name in WORDS | CODES:
        assert isinstance(pandas[name].dtype, pd.CategoricalDtype), name
        assert isinstance(polars[name].dtype, pl.Enum if name in WORDS else pl.Categorical), name
        assert pa.types.is_dictionary(arrow.schema.field(name).type), name
    assert pandas["unit"].cat.categories.tolist() == ["percent", "USD", "m3", "USD/bbl", "ship"]
    assert pandas["kind"].cat.categories.tolist() == list(claims.categories["kind"])
    assert polars["kind"].dtype == pl.Enum(claims.categories["kind"])


def test_timestamps_stay_timestamps(claims: qc.Claims) -> None:
    assert claims.to_pandas()["period_start"].dtype == "datetime64[s]"
    assert claims.to_polars()["period_start"].dtype == pl.Datetime("ms")
    assert claims.to_arrow().schema.field("period_end").type == pa.timestamp("s")
    (since,) = (row for row in claims.to_polars().to_dicts() if "open_end" in row["flags"] and row["kind"] == "date")
    assert since["period_start"] == datetime.datetime(2020, 1, 1)
    assert since["period_end"] is None


def test_a_table_of_nothing_has_its_types() -> None:
    nothing, something = qc.extract("Nothing."), qc.extract(TEXTS)
    assert nothing.to_polars().schema.names() == something.to_polars().schema.names()
    for name in ("kind", "unit", "value", "text", "period_start", "flags", "link"):
        assert nothing.to_arrow().schema.field(name) == something.to_arrow().schema.field(name)
        assert nothing.to_polars()[name].dtype == something.to_polars()[name].dtype
    assert nothing.to_pandas().dtypes["text"] == something.to_pandas().dtypes["text"]


# ---- Columns that are asked for


def test_text_columns_come_as_asked_for(claims: qc.Claims) -> None:
    def names(table: pd.DataFrame | pl.DataFrame | pa.Table) -> list[str]:
        return table.column_names if isinstance(table, pa.Table) else list(table.columns)

    for make in (claims.to_pandas, claims.to_polars, claims.to_arrow):
        without = names(make(text=False))
        assert without == [name for name in qc.Claim._fields if name not in ("text", "measure", "subject", "speaker")]
        assert names(make(["value", "text", "context"])) == ["value", "text", "context"]
        assert names(make("unit")) == ["unit"]
        with pytest.raises(KeyError, match="no column 'volume'"):
            make(["volume"])


def test_the_context_is_the_words_around_a_figure(claims: qc.Claims) -> None:
    frame = claims.to_pandas(["doc", "text", "context"])
    assert all(text in context for text, context in zip(frame["text"], frame["context"]))
    assert frame["context"].iloc[-1] == TEXTS[2]


def test_names_of_documents_of_several_types_become_strings() -> None:
    named = qc.Extractor().run(("Up 5%.", "Up 6%."), (None, None), ("a", 7))
    assert named.to_polars()["doc"].to_list() == named.to_arrow()["doc"].to_pylist() == ["a", "7"]
    assert named.to_pandas()["doc"].tolist() == ["a", 7]


def test_a_lone_surrogate_is_replaced() -> None:
    claims = qc.extract("Sales rose 5%, \ud800 said.")
    arrays = {**claims.arrays, "end": claims.arrays["end"] + 3}
    wider = qc.Claims(arrays, {}, tuple(claims.texts), None, claims._result)
    assert wider.to_polars()["text"].to_list() == wider.to_arrow()["text"].to_pylist() == ["5%, \ufffd"]
    assert wider.to_pandas()["text"].tolist() == ["5%, \ufffd"]


# ---- Files, DuckDB


def test_a_parquet_file_reads_back(claims: qc.Claims, tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    claims.to_parquet(path)
    assert pl.read_parquet(path)["text"].to_list() == claims["text"].tolist()
    back = pd.read_parquet(path)
    assert isinstance(back["unit"].dtype, pd.CategoricalDtype)
    assert back["period_start"].dtype.kind == "M"
    with open(path, "wb") as file:
        claims.to_parquet(file, ["text", "value"])
    assert pyarrow.parquet.read_table(path).column_names == ["text", "value"]


def test_duckdb_reads_frames_tables_and_files(claims: qc.Claims, tmp_path: Path) -> None:
    pandas, polars, arrow = claims.to_pandas(), claims.to_polars(), claims.to_arrow()
    claims.to_parquet(tmp_path / "claims.parquet")
    wanted = [("USD", 240e9), ("USD/bbl", 82.4)]
    assert len(pandas) == len(polars) == len(arrow)
    for table in ("pandas", "polars", "arrow", f"'{tmp_path}/claims.parquet'"):
        found = duckdb.sql(f"select unit, value from {table} where kind = 'money' order by start + doc * 1000")
        assert found.fetchall() == wanted, table
    ((year,),) = duckdb.sql("select year(period_start) from arrow where unit = 'm3'").fetchall()
    assert year == 2023


def test_names_of_several_types_are_strings_where_a_column_has_one_type() -> None:
    claims = qc.Extractor().run(("Up 5%.", "Up 6%."), (None, None), (17, "x"))
    assert claims.to_arrow()["doc"].to_pylist() == claims.to_polars()["doc"].to_list() == ["17", "x"]
    assert claims.to_pandas()["doc"].tolist() == [17, "x"]


def test_a_missing_library_is_named(claims: qc.Claims, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("polars", "pyarrow", "pyarrow.parquet", "pint"):
        monkeypatch.setitem(sys.modules, name, None)
    pints.registry.cache_clear()
    for extra, make in (
        ("polars", claims.to_polars),
        ("arrow", claims.to_arrow),
        ("arrow", lambda: claims.to_parquet(tmp_path / "no.parquet")),
        ("pint", claims.to_pint),
    ):
        with pytest.raises(ImportError, match=rf"pip install 'quantclaims\[{extra}\]'"):
            make()


# ---- df.quant


@pytest.fixture
def articles() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "body": ["Sales fell 5% last year.", None, "It cost $3 and 4 ships sank."],
            "published": pd.to_datetime(["2024-05-16", "2024-05-17", None]),
            "paper": ["Post", "Times", "Echo"],
        },
        index=pd.Index(["a", "b", "c"], name="id"),
    )


def test_pandas_rows_stand_under_the_labels_of_their_texts(articles: pd.DataFrame) -> None:
    found = articles.quant.extract("body", date="published", keep=["paper"])
    assert found.index.tolist() == ["a", "a", "c", "c"]
    assert found.index.name == "id"
    assert list(found.columns) == ["paper", *qc.Claim._fields[1:]]
    assert found["paper"].tolist() == ["Post", "Post", "Echo", "Echo"]
    assert found["period_start"].dt.year.tolist()[1] == 2023
    joined = articles.join(found[["text", "value"]])
    assert joined["text"].tolist()[:2] == ["5%", "last year"]
    assert joined["text"].isna().tolist() == [False, False, True, False, False]


def test_pandas_rows_keep_any_index(articles: pd.DataFrame) -> None:
    deep = articles.set_index("paper", append=True)
    assert deep.quant.extract("body").index.tolist() == [("a", "Post")] * 2 + [("c", "Echo")] * 2
    twice = pd.concat([articles, articles])
    assert twice.quant.extract("body", columns="text").index.tolist() == ["a", "a", "c", "c"] * 2
    assert articles.iloc[:0].quant.extract("body").empty


def test_polars_rows_have_the_numbers_of_their_texts(articles: pd.DataFrame) -> None:
    frame = pl.DataFrame(articles.reset_index().replace({np.nan: None}).to_dict("records"))
    found = frame.quant.extract("body", date="published", keep="id")
    assert found.columns == ["doc", "id", *qc.Claim._fields[1:]]
    assert found["doc"].to_list() == [0, 0, 2, 2]
    assert found["id"].to_list() == ["a", "a", "c", "c"]
    assert found["period_start"].dt.year().to_list()[1] == 2023
    assert frame.clear().quant.extract("body").shape == (0, len(qc.Claim._fields))


def test_claims_of_a_frame_are_named_by_its_labels(articles: pd.DataFrame) -> None:
    claims = articles.quant.claims("body", date="2024-05-16")
    assert claims["doc"].tolist() == ["a", "a", "c", "c"]
    assert claims.names == ("a", "b", "c")


def test_options_and_extractors_reach_the_reader(articles: pd.DataFrame) -> None:
    assert articles.quant.extract("body", kinds="count")["text"].tolist() == ["4 ships"]
    own = qc.Extractor(kinds="money")
    assert articles.quant.extract("body", extractor=own)["text"].tolist() == ["$3"]
    with pytest.raises(TypeError, match="leave out kinds"):
        articles.quant.extract("body", extractor=own, kinds="count")


def test_a_column_that_is_not_there_is_named(articles: pd.DataFrame) -> None:
    for frame in (articles, pl.DataFrame({"body": ["5%"]})):
        with pytest.raises(KeyError, match="no column 'text': there are body"):
            frame.quant.extract("text")
        with pytest.raises(KeyError, match="no column 'author'"):
            frame.quant.extract("body", keep=["author"])
    with pytest.raises(ValueError, match=r"'when' is not a date .*, and no column is called so: there are "):
        articles.quant.extract("body", date="when")
    with pytest.raises(TypeError, match="str or bytes"):
        articles.assign(body=3.5).quant.extract("body")


@pytest.mark.parametrize(
    "imports",
    [
        "import pandas, polars, quantclaims",
        "import quantclaims.pandas, quantclaims.polars, pandas, polars",
    ],
)
def test_the_namespace_is_there_after_these_imports(imports: str) -> None:
    script = f"{imports}\nassert pandas.DataFrame({{'x': ['5%']}}).quant.extract('x').shape == (1, 34)\n"
    script += "assert polars.DataFrame({'x': ['5%']}).quant.extract('x').shape == (1, 35)"
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)


# ---- pint


def test_every_unit_is_in_the_registry_with_its_own_size() -> None:
    registry = pints.registry()
    for unit in qc.units():
        if unit.dimension in ("money", "temperature") or unit.base is None or unit.symbol.endswith("point"):
            continue
        assert unit.factor is not None
        quantity = registry.Quantity(1, pints._unit(registry, unit.symbol))
        base = registry.Quantity(1, pints._unit(registry, unit.base))
        ratio = float((quantity / base).to("dimensionless").magnitude)
        assert ratio == pytest.approx(unit.factor, rel=1e-9), unit.symbol


def test_amounts_have_their_units() -> None:
    text = "It was 37°C, then fell by 2°C. Crude cost $80 a barrel, 3 ships took 4 boe and 5 TEU on 3 May, up 5%."
    found = qc.extract(text)
    quantities = dict(zip(found["text"], found.to_pint()))
    assert quantities["37°C"].to("kelvin").magnitude == pytest.approx(310.15)
    assert quantities["2°C"].to("delta_degF").magnitude == pytest.approx(3.6)
    assert quantities["$80 a barrel"].to("USD / gallon").magnitude == pytest.approx(80 / 42)
    assert quantities["3 ships"].dimensionless
    assert quantities["3 May"] is None
    assert quantities["5%"].to("dimensionless").magnitude == pytest.approx(0.05)
    with pytest.raises(pint.DimensionalityError):
        quantities["4 boe"].to("joule")


def test_no_currency_becomes_another() -> None:
    dollars, euros = qc.extract("It cost $3 or €4.").to_pint()
    with pytest.raises(pint.DimensionalityError):
        dollars.to("EUR")
    assert dollars.to("USc").magnitude == pytest.approx(300)
    assert euros.magnitude == 4


def test_a_registry_of_ones_own_is_used() -> None:
    own = pint.UnitRegistry(on_redefinition="ignore")
    (quantity,) = qc.extract("They sold 2 barrels.").to_pint(own)
    assert (quantity + own.Quantity(1, "m ** 3")).to("m ** 3").magnitude == pytest.approx(1.317974589856)


def test_a_unit_of_ones_own_comes_in_its_base() -> None:
    reader = qc.Extractor(lexicon=[{"symbol": "cask", "base": "L", "factor": "41", "aliases": "cask(s)"}])
    (quantity,) = reader.extract("They sold 2 casks.").to_pint()
    assert quantity.to("litre").magnitude == pytest.approx(82)
