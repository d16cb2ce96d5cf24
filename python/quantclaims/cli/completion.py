"""Completion for shells: a script made from the parser by shtab.

The script is static: pressing the tab key starts no Python. argcomplete would import NumPy each time.
"""

from __future__ import annotations

import argparse

from quantclaims.cli.parser import make_parser
from quantclaims.extras import need

#: Arguments that are files, by their names in the help.
FILES = ("FILE", "DIR", "OUT", "TSV")


def script(shell: str) -> str:
    """The script for a shell.

    Raises
    ------
    ImportError
        Without shtab.
    """
    shtab = need("shtab", "completion")
    parser = make_parser()
    for action in _actions(parser):
        if action.metavar in FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    return str(shtab.complete(parser, shell))


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The actions of a parser and of its subcommands."""
    found: list[argparse.Action] = []
    for action in parser._actions:
        found.append(action)
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                found += _actions(command)
    return found
