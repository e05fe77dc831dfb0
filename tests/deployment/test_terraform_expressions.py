"""Expressions of Terraform that a configuration decides, and blocks that are repeated by them."""

import json
from pathlib import Path

import pytest

from tests.deployment.inspected import codes

MAIN = """\
variable "open" {{}}
variable "none" {{ default = null }}
variable "typed" {{
  type    = object({{ publish = optional(bool, true) }})
  default = {{}}
}}
locals {{
  sizes  = {{ dev = 128, prod = 512 }}
  edges  = {{ auth = {{ event = "viewer-request", size = 512 }}, off = {{ event = "x" }} }}
  list   = [{{ event = "viewer-request" }}, {{ event = "viewer-response" }}]
  cycle  = [local.cycle, local.cycle]
  arn    = aws_lambda_function.edge.qualified_arn
  latest = aws_lambda_function.edge.arn
}}
resource "aws_lambda_function" "edge" {{
  filename = "x.zip"
  runtime  = "nodejs24.x"
  {setting}
}}
resource "aws_cloudfront_distribution" "site" {{
  default_cache_behavior {{
    {association}
  }}
}}
"""
PLAIN = """\
lambda_function_association {
  event_type = "viewer-request"
  lambda_arn = local.arn
}
"""


def inspected(folder: Path, setting: str = "publish = true", association: str = PLAIN) -> list[str]:
    text = MAIN.format(setting=setting, association=association)
    (folder / "main.tf").write_text(text, encoding="utf-8")
    return codes(folder)


@pytest.mark.parametrize(
    ("expression", "too_much"),
    [
        ('local.sizes["prod"]', True),
        ('local.sizes["dev"]', False),
        ("local.sizes[var.open]", False),
        ("local.sizes.prod", True),
        ('lookup(local.sizes, "prod", 128)', True),
        ('lookup(local.sizes, "other", 128)', False),
        ('merge(local.sizes, { dev = 512 })["dev"]', True),
        ("merge(local.sizes, var.open).dev", False),
        ("coalesce(var.none, 512)", True),
        ("coalesce(var.open, 512)", False),
        ("try(local.sizes.other, 512)", True),
        ("try(var.open, 512)", False),
        ("var.none == null ? 512 : 128", True),
        ("var.none != null ? 512 : 128", False),
        ("var.open ? 512 : 128", False),
        ("length(local.list) > 1 ? 512 : 128", True),
        ("!(length(local.list) > 1 && true) ? 512 : 128", False),
        ("false && var.open ? 512 : 128", False),
        ("true || var.open ? 512 : 128", True),
        ('local.arn != "" ? 512 : 128', True),
        ("local.arn == var.open ? 512 : 128", False),
        ("256 + 256", True),
        ('[for k, v in local.sizes : v if k == "prod"][0]', True),
        ("{ for k, v in local.sizes : upper(k) => v }.PROD", False),
        ('{ for k, v in local.sizes : "${{k}}-x" => v }["prod-x"]', True),
        ("values(local.sizes)[1]", True),
        ('contains(keys(local.sizes), "prod") ? 512 : 128', True),
        ("local.edges.auth.size", True),
        ("local.cycle", False),
        ("local.list[7].size", False),
    ],
)
def test_expressions(expression: str, too_much: bool, tmp_path: Path) -> None:
    """The memory of a function at a viewer event: 512 MB are too much."""
    setting = f"publish = true\n  memory_size = {expression}".replace("{{", "{").replace("}}", "}")
    assert inspected(tmp_path, setting) == (["EC918"] if too_much else [])


def test_a_default_of_a_type_is_not_known(tmp_path: Path) -> None:
    assert inspected(tmp_path, "publish = var.typed.publish") == []


def repeated(for_each: str, content: str, more: str = "") -> str:
    return (
        f'dynamic "lambda_function_association" {{\n for_each = {for_each}\n {more}\n content {{\n'
        f"{content}\n}}\n}}"
    )


OWN = "event_type = lambda_function_association.value.event\n lambda_arn = local.latest"


@pytest.mark.parametrize(
    ("association", "expected"),
    [
        (repeated("local.list", OWN), 2),
        (repeated("[]", OWN), 0),
        (repeated("var.open", OWN), 0),
        (repeated("local.edges", OWN), 1),
        (repeated('{ for k, v in local.edges : k => v if k != "auth" }', OWN), 0),
        (
            repeated(
                "local.list", OWN.replace("lambda_function_association", "each"), "iterator = each"
            ),
            2,
        ),
        (repeated('toset(["viewer-request"])', OWN.replace("value.event", "key")), 1),
        (
            repeated(
                'local.arn != "" ? [1] : []',
                OWN.replace("lambda_function_association.value.event", '"viewer-request"'),
            ),
            1,
        ),
        (repeated('var.open != "" ? [1] : []', OWN), 0),
    ],
)
def test_associations_that_are_repeated(association: str, expected: int, tmp_path: Path) -> None:
    """Each of them names no version."""
    assert inspected(tmp_path, association=association) == ["EC902"] * expected


def test_settings_that_are_repeated(tmp_path: Path) -> None:
    setting = """publish = true
  dynamic "environment" {
    for_each = %s
    content {
      variables = environment.value
    }
  }"""
    assert inspected(tmp_path, setting % "[{ A = 1 }]") == ["EC904"]
    assert inspected(tmp_path, setting % "var.none[*]") == []
    assert inspected(tmp_path, setting % "var.open[*]") == []


def test_blocks_that_are_repeated_in_json(tmp_path: Path) -> None:
    content = {"event_type": "${each.value}", "lambda_arn": "${aws_lambda_function.edge.arn}"}
    events = ["viewer-request", "viewer-response"]
    dynamic = {"for_each": events, "iterator": "each", "content": [content]}
    behavior = {"dynamic": {"lambda_function_association": [dynamic]}}
    document = {
        "//": "written by a program",
        "locals": {"runtime": "nodejs24.x"},
        "resource": {
            "aws_lambda_function": {"edge": {"runtime": "${local.runtime}"}},
            "aws_cloudfront_distribution": {"site": {"default_cache_behavior": behavior}},
        },
    }
    (tmp_path / "cdk.tf.json").write_text(json.dumps(document), encoding="utf-8")
    assert codes(tmp_path) == ["EC902", "EC902"]
