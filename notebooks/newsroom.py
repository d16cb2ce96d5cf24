"""A folder of articles to try things on: every figure in them is invented, and so is every paper and every office.

``write_articles("articles")`` writes some three hundred of them, dated text files that are the same on every machine.
Several papers report each figure of a month; now and then one of them has another number.
"""

from __future__ import annotations

import calendar
import datetime
import random
from pathlib import Path

PAPERS = ("harbour-post", "inland-times", "market-wire", "evening-echo")
TOWNS = {"harbour-post": "ROTTERDAM", "inland-times": "VIENNA", "market-wire": "LONDON", "evening-echo": "DUBLIN"}
Topic = tuple[str, str, float, tuple[str, str], str]
#: Country, what is measured, its level at the start, its unit as papers write it, and who reports it.
TOPICS: tuple[Topic, ...] = (
    ("Norway", "gas exports", 9.6, ("bcm", "billion cubic metres"), "the offshore directorate"),
    ("Brazil", "crude output", 3.1, ("million barrels per day", "million b/d"), "the energy ministry"),
    ("Poland", "steel output", 0.62, ("million tonnes", "Mt"), "the statistics office"),
    ("Kenya", "tea exports", 44.0, ("thousand tonnes", "thousand metric tons"), "the tea board"),
    ("Vietnam", "coffee exports", 1.42, ("billion dollars", "billion US dollars"), "the customs office"),
    ("Japan", "car sales", 0.36, ("million vehicles", "million vehicles"), "the dealers’ association"),
)
ANALYSTS = ("Hanna Lind of Fjord Bank", "Tomas Vale of Quay Research", "Amina Odera of Rift Capital")
ERRORS = 0.06
YEAR = 2023


def _level(level: float) -> str:
    return f"{level:.2f}" if level < 10 else f"{level:.1f}"


def _lead(topic: Topic, month: str, level: str, change: float, choice: random.Random) -> str:
    country, measure, _, units, office = topic
    unit = choice.choice(units)
    rose = choice.choice(("rose", "climbed", "grew") if change > 0 else ("fell", "dropped", "slid"))
    size = f"{abs(change):.1f}%"
    return choice.choice(
        (
            f"{country}’s {measure} {rose} {size} to {level} {unit} in {month}, {office} said",
            f"{country}’s {measure} {rose} to {level} {unit} in {month}, according to {office}",
            f"{country}’s {measure} were {level} {unit} in {month}, {office} said"
            if measure.endswith("s")
            else f"{country}’s {measure} was {level} {unit} in {month}, {office} said",
        )
    )


def _body(topic: Topic, level: float, ahead_month: str, choice: random.Random) -> list[str]:
    country, measure, _, units, _ = topic
    analyst, ahead = choice.choice(ANALYSTS), level * choice.uniform(1.02, 1.12)
    share, days, firms = choice.randint(12, 48), choice.randint(3, 21), choice.randint(4, 60)
    return [
        f"{analyst} expects {country}’s {measure} to reach {_level(ahead)} {units[0]} in {ahead_month}.",
        choice.choice(
            (
                f"Neighbours took {share}% of the total. The weather cost {days} days of work, and {firms} firms said "
                "that they would hire.",
                f"World prices were {choice.randint(2, 9)}% lower than a year earlier. Stocks last for {days} days.",
                f"In a survey of {firms} firms, {share} percent planned to hire. "
                f"The budget was {choice.randint(2, 30)} million euros.",
            )
        ),
    ]


def write_articles(folder: str | Path, seed: int = 7) -> int:
    """Write the articles as text files, named after day and paper, and return how many there are."""
    choice = random.Random(seed)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    count = 0
    for number, topic in enumerate(TOPICS):
        level = topic[2]
        for month in range(1, 13):
            change = round(choice.uniform(-9, 10), 1) or 0.4
            level *= 1 + change / 100
            month_name = f"{calendar.month_name[month]} {YEAR}"
            ahead = f"{calendar.month_name[(month + 1) % 12 + 1]} {YEAR + (month + 1) // 12}"
            following = datetime.date(YEAR + month // 12, month % 12 + 1, choice.randint(3, 24))
            for paper in PAPERS:
                told = level * choice.uniform(1.05, 1.2) if choice.random() < ERRORS else level
                day = following + datetime.timedelta(days=choice.randint(0, 3))
                lead = _lead(topic, month_name, _level(told), change, choice)
                dateline = f"{TOWNS[paper]}, {day.day} {calendar.month_name[day.month]} {day.year} – "
                text = "\n\n".join([f"{dateline}{lead}.", *_body(topic, level, ahead, choice)]) + "\n"
                (place / f"{day.isoformat()}-{paper}-{number}.txt").write_text(text, encoding="utf-8")
                count += 1
    return count
