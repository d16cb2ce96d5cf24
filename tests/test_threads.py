"""A batch is read by several threads: the same bytes for any number of them, an end at Ctrl-C, nothing left behind."""

from __future__ import annotations

import itertools
import lzma
import multiprocessing
import os
import re
import signal
import threading
import time
from pathlib import Path

import pytest
import quantclaims as qc

HERE = Path(__file__).parent
BENCH = HERE.parent.parent / "shared" / "bench"
COUNTS = (1, 2, 3, 8)


def samples() -> list[str]:
    """The articles many times over, the longest in one piece too, each with units and dates of its own."""
    articles = [path.read_text(encoding="utf-8") for path in sorted((HERE / "articles").glob("*.txt"))]
    spec = [path.read_text(encoding="utf-8") for path in sorted((HERE / "spec").glob("*.md"))]
    pieces = [piece for text in (*articles, *spec) for piece in re.split(r"\n\n+", text)]
    numbered = [
        f"{text} {i} green wagons and {1 + i % 7} {'abcdefgh'[i % 8]}oats by {1950 + i % 90}."
        for i, text in enumerate(pieces)
    ]
    return ["", *numbered, "\n\n".join(articles * 8), *numbered[::-1], *spec]


def same(left: qc.Claims, right: qc.Claims) -> None:
    """All columns, codes included, and all strings."""
    assert len(left) == len(right)
    for name, column in left.arrays.items():
        assert column.tobytes() == right.arrays[name].tobytes(), name
    assert left.categories == right.categories


@pytest.mark.parametrize("relate", [True, False])
def test_any_number_of_threads_gives_the_same_bytes(relate: bool) -> None:
    texts = samples()
    alone = qc.extract(texts, date="2024-05-16", threads=1, relate=relate)
    assert len(alone) > 5000
    for threads in COUNTS[1:]:
        same(alone, qc.extract(texts, date="2024-05-16", threads=threads, relate=relate))


@pytest.mark.parametrize("name", ["reuters", "news"])
def test_any_number_of_threads_gives_the_same_bytes_on_newswire(name: str) -> None:
    path = BENCH / f"{name}.txt.xz"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    with lzma.open(path, "rt", encoding="utf-8", errors="replace") as source:
        text = source.read(3_000_000)
    # Documents of very different lengths.
    cuts = [0, *(i * i * 37 for i in range(1, 250)), len(text)]
    texts = [text[first:end] for first, end in itertools.pairwise(cuts)]
    alone = qc.extract(texts, date="1987-03-01", threads=1)
    assert len(alone) > 5000
    for threads in COUNTS[1:]:
        same(alone, qc.extract(texts, date="1987-03-01", threads=threads))


def test_patterns_that_are_given_up_are_the_same_for_any_number_of_threads() -> None:
    bad = {"bad": r"(?:x+x+)+y (?<value>\d+)", "good": r"(?<value>\d+) green (?<unit>\w+)"}
    extractors = {threads: qc.Extractor(patterns=bad, threads=threads) for threads in COUNTS}
    texts = [("x" * 60 + " ") * 40 if i % 50 == 7 else text for i, text in enumerate(samples()[:400])]
    found = {}
    for threads, extractor in extractors.items():
        with pytest.warns(RuntimeWarning, match="'bad' was given up in document 7 and in 7 more"):
            found[threads] = extractor.extract(texts)
    for threads in COUNTS[1:]:
        same(found[1], found[threads])
    assert "good" in found[1]["rule"].tolist()


@pytest.mark.parametrize("threads", COUNTS)
def test_of_several_texts_that_cannot_be_read_the_first_is_named(threads: int) -> None:
    texts: list[str | bytes] = ["Sales rose 5%. " * 500] * 400
    texts[350] = b"late \xff"
    texts[90] = b"early \xff" + b" 5%" * 9000
    texts[91] = b"\xff"
    for _ in range(5):
        with pytest.raises(ValueError, match="text 90 is not UTF-8 at byte 6 "):
            qc.extract(texts, threads=threads)


def test_the_environment_says_how_many_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    from quantclaims.inputs import thread_count

    monkeypatch.delenv("QUANTCLAIMS_THREADS", raising=False)
    assert 1 <= thread_count(0) <= (os.cpu_count() or 1)
    monkeypatch.setenv("QUANTCLAIMS_THREADS", "3")
    assert thread_count(0) == 3
    assert thread_count(2) == 2
    monkeypatch.setenv("QUANTCLAIMS_THREADS", "many")
    with pytest.raises(ValueError, match=r"QUANTCLAIMS_THREADS is a number .* not 'many'"):
        qc.extract(["5%", "6%"])


@pytest.mark.parametrize("wrong", [-1, 257, 1000])
def test_a_wrong_number_of_threads_is_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match=f"threads is a number from 1 to 256, or 0 for all cores, not {wrong}"):
        qc.extract("5%", threads=wrong)


#: Texts that take seconds: many, one that is news, one that is all figures, one without an end of a sentence.
LONG = {
    "many texts": lambda: ["Sales rose 5% to $40 million in 2023, the firm said on Monday. " * 40] * 20_000,
    "one text": lambda: ["Sales rose 5% to $40 million in 2023, the firm said on Monday. " * 800_000],
    "only figures": lambda: ["1 " * 10_000_000],
    "one sentence": lambda: ["sales of oil rose 5 percent to 4 billion dollars and " * 600_000],
    "one text and others": lambda: ["Up 5% in May. " * 1_500_000, *["Down 5% in June. " * 5000] * 20],
}


@pytest.mark.parametrize("threads", [1, 2, 8])
@pytest.mark.parametrize("kind", LONG)
def test_ctrl_c_ends_a_call_within_a_tenth_of_a_second(kind: str, threads: int) -> None:
    texts = LONG[kind]()
    extractor = qc.Extractor(threads=threads)
    sent = [0.0, 0.0]

    def interrupt() -> None:
        sent[:] = time.monotonic(), time.process_time()
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.25, interrupt)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        extractor.extract(texts)
    late, spent = time.monotonic() - sent[0], time.process_time() - sent[1]
    timer.join()
    # Where others use the machine, what this process spent tells more than the clock on the wall.
    assert late < 0.1 or (late < 1 and spent < 0.1), f"{late:.3f} s, of which {spent:.3f} s at work"
    assert extractor.extract(["Up 5%.", "Down 3%."])["value"].tolist() == [5, 3]


def test_a_handler_that_does_not_raise_lets_the_call_go_on() -> None:
    seen: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: seen.append(number))
    try:
        timer = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        claims = qc.extract(["Sales rose 5% to $40 million in 2023. " * 1000] * 500, threads=2)
        timer.join()
    finally:
        signal.signal(signal.SIGINT, before)
    assert len(claims) == 1_500_000
    assert seen == [signal.SIGINT]


def in_child(texts: list[str], results: multiprocessing.SimpleQueue[str | None]) -> None:
    results.put(qc.extract(texts, threads=2).to_jsonl())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_may_fork_after_a_call_by_threads() -> None:
    texts = samples()[:300]
    expected = qc.extract(texts, threads=4).to_jsonl()
    context = multiprocessing.get_context("fork")
    results = context.SimpleQueue()
    children = [context.Process(target=in_child, args=(texts, results)) for _ in range(2)]
    for child in children:
        child.start()
    found = [results.get() for _ in children]
    for child in children:
        child.join(timeout=60)
        assert child.exitcode == 0
    assert found == [expected] * 2


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads of the system are listed by Linux alone")
def test_no_thread_outlives_a_call() -> None:
    before = set(os.listdir("/proc/self/task"))
    qc.extract(samples(), threads=8)
    # A thread that has ended is listed a moment longer.
    deadline = time.monotonic() + 2
    while not set(os.listdir("/proc/self/task")) <= before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert set(os.listdir("/proc/self/task")) <= before


def test_calls_by_threads_may_run_side_by_side() -> None:
    texts = samples()[:200]
    extractor = qc.Extractor(threads=3)
    expected = extractor.extract(texts).to_jsonl()
    found: list[str | None] = []
    callers = [threading.Thread(target=lambda: found.append(extractor.extract(texts).to_jsonl())) for _ in range(6)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert found == [expected] * 6


@pytest.mark.parametrize("threads", COUNTS)
def test_the_command_line_writes_the_same_for_any_number_of_threads(
    threads: int, capfd: pytest.CaptureFixture[str]
) -> None:
    from quantclaims.cli import main

    paths = map(str, sorted((HERE / "articles").glob("*.txt")))
    command = ["extract", *paths, "--format", "jsonl", "--date", "2024-05-16"]
    assert main(command) == 0
    expected = capfd.readouterr().out
    assert main([*command, "--threads", str(threads)]) == 0
    assert capfd.readouterr().out == expected != ""
