"""Archives of the web: the pages in WARC files.

In: a WARC file. Out: records, one for each answer that is a page of HTML. What a page becomes is decided in html.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import IO

from quantclaims.documents import Reading, Record, attempt
from quantclaims.extras import need
from quantclaims.html import page_document

#: Types of content that are pages.
PAGES = ("text/html", "application/xhtml+xml")
#: The longest page that is read: what is longer is no article.
LONGEST_PAGE = 1 << 26


def warc_records(source: IO[bytes], stem: str, where: str, reading: Reading) -> Iterator[Record]:
    """The pages of a WARC file; they are named after their addresses."""
    warc = need("fastwarc.warc", "archive")
    answers = warc.ArchiveIterator(
        source, record_types=warc.WarcRecordType.response, parse_http=True, auto_decode="all", fsspec_args=False
    )
    for number, answer in enumerate(answers, 1):
        if answer.http_headers is None or answer.http_headers.status_code != 200:
            continue
        if answer.http_content_type not in PAGES:
            continue
        url = answer.headers.get("WARC-Target-URI") or f"{stem}:{number}"
        page = partial(page_document, answer.reader.read(LONGEST_PAGE), url, reading, url)
        yield partial(attempt, page, f"{where}:{number}")
