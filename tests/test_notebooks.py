"""Every notebook runs from its first cell to its last and still gives the tables that it was saved with.

``python tests/test_notebooks.py`` runs them all and saves them anew, the last picture of each beside it.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path

import nbclient
import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.ipynb"))


def run(notebook: Path) -> nbformat.NotebookNode:
    """Return the notebook as it is when all its cells have been run where it lies."""
    content = nbformat.read(notebook, as_version=4)
    language = dict(content.metadata.language_info)
    where = {"metadata": {"path": str(notebook.parent)}}
    client = nbclient.NotebookClient(content, timeout=120, kernel_name="python3", resources=where)
    # What one cell prints may come in pieces.
    client.coalesce_streams = True
    client.execute()
    content.metadata.language_info = language
    for cell in content.cells:
        cell.metadata.pop("execution", None)
    return content


def outputs(content: nbformat.NotebookNode, kind: str) -> list[str]:
    """Return what the cells gave of a media type, in order."""
    cells = [cell for cell in content.cells if cell.cell_type == "code"]
    shown = [output.data for cell in cells for output in cell.outputs if "data" in output]
    return [data[kind] for data in shown if kind in data]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_notebook_runs_and_gives_the_tables_it_was_saved_with(notebook: Path) -> None:
    saved, now = nbformat.read(notebook, as_version=4), run(notebook)
    assert outputs(saved, "text/html")
    assert outputs(now, "text/html") == outputs(saved, "text/html"), f"run: python tests/{Path(__file__).name}"
    assert printed(now) == printed(saved)


def printed(content: nbformat.NotebookNode) -> list[str]:
    """Return what each cell printed, warnings too; a kernel may send it in pieces."""
    cells = [cell for cell in content.cells if cell.cell_type == "code"]
    return ["".join(output.text for output in cell.outputs if output.output_type == "stream") for cell in cells]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_no_notebook_shows_a_warning(notebook: Path) -> None:
    cells = [cell for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    assert [output for cell in cells for output in cell.outputs if output.get("name") == "stderr"] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_the_picture_beside_a_notebook_is_its_last(notebook: Path) -> None:
    picture = outputs(nbformat.read(notebook, as_version=4), "image/png")[-1]
    assert notebook.with_suffix(".png").read_bytes() == base64.b64decode(picture)


if __name__ == "__main__":
    os.environ["COLUMNS"] = "100"
    for path in NOTEBOOKS:
        done = run(path)
        nbformat.write(done, path)
        path.with_suffix(".png").write_bytes(base64.b64decode(outputs(done, "image/png")[-1]))
