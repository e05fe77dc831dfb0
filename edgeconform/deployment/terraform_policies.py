"""Turn Terraform's data source for policy documents into the document it makes."""

from edgeconform.deployment.nodes import UNKNOWN, Node, unknown


def document(body: Node) -> Node:
    """Return the policy that an `aws_iam_policy_document` stands for."""
    if any(body.at(name).given for name in ("source_policy_documents", "source_json")):
        return unknown(body.place)
    statements = [_statement(each) for each in body.at("statement").entries()]
    if any(each.value is UNKNOWN for each in _items(body.at("statement"))):
        return unknown(body.place)
    return Node({"Statement": Node(list(statements), body.place)}, body.place)


def _items(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else []


def _statement(node: Node) -> Node:
    effect = node.at("effect")
    members = {
        "Effect": effect if effect.given else Node("Allow", node.place),
        "Action": node.at("actions"),
        "Resource": node.at("resources"),
        "Principal": _principals(node),
    }
    if node.at("not_actions").given:
        members["NotAction"] = node.at("not_actions")
    return Node(dict(members), node.place)


def _principals(node: Node) -> Node:
    found: dict[str, Node] = {}
    for each in _items(node.at("principals")):
        kind = each.at("type").text()
        identifiers = each.at("identifiers")
        if kind is None or identifiers.value is UNKNOWN:
            return unknown(node.place)
        before = list(found[kind].entries()) if kind in found else []
        found[kind] = Node([*before, *identifiers.entries()], each.place)
    return Node(dict(found), node.place)
