"""How values are named in messages."""

import pytest

from edgeconform.checks.wording import shown, shown_apart
from edgeconform.model import Json

LONG = "session=" + "a" * 80


@pytest.mark.parametrize(
    ("one", "other", "texts"),
    [
        ("a", "b", ('"a"', '"b"')),
        (200, "200", ("200", '"200"')),
        ([LONG, "b"], [LONG], (f'...{"a" * 19}", "b"]', f'...{"a" * 19}"]')),
        (f"{LONG}x", f"{LONG}y", (f'...{"a" * 20}x"', f'...{"a" * 20}y"')),
        (f"x{LONG}", f"y{LONG}", (shown(f"x{LONG}"), shown(f"y{LONG}"))),
        (
            f"{LONG}b{LONG}",
            f"{LONG}c",
            (f"...{'a' * 20}bsession={'a' * 25}...", f'...{"a" * 20}c"'),
        ),
    ],
)
def test_two_values_can_be_told_apart(one: Json, other: Json, texts: tuple[str, str]) -> None:
    assert shown_apart(one, other) == texts
    assert all(len(text) <= 60 for text in texts)
