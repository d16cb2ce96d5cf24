"""The measuring: turn by turn, thread CPU time, the shortest of some rounds.

In: contestants and a text. Out: their rates. A contestant that would take long reads only the beginning of the text.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

#: What is timed: a call without arguments.
Job = Callable[[], object]
#: Characters of the trial that says how much of the text a contestant reads, and seconds that it may take for that.
TRIAL, SECONDS = 4000, 0.5


@dataclass(frozen=True)
class Contestant:
    """Who is measured."""

    name: str
    group: str
    """What it is shown with."""
    prepare: Callable[[str], Job]
    """Makes the call that reads a text."""


@dataclass(frozen=True)
class Rate:
    """How fast a contestant was."""

    name: str
    group: str
    rate: float
    """MB of UTF-8 a second of CPU time."""
    size: int
    """Bytes that it read."""


@dataclass(frozen=True)
class Measured:
    """The rates of one run on one text."""

    text: str
    """Its name."""
    size: int
    """Its bytes."""
    rates: tuple[Rate, ...]
    missing: Mapping[str, str]
    """Who was not measured, and why."""

    def rate(self, name: str) -> float | None:
        """The rate of a contestant, None where it was not measured."""
        return next((rate.rate for rate in self.rates if rate.name == name), None)


def measure(
    name: str, text: str, contestants: Iterable[Contestant], missing: Mapping[str, str], rounds: int
) -> Measured:
    """Measures all, one behind the other in each round.

    Parameters
    ----------
    name : str
        Name of the text.
    text : str
        What is read.
    contestants : iterable of Contestant
        Who reads it.
    missing : mapping of str to str
        Who cannot, and why.
    rounds : int
        How often each reads it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parts = [(contestant, _part(contestant, text)) for contestant in contestants]
        jobs = [(contestant, len(part.encode()), contestant.prepare(part)) for contestant, part in parts]
        least = [min(times) for times in zip(*[[_time(job) for _, _, job in jobs] for _ in range(rounds)])]
    rates = [
        Rate(contestant.name, contestant.group, size / seconds / 1e6 if seconds else 0.0, size)
        for (contestant, size, _), seconds in zip(jobs, least)
    ]
    return Measured(name, len(text.encode()), tuple(rates), dict(missing))


def _time(job: Job) -> float:
    start = time.thread_time()
    job()
    return time.thread_time() - start


def _part(contestant: Contestant, text: str) -> str:
    """As much of the text as a contestant reads in SECONDS, by a trial, which also loads what it needs; whole lines."""
    trial = contestant.prepare(text[:TRIAL])
    trial()
    seconds = _time(trial)
    most = max(TRIAL, int(SECONDS / seconds * TRIAL)) if seconds else len(text)
    if most >= len(text):
        return text
    end = text.rfind("\n", most // 2, most)
    return text[: end if end > 0 else most]
