"""How the grammar of dates is used: PCRE2 is called at most once a date row, and no form of a date is coded twice.

csrc/date_lead.c and date_short.c read what leads a date and the plain forms of months, weekdays, units, quarters, years
and lengths; the rules of csrc/grammar/dates.txt have what goes on from there.
"""

from __future__ import annotations

import lzma
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: Plain forms, and the rule that would read them if they were coded twice.
PLAIN = [
    ("month", "March ends"),
    ("month", "March 31, 2024, ends"),
    ("month", "Sept. 3rd ends"),
    ("month", "May 2024 ends"),
    ("month", "June of 2018 ends"),
    ("weekday", "Friday ends"),
    ("relative", "year ends"),
    ("relative", "last year ends"),
    ("ordinal", "first quarter ends"),
    ("ordinal", "second-half ends"),
    ("year", "2015/16 ends"),
    ("year", "2009-10 ends"),
    ("year", "1990s end"),
    ("length", " years end"),
]
#: What goes on, and how much of it the rule takes.
LONGER = [
    ("month", "March and April 2024 end", "March and April 2024"),
    ("month", "May 3-6, 2024, ends", "May 3-6, 2024"),
    ("month", "January last year ends", "January last year"),
    ("month", "June quarter ends", "June quarter"),
    ("weekday", "Friday night ends", "Friday night"),
    ("relative", "quarter of last year ends", "quarter of last year"),
    ("ordinal", "first quarter of fiscal 2024 ends", "first quarter of fiscal 2024"),
    ("year", "2019 to 2023 end", "2019 to 2023"),
    ("year", "2015/16 crop year ends", "2015/16 crop year"),
    ("length", " years ago, it ended", " years ago"),
]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The core with date_patterns.c, its calls of PCRE2 counted."""
    if shutil.which("cc") is None or shutil.which("pcre2-config") is None:
        pytest.skip("no C compiler, or no PCRE2 to compile with")
    folder = tmp_path_factory.mktemp("grammar")
    tables = folder / "tables"
    subprocess.run([sys.executable, str(ROOT / "csrc" / "make_tables.py"), str(tables)], check=True)
    pcre2 = subprocess.run(["pcre2-config", "--cflags", "--libs8"], capture_output=True, text=True, check=True)
    sources = [path for path in sorted((ROOT / "csrc").glob("*.c")) if not path.name.startswith("module")]
    sources += [tables / "tables.c", ROOT / "tests" / "date_patterns.c"]
    includes = [f"-I{ROOT / 'include'}", f"-I{ROOT / 'csrc'}", f"-I{tables}"]
    made = folder / "date_patterns"
    command = ["cc", "-std=c11", "-O0", "-Wl,--wrap=qc_pattern_match", *includes, *map(str, sources), "-o", str(made)]
    subprocess.run([*command, *pcre2.stdout.split(), "-lm", "-lpthread"], check=True)
    return made


def count(program: Path, text: Path) -> tuple[int, int]:
    """Rows of dates, times and lengths with a period; and calls of PCRE2."""
    output = subprocess.run([program, "count", text], capture_output=True, text=True, check=True).stdout
    rows, calls = map(int, output.split())
    return rows, calls


def taken(program: Path, rule: str, text: str) -> int:
    """How much of a text a rule takes at its start, -1 for nothing."""
    return int(subprocess.run([program, "match", rule, text], capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("article", sorted(path.name for path in (ROOT / "tests" / "articles").glob("*.txt")))
def test_articles_take_at_most_one_call_a_date_row(program: Path, article: str) -> None:
    rows, calls = count(program, ROOT / "tests" / "articles" / article)
    assert calls <= rows


def test_newswire_takes_at_most_one_call_a_date_row(program: Path, shared: Path, tmp_path: Path) -> None:
    text = tmp_path / "reuters.txt"
    with lzma.open(shared / "bench" / "reuters.txt.xz") as file:
        text.write_bytes(file.read(2_000_000))
    rows, calls = count(program, text)
    assert rows > 5000
    assert 0 < calls <= rows


@pytest.mark.parametrize(("rule", "text"), PLAIN)
def test_plain_forms_are_not_in_the_grammar(program: Path, rule: str, text: str) -> None:
    assert taken(program, rule, text) == -1


@pytest.mark.parametrize(("rule", "text", "surface"), LONGER)
def test_rules_take_what_goes_on(program: Path, rule: str, text: str, surface: str) -> None:
    assert taken(program, rule, text) == len(surface)
