"""Builds the extension: tables from the lexicon, PCRE2 from the system or a folder, one Extension of all of csrc/.

The rest of the package is declared in pyproject.toml.
"""

import os
import re
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
    "(Debian, Ubuntu), pcre2-devel (Fedora) or pcre2 (Homebrew), or name a folder of yours: QUANTCLAIMS_PCRE2=PREFIX."
)
#: The oldest that has what is used, and those that are refused: 10.45 for CVE-2025-58050.
OLDEST_PCRE2, REFUSED_PCRE2 = (10, 42), {(10, 45)}
WINDOWS = sys.platform == "win32"
#: Windows reads with one thread.
THREADS = [] if WINDOWS else ["-pthread"]
#: clang-cl takes the options of clang behind /clang: alone.
FLAGS = ["/clang:-std=c11", "/clang:-O3"] if WINDOWS else ["-std=c11", "-O3", "-fvisibility=hidden", *THREADS]


def ask(*command: str) -> list[str] | None:
    """The words that a program prints, or None where it is missing or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return shlex.split(done.stdout)


def pcre2_in(prefix: Path) -> tuple[list[str], list[str]]:
    """The arguments for a static PCRE2, as packaging/build_pcre2.py installs it."""
    header = prefix / "include" / "pcre2.h"
    library = prefix / "lib" / ("pcre2-8-static.lib" if WINDOWS else "libpcre2-8.a")
    for path in (header, library):
        if not path.is_file():
            raise SystemExit(f"QUANTCLAIMS_PCRE2={prefix} has no {path.relative_to(prefix)}")
    numbers = dict(re.findall(r"#define PCRE2_(MAJOR|MINOR)\s+(\d+)", header.read_text()))
    check_version(f"{numbers['MAJOR']}.{numbers['MINOR']}")
    return [f"-I{header.parent}", "-DPCRE2_STATIC"], [str(library)]


def check_version(version: str) -> None:
    """Refuses a PCRE2 that is too old or is known to be broken."""
    numbers = tuple(map(int, re.findall(r"\d+", version)[:2]))
    if numbers < OLDEST_PCRE2:
        raise SystemExit(f"PCRE2 {version} is too old. {NO_PCRE2}")
    if numbers in REFUSED_PCRE2:
        raise SystemExit(f"PCRE2 {version} is refused for CVE-2025-58050: install another version, 10.46 or newer.")


def find_pcre2() -> tuple[list[str], list[str]]:
    """The compiler's and the linker's arguments for PCRE2."""
    if "QUANTCLAIMS_PCRE2" in os.environ:
        return pcre2_in(HERE / os.environ["QUANTCLAIMS_PCRE2"])
    for command, flags, libraries, version in (
        (("pkg-config", "libpcre2-8"), "--cflags", "--libs", "--modversion"),
        (("pcre2-config",), "--cflags", "--libs8", "--version"),
    ):
        compile_words, link_words, number = (ask(*command, option) for option in (flags, libraries, version))
        if compile_words is not None and link_words is not None and number:
            check_version(number[0])
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
        if WINDOWS:
            self.use_clang(extension)
        super().build_extension(extension)

    def use_clang(self, extension: Extension) -> None:
        """The core is written for GCC and Clang: on Windows clang-cl takes the place of cl, with its own library."""
        self.compiler.initialize()
        self.compiler.cc = "clang-cl"
        resources = subprocess.check_output(["clang-cl", "/clang:-print-resource-dir"], text=True).strip()
        extension.extra_link_args.append(os.path.join(resources, "lib", "windows", "clang_rt.builtins-x86_64.lib"))


EXTENSION = Extension(
    "quantclaims._core",
    sources=sorted(str(path.relative_to(HERE)) for path in HERE.glob("csrc/*.c")),
    depends=sorted(str(path.relative_to(HERE)) for path in (*HERE.glob("csrc/**/*"), *HERE.glob("include/*"))),
    include_dirs=["include", "csrc", numpy.get_include()],
    define_macros=[
        ("NPY_TARGET_VERSION", "NPY_1_25_API_VERSION"),
        ("NPY_NO_DEPRECATED_API", "NPY_2_0_API_VERSION"),
    ],
    extra_compile_args=FLAGS,
    extra_link_args=THREADS,
)
# The Makefile compiles the extension into the tree itself, object by object, and installs the rest as editable.
WITHOUT_EXTENSION = bool(os.environ.get("QUANTCLAIMS_WITHOUT_EXTENSION"))

setup(cmdclass={"build_ext": BuildWithTables}, ext_modules=[] if WITHOUT_EXTENSION else [EXTENSION])
