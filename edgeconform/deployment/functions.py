"""Make a function of the nodes that configure it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypedDict, TypeVar

from edgeconform.deployment.nodes import PERHAPS, UNKNOWN, Node
from edgeconform.model import SourcePlace
from edgeconform.model.deployment import EdgeFunction, Role, Setting
from edgeconform.schemas import limits

Value = TypeVar("Value")

EDGE_SERVICE: Final = "edgelambda.amazonaws.com"


class Known(TypedDict, total=False):
    """What a reader works out by itself."""

    region: Setting[str] | None
    role: Setting[Role] | None
    code: Setting[Path] | None
    declared: str


def edge_function(
    name: str, place: SourcePlace, nodes: Mapping[str, Node], known: Known
) -> EdgeFunction:
    """Return the function that `nodes`, by the names of the model, configure.

    What is left out gets what Lambda would give it. A node that is not certain gives no setting.
    """
    get, figure = nodes.get, limits().figure
    return EdgeFunction(
        name=name,
        place=place,
        declared=known.get("declared", ""),
        region=known.get("region"),
        runtime=text_setting(get("runtime")),
        handler=text_setting(get("handler")),
        memory=_or_default(
            _whole(get("memory")), get("memory"), int(figure("memory.default")), place
        ),
        timeout=_or_default(
            number_setting(get("timeout")), get("timeout"), float(figure("timeout.default")), place
        ),
        architecture=text_setting(_first(get("architecture"))),
        package_type=text_setting(get("package_type")),
        ephemeral_storage=_whole(get("ephemeral_storage")),
        variables=_names(get("variables")),
        vpc=filled(get("vpc")),
        dead_letter_queue=filled(get("dead_letter_queue")),
        layers=_count(get("layers")),
        tracing=text_setting(get("tracing")),
        provisioned_concurrency=_whole(get("provisioned_concurrency")),
        reserved_concurrency=_whole(get("reserved_concurrency")),
        package_key=filled(get("package_key")),
        code_storage=text_setting(get("code_storage")),
        runtime_management=text_setting(get("runtime_management")),
        role=known.get("role"),
        code=known.get("code"),
    )


def declared_by(role: Setting[Role] | None, *, published: bool) -> str:
    """Return why a function is meant for the edge though nothing associates it; empty if not.

    A role may serve other functions too, so a version of the function must be published as well.
    """
    if published and role is not None and EDGE_SERVICE in role.value.services:
        return f"its role trusts {EDGE_SERVICE}"
    return ""


def at_edge(functions: Iterable[EdgeFunction], used: Collection[str]) -> Iterator[EdgeFunction]:
    """Yield the functions that are associated, or else declared.

    A role is made for the functions that are associated here: others may share it.
    """
    found = list(functions)
    shared = {each.role for each in found if each.name in used}
    for each in found:
        if each.name in used or (each.declared and each.role not in shared):
            yield each


def text_setting(node: Node | None) -> Setting[str] | None:
    """Return the text of a node, if it is certain."""
    return _setting(node, Node.text)


def number_setting(node: Node | None) -> Setting[float] | None:
    """Return the number of a node, if it is certain."""
    return _setting(node, Node.number)


def flag_setting(node: Node | None) -> Setting[bool] | None:
    """Return the truth value of a node, if it is certain."""
    return _setting(node, Node.flag)


def filled(node: Node | None) -> Setting[bool] | None:
    """Return True for a node that holds something: a reference, or a member that is not empty."""
    if node is None or not node.given or not _holds(node):
        return None
    return Setting(value=True, place=node.place)


def _holds(node: Node) -> bool:
    match node.value:
        case dict(members):
            return any(_holds(each) for each in members.values())
        case list(items):
            return any(_holds(each) for each in items)
    return node.given and node.value not in ("", False)


def _setting(node: Node | None, read: Callable[[Node], Value | None]) -> Setting[Value] | None:
    value = read(node) if node is not None and node.given else None
    return None if node is None or value is None else Setting(value=value, place=node.place)


def _whole(node: Node | None) -> Setting[int] | None:
    found = number_setting(node)
    return None if found is None else Setting(value=int(found.value), place=found.place)


def _or_default(
    found: Setting[Value] | None, node: Node | None, default: Value, place: SourcePlace
) -> Setting[Value] | None:
    absent = node is None or not (node.given or node.value is UNKNOWN)
    return Setting(value=default, place=place) if absent else found


def _first(node: Node | None) -> Node | None:
    return node.entries()[0] if node is not None and node.entries() else None


def _names(node: Node | None) -> Setting[tuple[str, ...]] | None:
    if node is None or not isinstance(node.value, dict):
        return None
    names = tuple(
        name for name, each in node.members() if each.value is not None and each.tag != PERHAPS
    )
    return Setting(value=names, place=node.place) if names else None


def _count(node: Node | None) -> Setting[int] | None:
    if node is None or not isinstance(node.value, list):
        return None
    count = sum(each.given and each.value != "" for each in node.entries())
    return Setting(value=count, place=node.place) if count else None
