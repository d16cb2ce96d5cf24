from typing import Any, final

from numpy.typing import NDArray

KINDS: tuple[str, ...]
DIMENSIONS: tuple[str, ...]
COMPARISONS: tuple[str, ...]
ROLES: tuple[str, ...]
BASES: tuple[str, ...]
GRANULARITIES: tuple[str, ...]
FLAGS: tuple[str, ...]
TABLES: dict[str, int]
TRAITS: dict[str, int]

class OptionError(ValueError): ...

@final
class Result:
    def __len__(self) -> int: ...
    def columns(self) -> dict[str, NDArray[Any]]: ...
    def strings(self, table: int, /) -> list[str]: ...
    def dropped(self) -> list[tuple[int, int]]: ...

@final
class Extractor:
    def __new__(
        cls,
        *,
        relate: bool = True,
        replace_utf8: bool = False,
        day_first: bool | None = None,
        use_jit: bool = True,
        units: tuple[
            tuple[str, str | None, int, str | None, float, float, int, tuple[tuple[str, int, bool], ...]], ...
        ] = (),
        patterns: tuple[tuple[str, str, int], ...] = (),
        region: str | None = None,
        fiscal_start: int = 0,
        week_start: int = 1,
    ) -> Extractor: ...
    def extract(self, texts: tuple[str | bytes, ...], days: tuple[int | None, ...], threads: int, /) -> Result: ...
    def explain(self, text: str | bytes, start: int, end: int, /) -> dict[str, tuple[int, int]] | None: ...

def parse_day(text: str, /) -> int: ...
def regions() -> dict[str, str]: ...
def rules() -> dict[str, str]: ...
def units() -> list[tuple[str, str, str, str | None, str, str, str, str, str]]: ...
