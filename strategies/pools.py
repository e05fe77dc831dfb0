"""Words, paths and addresses that Faker made (see fill_pools), read from their file once."""

import json
from functools import cache
from pathlib import Path
from typing import Final

PATH: Final = Path(__file__).parent / "pools.json"
SEED: Final = 20


@cache
def pool(name: str) -> tuple[str, ...]:
    """Return the pool `name`, such as `segments` or `addresses_v4`."""
    return tuple(_pools()[name])


@cache
def _pools() -> dict[str, list[str]]:
    pools: dict[str, list[str]] = json.loads(PATH.read_text(encoding="utf-8"))
    return pools
