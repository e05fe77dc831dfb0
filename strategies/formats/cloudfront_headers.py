"""The headers that CloudFront adds towards the origin where a policy asks for them.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from edgeconform.strategies.draft import Draft, Pair, Scene, weighted
from edgeconform.strategies.words import distinct

Bundle = tuple[Pair, ...]

_PLACE_NAMES: Final = (
    "country",
    "country-name",
    "country-region",
    "country-region-name",
    "city",
    "postal-code",
    "time-zone",
    "latitude",
    "longitude",
)
_PLACES: Final = (
    ("US", "United States", "WA", "Washington", "Seattle", "98101", "America/Los_Angeles",
     "47.60620", "-122.33210"),
    ("DE", "Germany", "BE", "Land Berlin", "Berlin", "10115", "Europe/Berlin", "52.52000",
     "13.40500"),
    ("FR", "France", "IDF", "Ile-de-France", "Paris", "75001", "Europe/Paris", "48.85340",
     "2.34880"),
    ("JP", "Japan", "13", "Tokyo", "Chiyoda City", "100-0001", "Asia/Tokyo", "35.68950",
     "139.69170"),
    ("BR", "Brazil", "SP", "Sao Paulo", "Sao Paulo", "01000", "America/Sao_Paulo", "-23.54750",
     "-46.63610"),
    ("GB", "United Kingdom", "ENG", "England", "London", "EC1A", "Europe/London", "51.50850",
     "-0.12570"),
    ("CN", "China", "BJ", "Beijing", "Beijing", "100000", "Asia/Shanghai", "39.90750",
     "116.39720"),
    ("VA", "Vatican City", "", "", "", "", "Europe/Vatican", "41.90000", "12.45000"),
)  # fmt: skip
_DEVICE_NAMES: Final = ("desktop", "mobile", "tablet", "smarttv", "ios", "android")
_DEVICES: Final = ("100000", "010001", "010010", "011010", "001001", "000100", "000000", "110001")
_CONNECTION: Final[Bundle] = (
    ("cloudfront-forwarded-proto", "https"),
    ("cloudfront-viewer-http-version", "2.0"),
    ("cloudfront-viewer-tls", "TLSv1.3:TLS_AES_128_GCM_SHA256:fullHandshake"),
    ("cloudfront-viewer-asn", "16509"),
    ("cloudfront-viewer-address", "203.0.113.178:46532"),
    ("cloudfront-viewer-header-count", "10"),
    ("cloudfront-viewer-header-order", "Host:User-Agent:Accept"),
    ("cloudfront-viewer-ja3-fingerprint", "771c7c2e4d2b9b6f1a5f0c7c4f3b8a6d"),
    ("cloudfront-viewer-ja4-fingerprint", "t13d1516h2_8daaf6152771_b186095e22b6"),
    ("cloudfront-viewer-metro-code", "819"),
)
_PREFIX = "cloudfront-"


def _place(values: Sequence[str]) -> Bundle:
    named = zip(_PLACE_NAMES, values, strict=True)
    return tuple((f"{_PREFIX}viewer-{name}", value) for name, value in named if value)


def _device(flags: str) -> Bundle:
    named = zip(_DEVICE_NAMES, flags, strict=True)
    return tuple(
        (f"{_PREFIX}is-{n}-viewer", "true" if flag == "1" else "false") for n, flag in named
    )


def geo_bundles(scene: Scene) -> tuple[Bundle, ...]:
    """Return what a policy with geography and devices can add to a request, the usual first."""
    places = [*map(_place, _PLACES), *_learnt_places(scene)]
    devices = [_device(flags) for flags in _DEVICES]
    whole = [place + devices[at % len(devices)] + _CONNECTION for at, place in enumerate(places)]
    by_place = [place + devices[at % len(devices)] for at, place in enumerate(places)]
    country = [place[:1] for place in places]
    bundles = [*by_place, *country, *devices, *whole, *_learnt_others(scene)]
    return tuple(dict.fromkeys(filter(None, (_known(scene, one) for one in bundles))))


def geo_maker(scene: Scene) -> Callable[[Draft], Bundle]:
    """Return what chooses one of the bundles of the scene."""
    bundles = geo_bundles(scene)
    learnt = {*_learnt_others(scene), *_learnt_places(scene)}
    table = weighted(*((one, 4 if one in learnt else 1) for one in bundles)) or ((),)
    return lambda draft: table[draft.choose(len(table))]


def asked_headers(scene: Scene) -> dict[str, tuple[str, ...]]:
    """Return, for each header of CloudFront that the options name, the values it may have."""
    groups = [*_learnt_others(scene), *_learnt_places(scene), *map(_place, _PLACES)]
    lines = [pair for group in (*groups, *map(_device, _DEVICES), _CONNECTION) for pair in group]
    asked = [name for name in scene.options.headers if name.startswith(_PREFIX)]
    known = {name: tuple(value for key, value in lines if key == name) for name in asked}
    return {name: tuple(dict.fromkeys(values)) or ("1",) for name, values in known.items()}


def _learnt_places(scene: Scene) -> list[Bundle]:
    countries = [word.upper() for word in distinct(scene.vocabulary.countries)]
    return [_place((code, *_PLACES[0][1:])) for code in countries if len(code) == 2]


def _learnt_others(scene: Scene) -> list[Bundle]:
    pairs = scene.vocabulary.headers
    return [((name.lower(), value),) for name, value in pairs if name.lower().startswith(_PREFIX)]


def _known(scene: Scene, bundle: Iterable[Pair]) -> Bundle:
    table = scene.limits.names("headers.cloudfront")
    denied = scene.limits.names("headers.disallowed")
    return tuple(pair for pair in bundle if pair[0] in table and pair[0] not in denied)
