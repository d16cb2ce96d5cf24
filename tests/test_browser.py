"""Tables and marked articles in a real browser: nothing of an article runs, figures are marked, a static export too.

The browser is Chromium without a window; it is skipped only where there is none and no CI.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
import quantclaims as qc
from nbconvert import HTMLExporter
from quantclaims.marked import COLOURS

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None and "CI" not in os.environ, reason="there is no Chromium")

#: What tries to get out of texts, names, and attributes.
HOSTILE = (
    "<script>window.owned = 1</script> Sales rose 5% to $7 billion. <img src=x onerror='window.owned = 2'>\n"
    '"><img src=y onerror="window.owned = 3"> The “"onmouseover="window.owned=4” group’s output fell 12% to 3 tonnes '
    "in 2023, </mark></div><iframe srcdoc='<script>parent.owned = 5</script>'></iframe> said &lt;b&gt; & Co."
)
NAME = "<svg onload='window.owned = 6'>"
#: Tells what the page is once it stands.
PROBE = """<script>
window.addEventListener("load", () => setTimeout(() => {
  const style = element => getComputedStyle(element);
  const told = {
    owned: window.owned === undefined ? null : window.owned,
    tags: [...new Set([...document.body.querySelectorAll("*")].map(element => element.tagName))],
    text: [...document.querySelectorAll(".qc-article")].map(element => {
      const copy = element.cloneNode(true);
      copy.querySelectorAll("a").forEach(link => link.remove());
      return copy.textContent;
    }),
    marks: [...document.querySelectorAll(".qc-article mark")].map(element => [
      element.className, element.textContent, element.title, style(element).backgroundColor,
    ]),
    rows: [...document.querySelectorAll("tbody tr")].map(element => [element.title, element.textContent]),
    links: [...document.querySelectorAll(".qc-article a")].map(link => {
      link.click();
      const target = document.querySelector("mark:target");
      return [link.textContent, target && target.textContent, style(target).outlineStyle];
    }),
  };
  const place = document.createElement("pre");
  place.id = "told";
  place.textContent = JSON.stringify(told);
  document.body.append(place);
}, 50));
</script>"""


def browse(page: str, folder: Path) -> dict[str, object]:
    """What a page is in the browser."""
    assert BROWSER is not None, "CI needs Chromium: apt install chromium"
    path = folder / "page.html"
    path.write_text(page.replace("</body>", f"{PROBE}</body>"), encoding="utf-8")
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += ["--virtual-time-budget=5000", "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told, done.stdout[-2000:] + done.stderr[-2000:]
    found: dict[str, object] = json.loads(html.unescape(told[1]))
    return found


@pytest.fixture(scope="module")
def claims() -> qc.Claims:
    return qc.Extractor().run((HOSTILE, "Exports rose 4% to 8 bcm."), (None, None), (NAME, "plain"))


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def test_an_article_is_shown_and_not_run(claims: qc.Claims, tmp_path: Path) -> None:
    told = browse(claims.show().page(NAME), tmp_path)
    assert told["owned"] is None
    assert told["text"] == list(claims.texts)
    tags = told["tags"]
    assert isinstance(tags, list)
    # The probe itself is a script.
    assert set(tags) <= {"STYLE", "P", "MARK", "U", "A", "H2", "DIV", "SCRIPT", "PRE"}


def test_figures_are_marked_in_the_colour_of_their_kind(claims: qc.Claims, tmp_path: Path) -> None:
    told = browse(claims.show().page(), tmp_path)
    marks = told["marks"]
    assert isinstance(marks, list)
    assert [text for _, text, _, _ in marks] == claims["text"].tolist()
    for (name, _, title, colour), claim in zip(marks, claims):
        assert name == f"qc-{claim.kind}"
        assert colour == rgb(COLOURS[claim.kind][0])
        assert title.startswith(claim.kind)


def test_links_lead_to_levels(claims: qc.Claims, tmp_path: Path) -> None:
    told = browse(claims.show().page(), tmp_path)
    assert told["links"] == [
        ["↗ $7 billion", "$7 billion", "solid"],
        ["↘ 3 tonnes", "3 tonnes", "solid"],
        ["↗ 8 bcm", "8 bcm", "solid"],
    ]


def test_the_table_has_the_sentence_on_hover(claims: qc.Claims, tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{claims._repr_html_()}</body></html>"
    told = browse(page, tmp_path)
    assert told["owned"] is None
    rows = told["rows"]
    assert isinstance(rows, list)
    assert len(rows) == len(claims)
    assert all(claim.text in title and claim.text in cells for (title, cells), claim in zip(rows, claims))
    assert NAME in rows[0][1]
    assert rows[-1][0] == "Exports rose 4% to 8 bcm."


def test_a_static_export_of_a_notebook_is_as_safe(claims: qc.Claims, tmp_path: Path) -> None:
    outputs = [
        nbformat.v4.new_output("execute_result", {"text/html": value._repr_html_(), "text/plain": repr(value)})
        for value in (claims, claims.show())
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("claims", outputs=outputs)])
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    told = browse(f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{page}</body></html>", tmp_path)
    assert told["owned"] is None
    assert told["text"] == list(claims.texts)
    marks, rows = told["marks"], told["rows"]
    assert isinstance(marks, list) and isinstance(rows, list)
    assert len(marks) == len(rows) == len(claims)
    assert marks[0][3] == rgb(COLOURS["percent"][0])
