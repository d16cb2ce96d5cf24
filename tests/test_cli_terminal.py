"""The command at a terminal: help, colours, completion, and messages of one line that say what helps."""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from quantclaims.cli.parser import make_parser

COMMANDS = sorted(make_parser()._subparsers._group_actions[0].choices)  # type: ignore[union-attr, arg-type]
COLOUR = re.compile(r"\033\[[0-9;]*m")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "trade.txt"
    path.write_text("Exports rose 5% last year to $240 billion.\n", encoding="utf-8")
    return path


def run(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quantclaims", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **variables})


def at_a_terminal(*words: object, **variables: str) -> str:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "quantclaims", *map(str, words)]
    environment = {**os.environ, "TERM": "xterm", **variables}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 4096):
                parts.append(part)
        except OSError:
            # Linux says EIO where the other side has closed.
            pass
        process.wait()
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


# ---- Help


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_examples_that_parse(command: str) -> None:
    done = run(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    head, _, examples = done.stdout.partition("examples:\n")
    assert head.startswith(f"usage: quantclaims {command}")
    lines = [line.strip() for line in examples.splitlines() if line.strip()]
    assert lines
    for line in lines:
        words = shlex.split(line[line.index("quantclaims ") :].partition(" | ")[0].partition(" > ")[0])
        assert make_parser().parse_args(words[1:]).command == command


def test_the_exit_statuses_are_told() -> None:
    told = run("--help").stdout.partition("exit status:\n")[2]
    assert [int(number) for number in re.findall(r"^ +(\d+)  ", told, re.MULTILINE)] == [0, 1, 2, 3, 130, 141]


# ---- Colours


def test_kinds_have_colours_on_a_terminal_alone(article: Path) -> None:
    shown = at_a_terminal("extract", article)
    assert "\033[33mmoney\033[0m" in shown and "\033[34mpercent\033[0m" in shown
    plain = run("extract", article).stdout
    assert COLOUR.search(plain) is None
    assert COLOUR.sub("", shown) == plain


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_may_be_switched_off(article: Path, variables: dict[str, str]) -> None:
    assert COLOUR.search(at_a_terminal("extract", article, **variables)) is None
    assert COLOUR.search(at_a_terminal("extract", article.parent / "none.txt", **variables)) is None


def test_a_colour_marks_messages_on_a_terminal(article: Path) -> None:
    assert at_a_terminal("extract", article.parent / "none.txt").startswith("\033[31mquantclaims:\033[0m ")


# ---- Messages


def test_bytes_are_not_written_to_a_terminal(article: Path) -> None:
    assert "Arrow is not for a terminal: name a file with -o OUT.arrow" in at_a_terminal(
        "extract", article, "--format", "arrow"
    )


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["extract", "ARTICLE", "--format", "parquet"], 2, "name a file with -o OUT.parquet, or a folder -o OUT/"),
        (["extract", "ARTICLE", "--by-year", "-o", "FOLDER/a.parquet"], 2, "--by-year is for a folder: -o OUT/"),
        (["extract", "ARTICLE", "--format", "csv", "-o", "FOLDER"], 2, "name a file with -o OUT.csv"),
        (["extract", "ARTICLE", "-o", "FOLDER/a.xlsx"], 2, "a.xlsx: .xlsx files are not written (.jsonl, "),
        (["extract", "ARTICLE", "--resume"], 2, "--resume is for -o OUT as jsonl, csv, arrow or parquet"),
        (["extract", "-", "--resume", "-o", "FOLDER/a.csv"], 2, "standard input cannot: name files"),
        (["extract", "ARTICLE", "-o", "FOLDER"], 2, "this folder is not empty (name another, or delete it)"),
        (["extract", "ARTICLE", "--lexicon", "FOLDER/none.tsv"], 2, "none.tsv: No such file or directory"),
        (["extract", "ARTICLE", "--region", "Atlantis"], 2, "Atlantis"),
        (["extract", "FOLDER/a.pdf"], 1, "a.pdf: .pdf files are not read (.txt, .md, .html"),
        (["extract", "FOLDER/*.html"], 1, "*.html: no file is called like this"),
        (["extract", "FOLDER/a.csv"], 1, "a.csv: no field 'text' among title, body (--text-field names it)"),
        (["compare", "FOLDER/none.txt"], 1, "none.txt: No such file or directory"),
        (["convert", "33.7 bcm", "MMBtu"], 1, "different dimensions"),
        (["convert", "33.7", "Bcf"], 1, "cannot convert 33.7 to volume (Bcf): it has no unit"),
        (["units", "cubits"], 1, "no unit is called like 'cubits' (quantclaims units lists all)"),
    ],
)
def test_what_is_wrong_is_one_line_that_says_what_helps(
    article: Path, words: list[str], status: int, message: str
) -> None:
    folder = article.parent
    (folder / "a.pdf").write_bytes(b"%PDF")
    (folder / "a.csv").write_text("title,body\nTrade,It rose 5%.\n")
    done = run(*(word.replace("ARTICLE", str(article)).replace("FOLDER", str(folder)) for word in words))
    assert done.returncode == status
    assert done.stderr.startswith("quantclaims: ") and done.stderr.count("\n") == 1
    assert message in done.stderr
    assert "conflict" not in done.stdout


def test_a_missing_extra_is_named(article: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "pyarrow.py").write_text("raise ModuleNotFoundError('No module named pyarrow')")
    path = os.pathsep.join((str(blocked), os.environ.get("PYTHONPATH", "")))
    done = run("extract", article, "-o", tmp_path / "a.parquet", PYTHONPATH=path)
    assert done.returncode == 2
    assert done.stderr == "quantclaims: pyarrow is needed here: pip install 'quantclaims[arrow]'\n"
    assert not (tmp_path / "a.parquet").exists()


def test_progress_goes_to_standard_error(article: Path) -> None:
    done = run("extract", article, "--progress", "--format", "csv")
    assert "reading: 100%" in done.stderr
    assert done.stdout == run("extract", article, "--format", "csv").stdout


# ---- Completion


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("quantclaims ex", ["extract"]),
        ("quantclaims extract --fo", ["--format"]),
        ("quantclaims extract --format pa", ["parquet"]),
        ("quantclaims completion z", ["zsh"]),
        ("quantclaims extract tra", ["trade.txt"]),
    ],
)
def test_bash_completes_commands_options_choices_and_files(article: Path, line: str, wanted: list[str]) -> None:
    words = line.split(" ")
    script = f"""
{run("completion", "bash").stdout}
COMP_WORDS=({" ".join(f"'{word}'" for word in words)}); COMP_CWORD={len(words) - 1}
$(complete -p quantclaims | sed 's/.*-F \\([^ ]*\\).*/\\1/') quantclaims
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=article.parent)
    assert [word.strip() for word in done.stdout.splitlines()] == wanted, done.stderr


def test_zsh_has_a_script() -> None:
    assert "--by-year" in run("completion", "zsh").stdout
