"""Settings from several places, laid over each other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from edgeconform.model import Json

NAMES_OF_CHECKS: Final = ("enable", "disable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What one place sets, by the keys of the configuration; `name` tells where a key is set."""

    values: Mapping[str, Json]
    name: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What all layers say together; `names` tells where each key is set."""

    values: Mapping[str, Json] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, layers: Iterable[Layer]) -> "Settings":
        """Lay later layers over earlier ones.

        Single figures add up, and so do checks: the last layer to name one decides of it.
        """
        values: dict[str, Json] = {}
        names: dict[str, str] = {}
        checks: dict[str, str] = {}
        for layer in layers:
            for key, value in layer.values.items():
                names[key] = layer.name(key)
                if key in NAMES_OF_CHECKS:
                    checks |= dict.fromkeys(value, key)
                elif key == "limits-overrides":
                    values[key] = {**values.get(key, {}), **value}
                else:
                    values[key] = value
        for key in NAMES_OF_CHECKS:
            values[key] = tuple(code for code, kept in checks.items() if kept == key)
        return cls(values=values, names=names)

    def get(self, key: str, default: Json = None) -> Json:
        """Return the value of a key, or `default` where nothing sets it."""
        return self.values.get(key, default)

    def name(self, key: str) -> str:
        """Return where a key is set, as the user would find it."""
        return self.names.get(key, key)
