"""The README shows what its code and its commands really give.

``python tests/test_readme.py`` writes into it what they give now.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"


def run_session(session: str, names: dict[str, object]) -> str:
    """Return a Python session with the output that its statements have."""
    shown = ""
    for example in doctest.DocTestParser().get_examples(session):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(example.source, README.name, "single"), names)
        shown += ">>> " + example.source.rstrip("\n").replace("\n", "\n... ") + "\n" + output.getvalue()
    return shown


def run_commands(session: str) -> str:
    """Return a console session with the output of each ``$ quantclaims`` in it."""
    shown = ""
    for command in re.findall(r"^\$ quantclaims (.*)\n", session, re.MULTILINE):
        arguments = [sys.executable, "-m", "quantclaims", *shlex.split(command)]
        shown += f"$ quantclaims {command}\n" + subprocess.check_output(arguments, encoding="utf-8")
    return shown


def run_blocks(text: str) -> str:
    """Return a text whose blocks of Python and console sessions have the output that they have now."""
    names: dict[str, object] = {}

    def run(block: re.Match[str]) -> str:
        session = block["session"]
        return block["head"] + (run_session(session, names) if block["language"] == "pycon" else run_commands(session))

    return re.sub(r"(?P<head>^```(?P<language>pycon|console)\n)(?P<session>.*?)(?=^```$)", run, text, flags=re.M | re.S)


def test_what_it_shows_is_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    text = README.read_text(encoding="utf-8")
    assert ">>> " in text and "$ quantclaims" in text
    assert run_blocks(text) == text, f"run: python tests/{Path(__file__).name}"


def test_the_files_that_it_names_are_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


if __name__ == "__main__":
    os.chdir(ROOT)
    os.environ["COLUMNS"] = "100"
    README.write_text(run_blocks(README.read_text(encoding="utf-8")), encoding="utf-8")
