"""What the user told Hypothesis: its seed, and the profile that is loaded."""

import sys
from typing import Any, Final
from zlib import crc32

from edgeconform.engine import Options

SEED: Final = 0
"""The same events each time, unless another seed is asked for: a test should not come and go."""

_SEEDS: Final = 2**32


def seed(*said: int | None) -> int:
    """Return the seed of `--hypothesis-seed`, or else the first that is set."""
    forced = _forced_seed()
    return next((each for each in (forced, *said) if each is not None), SEED)


def profile() -> dict[str, int]:
    """Return `max-examples` of the loaded profile, where it differs from the default."""
    if "hypothesis" not in sys.modules:
        return {}
    from hypothesis import settings

    most = settings().max_examples
    return {} if most == Options().max_examples else {"max-examples": most}


def _forced_seed() -> int | None:
    core: Any = sys.modules.get("hypothesis.core")
    forced = getattr(core, "global_force_seed", None)
    if forced is None:
        return None
    return forced % _SEEDS if isinstance(forced, int) else crc32(str(forced).encode())
