"""The figures of a run as a table, as JSON and as a plot."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from quantclaims.bench.measure import Measured, Rate
from quantclaims.extras import need

#: What ratios are to.
WHOLE = "quantclaims, all columns"
#: The groups that are drawn.
COLOURS = {"quantclaims": "#1b6ca8", "limit": "#9a9a9a", "regular expressions": "#d9822b", "libraries": "#7a5195"}
PACKAGES = ("google-re2", "hyperscan", "text2num", "price-parser", "quantulum3", "numpy")


def number(value: float) -> str:
    """Three significant digits, without an exponent."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(measured: Measured) -> str:
    """A table of rates, and how many times slower than this package the others are."""
    whole = measured.rate(WHOLE) or 0.0
    lines = [f"{measured.text}: {measured.size:,} bytes, one thread", ""]
    lines.append(f"{'':<40}{'MB/s':>10}{'ratio':>10}{'read':>14}")
    group = None
    for rate in _ordered(measured.rates):
        if rate.group != group:
            group = rate.group
            lines.append(group)
        ratio = number(rate.rate / whole) if whole else ""
        lines.append(f"  {rate.name:<38}{number(rate.rate):>10}{ratio:>10}{rate.size:>12,} B")
    lines += [f"not measured: {name}, {reason}" for name, reason in measured.missing.items()]
    return "\n".join(lines) + "\n"


def _ordered(rates: Sequence[Rate]) -> list[Rate]:
    """By group in the order of first appearance; within one as given."""
    groups = list(dict.fromkeys(rate.group for rate in rates))
    return sorted(rates, key=lambda rate: groups.index(rate.group))


def write_json(runs: Sequence[Measured], path: Path) -> None:
    """Writes the figures of runs, rounded to four digits, with the machine and the versions of the packages."""
    made: dict[str, Any] = {
        "machine": f"{_processor()}, {platform.system()}, Python {platform.python_version()}",
        "versions": {name: found for name in PACKAGES if (found := _version(name))},
        "texts": [
            {
                "text": run.text,
                "bytes": run.size,
                "rates": [
                    {"name": rate.name, "group": rate.group, "MB/s": float(f"{rate.rate:.4g}"), "bytes": rate.size}
                    for rate in run.rates
                ],
                "missing": dict(run.missing),
            }
            for run in runs
        ],
    }
    path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _processor() -> str:
    """The processor's own name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def plot(runs: Sequence[Measured], path: Path) -> None:
    """Draws dots on a logarithmic scale, a panel for each text and a row for each contestant.

    Raises
    ------
    ImportError
        Where matplotlib is missing.
    """
    need("matplotlib", "plot")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    drawn = [rate for run in runs for rate in run.rates if rate.rate > 0 and rate.group in COLOURS]
    # A row stands where its fastest text puts it, the fastest at the top.
    fastest = sorted(drawn, key=lambda rate: -rate.rate)
    names = list(dict.fromkeys(rate.name for rate in fastest))
    figure = Figure(figsize=(2.4 + 2.0 * len(runs), 1.2 + 0.25 * len(names)), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(1, len(runs), sharex=True, sharey=True, squeeze=False)[0]
    for axes, run in zip(panels, runs):
        _draw(axes, run, names)
    panels[0].set_yticks(range(len(names)), names)
    panels[0].set_ylim(len(names) - 0.4, -0.6)
    figure.supxlabel("MB of text a second on one thread, logarithmic scale", fontsize=8)
    handles = {rate.group: panels[0].scatter([], [], s=30, color=COLOURS[rate.group]) for rate in fastest}
    figure.legend(handles.values(), handles, loc="outside upper center", ncols=len(handles), frameon=False, fontsize=8)
    figure.savefig(path, dpi=144)


def _draw(axes: Any, run: Measured, names: list[str]) -> None:
    """The dots of one text, each with its rate beside it."""
    for rate in run.rates:
        if rate.name in names and rate.rate > 0:
            row = names.index(rate.name)
            axes.scatter(rate.rate, row, s=30, color=COLOURS[rate.group], zorder=2)
            words = {"textcoords": "offset points", "va": "center", "fontsize": 7.5}
            axes.annotate(number(rate.rate), (rate.rate, row), (6, 0), **words)
    axes.set_xscale("log")
    axes.set_xlim(0.008, 1_000_000)
    axes.set_xticks([0.01, 1, 100, 10_000], ["0.01", "1", "100", "10,000"])
    axes.set_title(run.text, fontsize=9, loc="left")
    axes.tick_params(labelsize=8, length=0, which="both")
    axes.grid(axis="y", color="#dddddd", lw=0.8)
    axes.spines[["top", "right", "left"]].set_visible(False)
