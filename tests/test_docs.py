"""The site: it builds without a warning, its links lead somewhere, and its blocks print what stands in it.

``python tests/test_docs.py`` writes into the pages what their blocks print now. A block of Python, of commands or of
SQL is run in a folder with the samples of docs/samples, page by page, in their order; the result of SQL stands in the
block of text behind it.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import duckdb
import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if not {"generated", "samples", "_build"} & set(path.parts))
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
#: Blocks that are no session: installation, what is only to be read, and recipes that test_engines.py runs.
SHOWN = {"sh", "text", "toctree", "python"}


@contextlib.contextmanager
def samples() -> Iterator[None]:
    """A folder with the samples, as the current one."""
    before, columns = Path.cwd(), os.environ.get("COLUMNS", "")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DOCS / "samples", folder, dirs_exist_ok=True)
        os.chdir(folder)
        os.environ["COLUMNS"] = "100"
        try:
            yield
        finally:
            os.chdir(before)
            os.environ["COLUMNS"] = columns


def run_session(session: str, names: dict[str, object]) -> str:
    """Return a Python session with what its statements print, or raise."""
    shown = ""
    for example in doctest.DocTestParser().get_examples(session):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            try:
                exec(compile(example.source, "page", "single"), names)
            except Exception as raised:
                print(f"Traceback (most recent call last):\n{type(raised).__name__}: {raised}")
        shown += ">>> " + example.source.rstrip("\n").replace("\n", "\n... ") + "\n" + output.getvalue()
    return shown


def run_commands(session: str) -> str:
    """Return a console session with the output that its commands have, in one shell."""
    commands = re.findall(r"^\$ (.*)\n", session, re.MULTILINE)
    mark = "=== the end of a command ==="
    lines = [f'quantclaims() {{ "{sys.executable}" -m quantclaims "$@"; }}']
    for command in commands:
        lines += [command, f"echo '{mark}'"]
    done = subprocess.run(["bash", "-c", "\n".join(lines)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    outputs = done.stdout.split(f"{mark}\n")
    return "".join(f"$ {command}\n{output}" for command, output in zip(commands, outputs))


def run_query(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    """Return what DuckDB shows for a query, nothing for a statement that has no result."""
    found = connection.sql(query)
    return [] if found is None else [f"{found}".rstrip("\n") + "\n"]


def run_page(text: str) -> str:
    """Return a page whose blocks show what they print now."""
    names: dict[str, object] = {}
    result: list[str] = []
    connection = duckdb.connect()

    def run(block: re.Match[str]) -> str:
        language, body = block["language"], block["body"]
        if result and language == "text":
            body = result.pop()
        elif language == "pycon":
            body = run_session(body, names)
        elif language == "console":
            body = run_commands(body)
        elif language == "sql":
            result.extend(run_query(connection, body))
        else:
            assert language in SHOWN, f"a block of {language} is not run"
        return f"```{language}\n{body}```"

    shown = BLOCK.sub(run, text)
    for value in names.values():
        # A connection that holds a function of Python outlives it otherwise.
        if isinstance(value, duckdb.DuckDBPyConnection):
            value.close()
    return shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_what_a_page_shows_is_what_comes_out(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    with samples():
        assert run_page(text) == text, f"run: python tests/{Path(__file__).name}"


def test_how_it_works_names_each_file_of_the_core_and_of_the_package() -> None:
    core, package = re.findall(
        r"^\| question \|.*?(?=\n\n)", (DOCS / "how_it_works.md").read_text("utf-8"), re.M | re.S
    )
    named = {"csrc": core, "python/quantclaims": package}
    for folder, table in named.items():
        files = [path for path in (ROOT / folder).rglob("*.[cp]*") if path.suffix in (".c", ".py")]
        there = {path.stem for path in files if path.suffix == (".c" if folder == "csrc" else ".py")}
        there -= {"__init__", "__main__"}
        assert set(re.findall(r"`(\w+)`", table)) == there, f"docs/how_it_works.md: the files of {folder}"


# ---- The site


class _Page(HTMLParser):
    """The links of a page and the places in it that links may lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if found.get("id"):
            self.places.add(str(found["id"]))
        for name in ("href", "src"):
            if found.get(name):
                self.links.append(str(found[name]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(DOCS), str(out)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out


def test_each_link_leads_somewhere(site: Path) -> None:
    pages = {
        path.relative_to(site).as_posix(): _Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
    }
    assert "generated/rules/money.html" in pages
    lost = []
    for name, page in pages.items():
        for link in page.links:
            target, place = urldefrag(link)
            if re.match(r"[a-z]+:", link):
                continue
            path = os.path.normpath(os.path.join(os.path.dirname(name), unquote(target))) if target else name
            # Sphinx marks what it has copied with a number of its bytes.
            path = path.partition("?")[0]
            if not (site / path).exists() or (place and path in pages and unquote(place) not in pages[path].places):
                lost.append(f"{name}: {link}")
    assert lost == []


def test_the_site_has_what_was_generated(site: Path) -> None:
    assert "The currency stands before the number" in (site / "generated/rules/money.html").read_text()
    assert "million barrels per day" in (site / "generated/units.html").read_text()
    assert "--fiscal-year-start" in (site / "generated/command_line.html").read_text()
    names = ("Extractor.extract", "Claims.filter", "Claims.to_pandas", "plot.Plots.series", "accessors.Quant.extract")
    assert [name for name in names if f'id="quantclaims.{name}"' not in (site / "api.html").read_text()] == []


def test_installation_blocks_are_shell() -> None:
    for page in PAGES:
        for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
            if block["language"] == "sh":
                subprocess.run(["bash", "-n", "-c", block["body"]], check=True)


if __name__ == "__main__":
    for path in [Path(name).resolve() for name in sys.argv[1:]] or PAGES:
        shown = path.read_text(encoding="utf-8")
        with samples():
            path.write_text(run_page(shown), encoding="utf-8")
