"""The pages of the site that are made from the project itself: rules, units, the command's help, columns.

In: tests/spec, the lexicon as the package knows it, the parser of the command. Out: Markdown in docs/generated.
"""

from __future__ import annotations

import re
from pathlib import Path

from quantclaims import units
from quantclaims.cli.parser import make_parser

RULES = """# The rules

What the extractor does is written down as rules with examples, and the examples are its tests: this chapter is made
from the files that the tests run. An example is a text, a line `---`, and one row a line: the words of the text, the
kind, and columns. What is not listed must not be found. A line `date:` above a text is the day it appeared, and a line
`options:` has arguments of `extract`.

```{{toctree}}
:maxdepth: 1

{pages}
```
"""

UNITS = """# Units

The {count} units and {currencies} currencies that the extractor knows, from the lexicon in `csrc/lexicon`. `base_value`
is the amount times the factor, in the base unit of the dimension. A price is money per any of these; units of your own
are added as in [](../howto/units.md).
"""


def rules(folder: Path) -> dict[str, str]:
    """A page for each file of rules, and their table of contents."""
    pages = {f"rules/{path.name}": path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    return {**pages, "rules.md": RULES.format(pages="\n".join(name.removesuffix(".md") for name in pages))}


def unit_table() -> str:
    """All units, a table a dimension."""
    known = units()
    currencies = sum(unit.dimension == "money" for unit in known)
    lines = [UNITS.format(count=len(known) - currencies, currencies=currencies)]
    for dimension in dict.fromkeys(unit.dimension for unit in known):
        lines += [
            f"\n## {dimension}\n",
            "| symbol | name | base | factor | written | source |",
            "|---|---|---|---|---|---|",
        ]
        for unit in known:
            if unit.dimension == dimension:
                offset = f" + {unit.offset:.10g}" if unit.offset else ""
                factor = f"{unit.factor:.12g}{offset}" if unit.base else ""
                cells = (f"`{unit.symbol}`", unit.name, unit.base or "", factor, ", ".join(unit.aliases), unit.source)
                lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Text in a table of Markdown, where it means nothing but itself."""
    return text if text.startswith("`") else re.sub(r"([\\|*_<>$`\[\]~^])", r"\\\1", text)


def command_line() -> str:
    """The help of the command and of each of its own commands."""
    parser = make_parser()
    parts = ["# The command line\n", "As `quantclaims --help` and `quantclaims COMMAND --help` tell it.\n"]
    parts.append(f"```text\n{parser.format_help().rstrip()}\n```\n")
    for name, command in parser._subparsers._group_actions[0].choices.items():  # type: ignore[union-attr]
        parts.append(f"## quantclaims {name}\n\n```text\n{command.format_help().rstrip()}\n```\n")
    return "\n".join(parts)


def write(folder: Path, root: Path) -> None:
    """Writes the pages that have changed.

    Parameters
    ----------
    folder : Path
        Where to.
    root : Path
        The repository.
    """
    pages = {**rules(root / "tests" / "spec"), "units.md": unit_table(), "command_line.md": command_line()}
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
