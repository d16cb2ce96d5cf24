"""Builds the extension: tables from the lexicon, PCRE2 from the system, one Extension of all of csrc/.

The rest of the package is declared in pyproject.toml.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import numpy
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
NO_PCRE2 = (
    "PCRE2 (8-bit, 10.42 or newer) with its header was not found by pkg-config or pcre2-config. Install libpcre2-dev "
    "(Debian, Ubuntu), pcre2-devel (Fedora) or pcre2 (Homebrew)."
)
#: Windows reads with one thread.
THREADS = [] if sys.platform == "win32" else ["-pthread"]


def ask(*command: str) -> list[str] | None:
    """The words that a program prints, or None where it is missing or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return shlex.split(done.stdout)


def find_pcre2() -> tuple[list[str], list[str]]:
    """The compiler's and the linker's arguments for PCRE2."""
    for compile_command, link_command in (
        (("pkg-config", "--cflags", "libpcre2-8"), ("pkg-config", "--libs", "libpcre2-8")),
        (("pcre2-config", "--cflags"), ("pcre2-config", "--libs8")),
    ):
        compile_words, link_words = ask(*compile_command), ask(*link_command)
        if compile_words is not None and link_words is not None:
            return compile_words, link_words
    raise SystemExit(NO_PCRE2)


class BuildWithTables(build_ext):
    """build_ext that first compiles the lexicon into C tables in the build folder, and asks for PCRE2."""

    def build_extension(self, extension: Extension) -> None:
        tables = Path(self.build_temp, "tables")
        tables.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, str(HERE / "csrc" / "make_tables.py"), str(tables)], check=True)
        compile_words, link_words = find_pcre2()
        extension.sources = [*extension.sources, *sorted(str(path) for path in tables.glob("*.c"))]
        extension.include_dirs = [*extension.include_dirs, str(tables)]
        extension.extra_compile_args = [*extension.extra_compile_args, *compile_words]
        extension.extra_link_args = [*extension.extra_link_args, *link_words]
        super().build_extension(extension)


EXTENSION = Extension(
    "quantclaims._core",
    sources=sorted(str(path.relative_to(HERE)) for path in HERE.glob("csrc/*.c")),
    depends=sorted(str(path.relative_to(HERE)) for path in (*HERE.glob("csrc/**/*"), *HERE.glob("include/*"))),
    include_dirs=["include", "csrc", numpy.get_include()],
    define_macros=[
        ("NPY_TARGET_VERSION", "NPY_1_25_API_VERSION"),
        ("NPY_NO_DEPRECATED_API", "NPY_2_0_API_VERSION"),
    ],
    extra_compile_args=["-std=c11", "-O3", "-fvisibility=hidden", *THREADS],
    extra_link_args=THREADS,
)
# The Makefile compiles the extension into the tree itself, object by object, and installs the rest as editable.
WITHOUT_EXTENSION = bool(os.environ.get("QUANTCLAIMS_WITHOUT_EXTENSION"))

setup(cmdclass={"build_ext": BuildWithTables}, ext_modules=[] if WITHOUT_EXTENSION else [EXTENSION])
