"""How Sphinx builds the site; the pages that are generated are written before it reads any."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import generate  # noqa: E402
import quantclaims  # noqa: E402

project = "quantclaims"
author = "the quantclaims developers"
release = version = quantclaims.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["samples"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
html_theme = "furo"
html_title = f"quantclaims {release}"
html_static_path = ["_static"]
html_css_files = ["style.css"]
# Console sessions show output as it comes: nothing in them is a mistake of the lexer.
suppress_warnings = ["misc.highlighting_failure"]

generate.write(HERE / "generated", HERE.parent)
