"""Fill the pools of words with Faker, from a fixed seed.

Run as `python -m edgeconform.strategies.fill_pools`.
The pools are kept as data, so that a seed means the same events under any version of Faker, and
so that no run pays for importing it. With `--check`, say whether they are as Faker fills them.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, quote_plus

from edgeconform.strategies.pools import PATH, SEED

# Without it Faker takes today, and fills the pools otherwise each day.
_LAST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_LOCALES = ("en_US", "de_DE", "fr_FR", "ja_JP", "pl_PL", "ar_AA")
_EXTENSIONS = (".html", ".js", ".css", ".png", ".jpg", ".JPG", ".json", ".woff2", ".pdf", ".svg")


def fill() -> dict[str, Any]:
    """Return the pools, and the version of Faker that filled them."""
    from faker import VERSION, Faker

    fakes = [Faker(locale) for locale in _LOCALES]
    for number, fake in enumerate(fakes):
        fake.seed_instance(SEED + number)
    pools = {name: fill_one(fakes) for name, fill_one in _FILLERS.items()}
    return {"faker": VERSION, "seed": SEED, **pools}


def write() -> None:
    """Write the pools to their file."""
    text = json.dumps(fill(), indent=1, ensure_ascii=False)
    PATH.write_text(text + "\n", encoding="utf-8")


def _distinct(count: int, make: Callable[[int], str]) -> list[str]:
    return list(dict.fromkeys(make(number) for number in range(count)))


def _segments(fakes: list[Any]) -> list[str]:
    slugs = _distinct(40, lambda _: fakes[0].slug())
    foreign = _distinct(40, lambda n: quote(fakes[n % len(fakes)].city()))
    words = _distinct(60, lambda _: fakes[0].word())
    return [*words, *slugs, *foreign, *_distinct(20, lambda _: fakes[0].uuid4())]


def _uris(fakes: list[Any]) -> list[str]:
    def uri(number: int) -> str:
        fake = fakes[0]
        ending = ("", "/", _EXTENSIONS[number % len(_EXTENSIONS)])[number % 3]
        return f"/{fake.uri_path(deep=1 + number % 5)}{ending}"

    return _distinct(200, uri)


def _query_values(fakes: list[Any]) -> list[str]:
    fake = fakes[0]
    names = _distinct(30, lambda n: quote_plus(fakes[n % len(fakes)].name()))
    links = _distinct(15, lambda _: quote(_referer(fake)(0), safe=""))
    dates = _distinct(15, lambda _: fake.date(end_datetime=_LAST_DAY))
    numbers = _distinct(20, lambda n: str(fake.random_int(0, 10 ** (n % 7 + 1))))
    mails = _distinct(10, lambda _: quote(fake.safe_email()))
    return [*numbers, *names, *links, *dates, *mails, *_distinct(40, lambda _: fake.word())]


def _agents(fakes: list[Any]) -> list[str]:
    kinds = ("chrome", "firefox", "safari", "opera", "internet_explorer")
    return _distinct(60, lambda n: getattr(fakes[0], kinds[n % len(kinds)])())


def _referer(fake: Any) -> Callable[[int], str]:
    return lambda _: f"https://{fake.word()}.example/{fake.uri_path()}"


_FILLERS: dict[str, Callable[[list[Any]], list[str]]] = {
    "segments": _segments,
    "uris": _uris,
    "query_values": _query_values,
    "query_keys": lambda fakes: _distinct(40, lambda _: fakes[0].word()),
    "agents": _agents,
    "hosts": lambda fakes: _distinct(20, lambda _: f"{fakes[0].slug()}.example"),
    "referers": lambda fakes: _distinct(30, _referer(fakes[0])),
    "tokens": lambda fakes: _distinct(30, lambda _: fakes[0].sha1()),
    "addresses_v4": lambda fakes: _distinct(40, lambda _: fakes[0].ipv4_public()),
    "addresses_v6": lambda fakes: _distinct(20, lambda _: fakes[0].ipv6()),
}


def main() -> int:
    """Write the pools, or with `--check` compare them; return the exit status."""
    if "--check" not in sys.argv[1:]:
        write()
        return 0
    same = fill() == json.loads(PATH.read_text(encoding="utf-8"))
    sys.stdout.write("the pools are as Faker fills them\n" if same else "the pools differ\n")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
