"""A page of HTML: its article without menus and remarks, and the day it appeared.

In: the bytes of a page. Out: a `Document` whose first paragraph is the headline. Trafilatura (which asks htmldate) says
what the article is; this file says what is asked of it.
"""

from __future__ import annotations

from itertools import pairwise

from quantclaims.documents import Document, Reading, Unreadable
from quantclaims.extras import need
from quantclaims.inputs import day_number

#: The first day of publication, not the last change; only from where pages state it, since a date guessed from the
#: running text would move all that counts from it; and never bounded by the clock of the machine.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}


def page_document(data: bytes, name: str, reading: Reading, url: str | None = None) -> Document:
    """The article of a page.

    Parameters
    ----------
    data : bytes
        The page; its encoding is found in it.
    name : str
        The document's name.
    reading : Reading
        Its day is that of pages that state none.
    url : str, optional
        Where the page stood, which may name its date.

    Raises
    ------
    ImportError
        Without trafilatura.
    Unreadable
        For a page in which no article is found.
    """
    trafilatura = need("trafilatura", "html")
    page = trafilatura.bare_extraction(
        data,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_images=False,
        include_links=False,
        date_extraction_params=dict(DATES),
    )
    text = "" if page is None else with_headline(page.title, page.text)
    if page is None or not text:
        raise Unreadable("", "no article is found in this page", "its text may be saved as .txt")
    return Document(name, day_number(page.date) if page.date else reading.day, text)


def with_headline(title: str | None, body: str | None) -> str:
    """The headline and the paragraphs, parted by empty lines; the rows of a table stay together.

    >>> with_headline("Exports fall", "Exports fell 7%.\\n| Year | bcm |\\n| 2023 | 109 bcm |")
    'Exports fall\\n\\nExports fell 7%.\\n\\n| Year | bcm |\\n| 2023 | 109 bcm |'
    """
    lines = [line.strip() for line in (body or "").split("\n") if line.strip()]
    headline = " ".join((title or "").split())
    if headline and not (lines and lines[0].casefold() == headline.casefold()):
        lines.insert(0, headline)
    parts = lines[:1]
    for before, line in pairwise(lines):
        parts += ["\n" if before.startswith("|") and line.startswith("|") else "\n\n", line]
    return "".join(parts)
