"""Packages that are not needed for extraction: imported where they are used, or named where they are missing."""

import importlib
from types import ModuleType


def need(module: str, extra: str) -> ModuleType:
    """The module, or an ImportError that says which extra installs it.

    Parameters
    ----------
    module : str
        Name of the module to import.
    extra : str
        Name of the extra of quantclaims that installs it.

    Raises
    ------
    ImportError
        Where the module is missing.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as missing:
        package = module.partition(".")[0]
        raise ImportError(f"{package} is needed here: pip install 'quantclaims[{extra}]'") from missing
