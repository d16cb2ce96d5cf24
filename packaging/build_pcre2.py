"""Builds the PCRE2 that wheels carry: `build_pcre2.py PREFIX [TARBALL]`.

In: the pinned release, downloaded or given as a file. Out: PREFIX with headers and a static library of 8-bit PCRE2 with
JIT. It needs CMake and a C compiler; setup.py links what QUANTCLAIMS_PCRE2=PREFIX has.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

#: 10.45 has CVE-2025-58050; this is the release that mends it.
VERSION = "10.46"
SHA256 = "8d28d7f2c3b970c3a4bf3776bcbb5adfc923183ce74bc8df1ebaad8c1985bd07"
URL = f"https://github.com/PCRE2Project/pcre2/releases/download/pcre2-{VERSION}/pcre2-{VERSION}.tar.gz"
OPTIONS = {
    "BUILD_SHARED_LIBS": "OFF",
    "BUILD_STATIC_LIBS": "ON",
    "CMAKE_BUILD_TYPE": "Release",
    "CMAKE_INSTALL_LIBDIR": "lib",
    "CMAKE_POSITION_INDEPENDENT_CODE": "ON",
    "PCRE2_BUILD_PCRE2GREP": "OFF",
    "PCRE2_BUILD_TESTS": "OFF",
    "PCRE2_STATIC_PIC": "ON",
    "PCRE2_SUPPORT_JIT": "ON",
}


def download() -> bytes:
    """The release.

    Raises
    ------
    SystemExit
        Where it is not the one that is pinned.
    """
    with urllib.request.urlopen(URL) as answer:
        data: bytes = answer.read()
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{URL}: SHA-256 is {found}, not {SHA256}")
    return data


def build(tarball: Path, prefix: Path, work: Path) -> None:
    """Unpacks, configures, compiles and installs."""
    with tarfile.open(tarball) as archive:
        archive.extractall(work, filter="data")
    source = next(path for path in work.iterdir() if (path / "CMakeLists.txt").is_file())
    options = [f"-D{name}={value}" for name, value in OPTIONS.items()]
    commands = (
        ["cmake", "-S", str(source), "-B", str(work / "build"), f"-DCMAKE_INSTALL_PREFIX={prefix}", *options],
        ["cmake", "--build", str(work / "build"), "--config", "Release", "--parallel", str(os.cpu_count() or 1)],
        ["cmake", "--install", str(work / "build"), "--config", "Release"],
    )
    for command in commands:
        subprocess.run(command, check=True)


def main(prefix: Path, tarball: Path | None) -> None:
    """Builds into the prefix, unless it is there."""
    if (prefix / "include" / "pcre2.h").is_file():
        return
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if tarball is None:
            tarball = work / "pcre2.tar.gz"
            tarball.write_bytes(download())
        build(tarball, prefix.resolve(), work)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
