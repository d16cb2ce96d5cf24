"""Prints the packages of the extra `bench`, one a line: each is installed by itself, because some may not be."""

import tomllib
from pathlib import Path

with open(Path(__file__).resolve().parent.parent.parent / "pyproject.toml", "rb") as file:
    print("\n".join(tomllib.load(file)["project"]["optional-dependencies"]["bench"]))
