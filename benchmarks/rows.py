"""What one line of the table says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A bound on a figure, from above or, if `at_least`, from below."""

    bound: float
    at_least: bool = False

    def is_met_by(self, value: float) -> bool:
        """Whether `value` keeps to the bound."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.bound:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure: `value` in `unit`, where "x" stands for a ratio of `kit` to `against`.

    `kit` and `against` say what was measured, in figures of this run. A row without value is one
    that could not be measured; then `note` says why.
    """

    name: str
    value: float | None = None
    unit: str = "x"
    kit: str = ""
    against: str = ""
    goal: Goal | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """What came of the goal: met, not met, skipped; empty where there is none."""
        if self.value is None:
            return "skipped"
        if self.goal is None:
            return ""
        return "met" if self.goal.is_met_by(self.value) else "NOT met"


def at_most(bound: float) -> Goal:
    """Return a bound from above."""
    return Goal(bound=bound)


def at_least(bound: float) -> Goal:
    """Return a bound from below."""
    return Goal(bound=bound, at_least=True)


def skipped(name: str, why: str) -> Row:
    """Return the row of what could not be measured."""
    return Row(name=name, note=why)
