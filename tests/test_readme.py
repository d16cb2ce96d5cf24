"""The README shows what its code and its commands really give."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[tuple[int, str]]:
    """Return the fenced blocks of a language: the line on which the text begins, and the text."""
    found = re.finditer(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [(README.count("\n", 0, block.start(1)) + 1, block[1]) for block in found]


def commands() -> list[tuple[int, str, str]]:
    """Return line, command and output of each ``$ quantclaims`` in the console blocks."""
    return [
        (line, command, output)
        for line, block in blocks("console")
        for command, output in re.findall(r"^\$ (quantclaims .*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


def test_python_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    names: dict[str, object] = {}
    sessions = blocks("pycon")
    assert sessions
    for line, session in sessions:
        test = parser.get_doctest(session, names, f"README.md:{line}", "README.md", line - 1)
        report: list[str] = []
        runner.run(test, out=report.append, clear_globs=False)
        names.update(test.globs)
        assert not report, "".join(report)


@pytest.mark.parametrize(
    ("line", "command", "output"), commands(), ids=lambda value: f"line {value}" if isinstance(value, int) else ""
)
def test_command_sessions(line: int, command: str, output: str) -> None:
    arguments = shlex.split(command)[1:]
    done = subprocess.run(
        [sys.executable, "-m", "quantclaims", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "120", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, ""), f"README.md:{line}"
    assert done.stdout == output, f"README.md:{line}"


def test_the_files_that_it_names_are_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
