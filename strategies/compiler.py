"""Compile a schema to a program that makes what the schema describes."""

from collections.abc import Mapping
from typing import Any

from edgeconform.schemas import Schema
from edgeconform.strategies import plain
from edgeconform.strategies.draft import ABSENT, Case, Draft, Json, Node, Program, Scene, Site
from edgeconform.strategies.flatten import flatten, merge
from edgeconform.strategies.formats import FACTORIES

REQUEST = "Records.cf.request"
LAST = "headers"
"""The property that is made after all beside it, since it has to agree with them."""

NOTHING: Mapping[str, Schema] = {}

_Property = tuple[str, str, Program]


def compile_schema(schema: Schema, scene: Scene) -> Node:
    """Return the program of a self-contained `schema`, as `edgeconform.schemas.load` returns it."""
    return _Compiler(schema.get("$defs", {}), scene).node(schema, "")


class _Compiler:
    def __init__(self, definitions: Schema, scene: Scene) -> None:
        self._definitions = definitions
        self._scene = scene

    def node(self, schema: Any, slot: str, beside: Mapping[str, Schema] = NOTHING) -> Node:
        flat = flatten(schema, self._definitions)
        site = Site(slot=slot, schema=flat, scene=self._scene, beside=beside)
        factory = FACTORIES.get(flat.get("x-strategy") or flat.get("format", ""))
        if factory is not None:
            return factory(site)
        match flat:
            case {"const": _}:
                return plain.constant(site)
            case {"enum": _}:
                return plain.enumerated(site)
            case {"type": "object"}:
                return self._alternatives(site) if "oneOf" in flat else self._object(site)
            case {"type": "array"}:
                return self._array(site)
            case {"type": "integer"}:
                return plain.integer(site)
            case {"type": "boolean"}:
                return plain.boolean(site)
            case _:
                return plain.text(site)

    def _object(self, site: Site) -> Node:
        properties: list[_Property] = []
        cases: list[Case] = []
        schemas = self._properties(site.schema)
        for name, schema in schemas:
            slot = f"{site.slot}.{name}" if site.slot else name
            node = self.node(schema, slot, dict(schemas))
            required = name in site.schema.get("required", ())
            own_absence = "x-strategy" in schema or "format" in schema
            chance = not required and not own_absence
            properties.append((name, slot, _optional(node.make) if chance else node.make))
            cases += ({slot: ABSENT}, *node.cases) if chance else node.cases
        make = _object_program(tuple(properties))
        return Node(make=_remembered(make) if site.slot == REQUEST else make, cases=cases)

    def _properties(self, schema: Schema) -> list[tuple[str, Schema]]:
        known = schema.get("x-fields")
        flat = {
            name: flatten(part, self._definitions)
            for name, part in schema.get("properties", {}).items()
            if known is None or name in known
        }
        made = [(name, part) for name, part in flat.items() if part is not False]
        return sorted(made, key=lambda item: item[0] == LAST)

    def _alternatives(self, site: Site) -> Node:
        whole = {key: value for key, value in site.schema.items() if key != "oneOf"}
        wanted = self._scene.options.origin
        schemas = [merge(whole, branch, self._definitions) for branch in site.schema["oneOf"]]
        chosen = [schema for schema in schemas if wanted in schema.get("required", ())]
        nodes = [self.node(schema, site.slot) for schema in chosen or schemas]
        programs, slot = tuple(node.make for node in nodes), f"{site.slot}#branch"

        def make(draft: Draft, made: dict[str, Json]) -> Json:
            draft.part()
            fixed = draft.fixed.get(slot)
            branch = draft.choose(len(programs)) if fixed is None else fixed
            return programs[branch](draft, made)

        cases = [
            {slot: branch, **case}
            for branch, node in enumerate(nodes)
            for case in ({}, *node.cases)
        ]
        return Node(make=make, cases=cases)

    def _array(self, site: Site) -> Node:
        schema = site.schema
        item = self.node(schema["items"], site.slot)
        least = schema.get("minItems", 0)
        spread = schema.get("maxItems", least + 3) - least + 1
        if schema.get("uniqueItems"):
            return _distinct(site, [case[site.slot] for case in item.cases], least)

        def make(draft: Draft, made: dict[str, Json]) -> Json:
            count = least + draft.choose(spread) if spread > 1 else least
            return [item.make(draft, made) for _ in range(count)]

        return Node(make=make, cases=item.cases)


def _object_program(properties: tuple[_Property, ...]) -> Program:
    def make(draft: Draft, _made: dict[str, Json]) -> Json:
        fixed = draft.fixed
        made: dict[str, Json] = {}
        for name, slot, program in properties:
            given = fixed and slot in fixed
            value = fixed[slot] if given else program(draft, made)
            if value is not ABSENT:
                made[name] = value
        return made

    return make


def _remembered(program: Program) -> Program:
    def make(draft: Draft, made: dict[str, Json]) -> Json:
        draft.request = program(draft, made)
        return draft.request

    return make


def _optional(program: Program) -> Program:
    def make(draft: Draft, made: dict[str, Json]) -> Json:
        return program(draft, made) if draft.choose(2) else ABSENT

    return make


def _distinct(site: Site, values: list[Json], least: int) -> Node:
    """Choose among single values and growing sets of them."""
    sets = [tuple(values[:size]) for size in range(max(least, 2), len(values) + 1)]
    table = (*((value,) for value in values if least <= 1), *sets)
    cases = [{site.slot: list(chosen)} for chosen in table]
    return Node(make=lambda draft, _made: list(table[draft.choose(len(table))]), cases=cases)
