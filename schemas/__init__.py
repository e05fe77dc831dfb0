"""The contract: JSON Schemas of events and results, and dated tables of limits.

Read a schema with `load("origin-request")`, a table with `limits("2023-03")`.
"""

from edgeconform.schemas.bundle import Schema, load, names
from edgeconform.schemas.dated_tables import (
    ManagedPolicy,
    Prices,
    RuntimeDates,
    managed_policy,
    prices,
    runtime_dates,
)
from edgeconform.schemas.limits_table import NEWEST, HeaderNames, Limits, limits, sources, tables

__all__ = [
    "NEWEST",
    "HeaderNames",
    "Limits",
    "ManagedPolicy",
    "Prices",
    "RuntimeDates",
    "Schema",
    "limits",
    "load",
    "managed_policy",
    "names",
    "prices",
    "runtime_dates",
    "sources",
    "tables",
]
