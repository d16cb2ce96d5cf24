"""Articles as HTML: figures in marks, measure, subject and speaker underlined, changes led to their levels."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import numpy as np
import pytest
import quantclaims as qc

TEXT = (
    "Norway’s gas exports to Germany rose 40% last year to 33.7 billion cubic metres, the energy ministry said. "
    "Steel output fell to 4.1 million tonnes from 4.9 million tonnes <b>&."
)


class Reader(HTMLParser):
    """The tags of a page and the text in them; every tag must be closed by its own."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self._starts: list[int] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, dict(attrs)))
        self._starts.append(len(self.text))

    def handle_endtag(self, tag: str) -> None:
        name, attributes = self.open.pop()
        assert name == tag
        start = self._starts.pop()
        self.found.append((name, attributes, self.text[start:]))
        if name in ("a", "style"):
            self.text = self.text[:start]

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, kind: str) -> list[str]:
        """The texts in the elements of a class."""
        return [text for _, attributes, text in self.found if kind in (attributes.get("class") or "").split()]


def article(claims: qc.Claims, doc: int = 0) -> Reader:
    """The article without the legend."""
    html = claims.show(doc)._repr_html_()
    return Reader(html[html.index('<div class="qc-article">') :])


@pytest.fixture
def claims() -> qc.Claims:
    return qc.extract(TEXT, date="2024-05-16")


def test_what_a_figure_is_about_is_underlined(claims: qc.Claims) -> None:
    page = article(claims)
    assert page.of("qc-subject")[0] == "Norway"
    assert page.of("qc-measure")[:2] == ["gas exports to Germany", "Steel output"]
    assert page.of("qc-speaker") == ["the energy ministry"]


def test_a_change_leads_to_its_level(claims: qc.Claims) -> None:
    page = article(claims)
    marks = {attributes["id"]: text for tag, attributes, text in page.found if tag == "mark" and "id" in attributes}
    links = [(attributes, text) for tag, attributes, text in page.found if tag == "a"]
    assert [text for _, text in links] == ["↗ 33.7 billion cubic metres", "→ 4.1 million tonnes"]
    assert [attributes["title"] for attributes, _ in links] == [
        "change: the level is 33.7 billion cubic metres",
        "previous: the level is 4.1 million tonnes",
    ]
    for attributes, text in links:
        assert attributes["href"] is not None and text.endswith(f" {marks[attributes['href'][1:]]}")


def test_the_words_of_the_article_stay(claims: qc.Claims) -> None:
    assert article(claims).text == TEXT
    assert "&lt;b&gt;&amp;." in claims.show()._repr_html_()


def test_links_stay_in_their_article() -> None:
    html = qc.extract([TEXT, TEXT], date="2024-05-16").show()._repr_html_()
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 4
    assert sorted(re.findall(r'href="#([^"]+)"', html)) == sorted(ids)


def test_the_legend_has_what_is_marked(claims: qc.Claims) -> None:
    html = claims.show()._repr_html_()
    legend = Reader(html[html.index("<p ") : html.index("</p>") + 4])
    for name in ("money", "quantity", "measure", "subject", "speaker"):
        assert legend.of(f"qc-{name}") == [name]
    assert len(legend.of("qc-link")) == 1


def test_without_relations_only_figures_are_marked() -> None:
    page = article(qc.extract(TEXT, relate=False))
    assert {tag for tag, _, _ in page.found} == {"div", "mark"}
    assert page.text == TEXT


def test_a_level_that_is_gone_is_not_led_to(claims: qc.Claims) -> None:
    page = article(claims.filter(kind="percent"))
    assert page.of("qc-percent") == ["40%"]
    assert page.of("qc-link") == []


def test_surfaces_in_links_and_titles_are_escaped() -> None:
    text = 'The "<i>" group’s sales of "<i>" rose 5% to $7\n& billion, "<i>" said.'
    html = qc.extract(text).show()._repr_html_()
    assert "<i>" not in html
    assert article(qc.extract(text)).text == text


def test_any_spans_give_whole_html(claims: qc.Claims) -> None:
    """Spans may overlap each other and figures, and are cut into pieces."""
    random = np.random.default_rng(6)
    for _ in range(60):
        arrays = {name: column.copy() for name, column in claims.arrays.items()}
        for name in ("measure", "subject", "speaker"):
            starts = random.integers(-1, len(TEXT), len(claims))
            arrays[f"{name}_start"] = starts
            arrays[f"{name}_end"] = np.where(starts < 0, -1, starts + random.integers(0, 40, len(claims))).clip(
                max=len(TEXT)
            )
        page = article(claims._with(arrays, {}))
        assert page.text == TEXT
        for name in ("measure", "subject", "speaker"):
            wanted = {
                place
                for start, end in zip(arrays[f"{name}_start"], arrays[f"{name}_end"])
                if start >= 0
                for place in range(start, end)
            }
            assert sum(map(len, page.of(f"qc-{name}"))) == len(wanted)


def test_the_tooltip_of_a_link_is_text() -> None:
    html = qc.extract("Sales rose 5% to $7 billion.").show()._repr_html_()
    titles = re.findall(r'<a class="qc-link" href="#[\w-]+" title="([^"]*)"', html)
    assert [unescape(title) for title in titles] == ["change: the level is $7 billion"]
