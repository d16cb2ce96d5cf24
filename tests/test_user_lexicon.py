"""Units, currencies and aliases of one's own: what they find, and what is said of rows that cannot be."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import quantclaims as qc

TSV = """\
# A comment, and an empty line.

symbol	name	dimension	base	factor	aliases	before	traits
lng_cargo	LNG cargo	volume	m3	170000	LNG {cargo;cargoes}
stack	stack				stack(s)|stk
bbl					drum(s) of oil
GAM	game money	money			gammas	Γ$|gm
gbit	gamebit	money	GAM	0.001	gamebit(s)		minor
tote/d					tote(s)<day>|ttd?		rate
"""


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    path = tmp_path / "my.tsv"
    path.write_text(TSV, encoding="utf-8")
    return path


def rows(text: str, lexicon: object) -> list[tuple[str, str, float | None, str | None]]:
    claims = qc.extract(text, lexicon=lexicon)  # type: ignore[arg-type]
    return [(claim.text, claim.kind, claim.value, claim.unit) for claim in claims]


def refusal(*cells: Mapping[str, object]) -> str:
    with pytest.raises(ValueError) as caught:
        qc.Extractor(lexicon=cells)
    return str(caught.value)


def test_units_behind_numbers(lexicon: Path) -> None:
    text = "Some 12 LNG cargoes, two stacks, 5stk and 3.5 million drums of oil arrived; 8 ships left."
    assert rows(text, lexicon) == [
        ("12 LNG cargoes", "quantity", 12.0, "lng_cargo"),
        ("two stacks", "quantity", 2.0, "stack"),
        ("5stk", "quantity", 5.0, "stack"),
        ("3.5 million drums of oil", "quantity", 3.5e6, "bbl"),
        ("8 ships", "count", 8.0, "ship"),
    ]


def test_dimension_base_and_name(lexicon: Path) -> None:
    cargo, stack = qc.extract("About 12 LNG cargoes and 2 stacks.", lexicon=lexicon)
    assert (cargo.dimension, cargo.base_value, cargo.base_unit, cargo.unit_name) == (
        "volume",
        12 * 170000,
        "m3",
        "LNG cargo",
    )
    assert (cargo.comparison, cargo.rule) == ("~", "quantity.unit")
    assert (stack.dimension, stack.base_value, stack.unit_name) == ("other", None, "stack")


def test_a_base_is_followed_to_the_base_of_its_dimension() -> None:
    lexicon = [
        {"symbol": "drum", "base": "bbl", "factor": "1.25"},
        {"symbol": "rack", "base": "drum", "factor": "4", "dimension": "volume"},
        {"symbol": "warmth", "base": "degC", "factor": "2", "offset": "1"},
    ]
    drum, rack, warmth = qc.extract("2 drum, 3 rack and 5 warmth", lexicon=lexicon)
    assert drum.base_unit == rack.base_unit == "m3"
    assert drum.base_value == pytest.approx(2.5 * 0.158987294928, rel=1e-15)
    assert rack.base_value == pytest.approx(15 * 0.158987294928, rel=1e-15)
    assert warmth.base_unit == "K" and warmth.base_value == pytest.approx(5 * 2 + 1 + 273.15)


def test_currencies_on_both_sides(lexicon: Path) -> None:
    assert rows("It cost GAM 2,000, gm5 or 3 million gammas; 40 gamebits a stack.", lexicon) == [
        ("GAM 2,000", "money", 2000.0, "GAM"),
        ("gm5", "money", 5.0, "GAM"),
        ("3 million gammas", "money", 3e6, "GAM"),
        ("40 gamebits a stack", "money", 40.0, "gbit/stack"),
    ]
    claims = qc.extract("40 gamebits and 2 gammas", lexicon=lexicon)
    assert claims["base_unit"].tolist() == ["GAM", "GAM"]
    assert claims["base_value"].tolist() == [0.04, 2.0]


def test_units_of_a_price_and_rates(lexicon: Path) -> None:
    assert rows("They pay $5 per LNG cargo and ship 3 stacks a day.", lexicon)[0][3] == "USD/lng_cargo"
    claim = qc.extract("They ship 3 stacks a day.", lexicon=lexicon)[0]
    assert (claim.text, claim.unit, claim.unit_name) == ("3 stacks a day", "stack/d", "stack per day")


def test_words_match_in_any_case_and_symbols_do_not(lexicon: Path) -> None:
    assert rows("3 Stacks, 4 stk, 5 STK", lexicon)[:2] == [
        ("3 Stacks", "quantity", 3.0, "stack"),
        ("4 stk", "quantity", 4.0, "stack"),
    ]
    assert "stack" not in [unit for *_, unit in rows("5 STK", lexicon)]


def test_the_longest_alias_wins_and_of_one_length_the_own() -> None:
    lexicon = [{"symbol": "keg", "aliases": "barrels", "traits": "override"}]
    assert rows("7 barrels and 8 barrels of oil", lexicon) == [
        ("7 barrels", "quantity", 7.0, "keg"),
        ("8 barrels of oil", "quantity", 8.0, "bbl"),
    ]


def test_traits_and_marks() -> None:
    lexicon = [
        {"symbol": "desk", "aliases": "desk(s)", "traits": "denominator"},
        {"symbol": "zot", "aliases": "zot(s)?", "traits": ""},
        {"symbol": "share2", "aliases": "slice(s)", "traits": "percent", "base": "percent", "factor": "1"},
    ]
    claims = qc.extract("$5 a desk, 5 desks, 6 zots, 7 slices", lexicon=lexicon)
    assert claims["unit"].tolist() == ["USD/desk", "desk", "zot", "share2"]
    assert claims["kind"].tolist() == ["money", "count", "quantity", "percent"]
    assert claims[2].flags == ("ambiguous_unit",)


def test_tables_of_strings_list_the_own_units_behind_the_built_in() -> None:
    built_in = qc.extract("").categories["unit"]
    table = qc.extract("3 zots and 4 ships", lexicon=[{"symbol": "zot", "aliases": "zots"}]).categories["unit"]
    assert list(table[: len(built_in)]) == list(built_in)
    assert list(table[len(built_in) :]) == ["zot", "ship"]


def test_claims_of_several_lexicons_are_joined() -> None:
    first = qc.extract("3 zots", lexicon=[{"symbol": "zot", "aliases": "zots"}])
    second = qc.extract("4 yaks", lexicon=[{"symbol": "yak", "aliases": "yaks"}])
    assert qc.concat([first, second])["unit"].tolist() == ["zot", "yak"]


def test_an_extractor_is_pickled(lexicon: Path) -> None:
    extractor = pickle.loads(pickle.dumps(qc.Extractor(lexicon=lexicon, kinds="quantity")))
    lexicon.unlink()
    assert extractor.extract("5 stacks, 4 ships")["unit"].tolist() == ["stack"]


def test_an_extractor_says_what_it_has_of_its_own(lexicon: Path) -> None:
    said = repr(qc.Extractor(lexicon=[{"symbol": "zot", "aliases": "zots|zots"}], patterns={"a": "b", "c": "d"}))
    assert said == "<Extractor with 1 units and 2 patterns of its own>"


def test_files_take_a_lexicon(lexicon: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("5 stacks", encoding="utf-8")
    assert qc.extract_files(tmp_path / "a.txt", lexicon=lexicon)["unit"].tolist() == ["stack"]


# ---- What cannot be


def test_a_clash_with_a_built_in_alias_names_both() -> None:
    message = refusal({"symbol": "ok", "aliases": "oks"}, {"symbol": "mine", "name": "my own", "aliases": "mb/d"})
    assert message.startswith('lexicon[1]: "mb/d" is an alias of the built-in unit mb/d (million barrels per day)')
    assert "override" in message and "mine | my own | mb/d" in message


def test_a_clash_of_two_rows_names_both_lines(tmp_path: Path) -> None:
    path = tmp_path / "my.tsv"
    path.write_text("symbol\taliases\none\tfoo\n# between\ntwo\tfoo(s)\n", encoding="utf-8")
    with pytest.raises(ValueError) as caught:
        qc.Extractor(lexicon=path)
    assert str(caught.value).splitlines() == [
        f'{path}:4: "foo" is an alias of one and of two',
        f"  {path}:2: one | foo",
        f"  {path}:4: two | foo(s)",
    ]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"symbol": ""}, "needs a symbol"),
        ({"name": "x"}, "column symbol is wanted"),
        ({"symbol": "x", "colour": "red"}, "no column 'colour'"),
        ({"symbol": "x", "dimension": "colour"}, "no dimension 'colour'"),
        ({"symbol": "x", "traits": "shiny"}, "no trait 'shiny'"),
        ({"symbol": "x", "base": "m3"}, "a base needs a factor"),
        ({"symbol": "x", "factor": "2"}, "a base needs a factor"),
        ({"symbol": "x", "base": "m3", "factor": "2 x"}, "not a product of decimals"),
        ({"symbol": "x", "base": "m3", "factor": "2/0"}, "quotient by 0"),
        ({"symbol": "x", "base": "nowhere", "factor": "2"}, 'no unit "nowhere"'),
        ({"symbol": "x", "base": "m3", "factor": "2", "dimension": "mass"}, "dimension volume, not mass"),
        ({"symbol": "bbl", "name": "keg", "aliases": "kegs"}, "there is a unit bbl (barrel)"),
        ({"symbol": "bbl"}, "needs aliases"),
        ({"symbol": "x", "aliases": "xs<decade>"}, "<decade>"),
        ({"symbol": "x", "aliases": "☃"}, "not told from others"),
        ({"symbol": "x", "aliases": "7x"}, "begins with neither"),
        ({"symbol": "x", "aliases": "x" * 80}, "too long"),
        ({"symbol": "x", "aliases": "a b c d e f g h i j k l m n"}, "too long"),
    ],
)
def test_a_row_that_cannot_be_is_named(cells: Mapping[str, str], message: str) -> None:
    said = refusal({"symbol": "fine"}, cells)
    assert said.startswith("lexicon[1]: ") and message in said


def test_a_line_that_cannot_be_is_named(tmp_path: Path) -> None:
    path = tmp_path / "my.tsv"
    for text, line, message in (
        ("symbol\taliases\n\nx\txs\tmore\n", 3, "3 cells, the head line has 2"),
        ("symbol\tsize\n", 1, "no column 'size'"),
        ("symbol\tfactor\tbase\nx\tmany\tm3\n", 2, "not a product of decimals: 'many'"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=message) as caught:
            qc.Extractor(lexicon=path)
        assert str(caught.value).startswith(f"{path}:{line}: ")
    path.write_bytes(b"symbol\n\xff\n")
    with pytest.raises(ValueError, match="not UTF-8 at byte 7"):
        qc.Extractor(lexicon=path)


def test_no_lexicon(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        qc.Extractor(lexicon=tmp_path / "none.tsv")
    with pytest.raises(TypeError, match=r"lexicon\[0\] is a mapping"):
        qc.Extractor(lexicon=["bbl"])  # type: ignore[list-item]
    assert len(qc.extract("5 bcm", lexicon=[])) == 1


# ---- The command line


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quantclaims", *map(str, words)], capture_output=True, text=True, encoding="utf-8"
    )


def test_the_command_takes_a_lexicon(lexicon: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("They shipped 5 stacks for 2 gammas.", encoding="utf-8")
    done = run("extract", article, "--lexicon", lexicon, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["unit"] for line in done.stdout.splitlines()] == ["stack", "GAM"]


def test_the_command_names_the_line(tmp_path: Path) -> None:
    article, path = tmp_path / "a.txt", tmp_path / "my.tsv"
    article.write_text("5 stacks", encoding="utf-8")
    path.write_text("symbol\taliases\nmine\tbcm\n", encoding="utf-8")
    done = run("extract", article, "--lexicon", path)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith(f'quantclaims: {path}:2: "bcm" is an alias of the built-in unit bcm')
    assert run("extract", article, "--lexicon", tmp_path / "none.tsv").returncode == 2


def test_a_unit_that_needs_the_word_of_a_date_takes_it() -> None:
    lexicon = [{"symbol": "zot", "aliases": "zots a day", "dimension": "count"}]
    claims = qc.extract("It made 5 zots a day earlier and 7 zots a day.", lexicon=lexicon, date="2024-05-16")
    assert claims["text"].tolist() == ["5 zots", "a day earlier", "7 zots a day"]
