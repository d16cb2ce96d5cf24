"""Generated news: `articles.py COUNT [SEED]` writes so many articles of about 3 KB as JSON Lines to standard output.

In: a number. Out: lines with doc, date and text. The same number and seed give the same bytes. Subjects and measures
recur over articles and years, so that claims corroborate and contradict each other; the sentences are made up.
"""

from __future__ import annotations

import datetime
import json
import random
import sys
from collections.abc import Iterator

COUNTRIES = (
    "Norway", "Brazil", "Vietnam", "Japan", "Kenya", "Chile", "Poland", "Egypt", "Canada",
    "India", "Peru", "Ghana", "Spain", "Turkey", "Mexico", "Qatar",
)  # fmt: skip
GOODS = {
    "gas exports": ("bcm", 4, 180),
    "oil output": ("barrels per day", 20_000, 9_000_000),
    "coffee exports": ("tonnes", 10_000, 2_000_000),
    "copper production": ("tonnes", 20_000, 5_000_000),
    "electricity demand": ("TWh", 9, 800),
    "trade with China": ("$", 1, 240),
    "tax revenue": ("$", 2, 900),
    "car sales": ("vehicles", 9_000, 4_000_000),
}
PROSE = (
    "Officials gave no reason for the change, and the ministry did not answer questions that were sent to it.",
    "Traders had expected less, though most of them said that the weather would decide how the season ends.",
    "The port has been busy since the strike ended, and queues of lorries stretch to the edge of the old town.",
    "Critics say that the figures hide how unevenly the gains are shared between the coast and the inland.",
    "The opposition asked for a debate, which the speaker of the house refused without saying why.",
    "For the people of the valley it hardly matters, since most of what they grow never leaves the district.",
)


def amount(good: str, scale: float) -> str:
    """An amount of a good, as a text writes it."""
    unit, low, high = GOODS[good]
    value = low + (high - low) * scale
    if unit == "$":
        return f"${value:.1f} billion"
    if value >= 1e6:
        return f"{value / 1e6:.2f} million {unit}"
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{value:.1f} {unit}"


def sentence(source: random.Random, year: int) -> str:
    """A sentence with a claim; what is told of a country, a good and a year is nearly always the same."""
    country, good = source.choice(COUNTRIES), source.choice(list(GOODS))
    told = year - source.choice((1, 1, 1, 2))
    truth = random.Random(f"{country} {good} {told}").random()
    scale = truth if source.random() < 0.97 else source.random()
    figure, change = amount(good, scale), source.randint(1, 40)
    verb = source.choice(("rose", "fell"))
    return source.choice(
        (
            f"{country}’s {good} {verb} {change}% to {figure} in {told}, the ministry said.",
            f"{country}’s {good} reached {figure} in {told}, according to the statistics office.",
            f"In {told}, {country}’s {good} {verb} by {change}% to {figure}.",
            f"“We expect {good} of {figure} by {year + 5},” said the minister of {country}.",
            f"Prices were up {change / 10:.1f}% from a year earlier; about {change * 30} jobs were lost in {country}.",
        )
    )


def articles(count: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """The articles, in the order of their dates.

    Parameters
    ----------
    count : int
        How many.
    seed : int
        What they are made from.
    """
    first, days = datetime.date(2005, 1, 1), 20 * 365
    for number in range(count):
        source = random.Random(f"{seed} {number}")
        date = first + datetime.timedelta(days=number * days // count)
        paragraphs = []
        for _ in range(7):
            told = [sentence(source, date.year) for _ in range(2)]
            paragraphs.append(" ".join((*told, *source.sample(PROSE, 2))))
        yield {"doc": f"article-{number:09}", "date": date.isoformat(), "text": "\n\n".join(paragraphs)}


if __name__ == "__main__":
    for article in articles(int(sys.argv[1]), *map(int, sys.argv[2:3])):
        sys.stdout.write(json.dumps(article, ensure_ascii=False) + "\n")
