"""Expressions of Terraform that a configuration decides, and blocks that are repeated by them."""

import json
from pathlib import Path

import pytest

from tests.deployment.inspected import codes, findings

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


def test_loops_have_an_end(tmp_path: Path) -> None:
    """Four of them in one another would go round ten million times."""
    loop = "local.many"
    for name in "abcd":
        loop = f"[for {name} in local.many : {loop}]"
    setting = f"publish = true\n  memory_size = length({loop})"
    text = MAIN.format(setting=setting, association=PLAIN)
    many = f"  many = {list(range(60))}\n"
    (tmp_path / "main.tf").write_text(text.replace("locals {\n", "locals {\n" + many))
    assert codes(tmp_path) == []


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


SEVERAL = """\
locals {
  edges = {
    auth  = { event = "viewer-request", timeout = 60 }
    route = { event = "origin-request", timeout = 5 }
  }
}
resource "aws_lambda_function" "edge" {
  for_each = %s
  publish  = true
  timeout  = each.value.timeout
}
resource "aws_cloudfront_distribution" "site" {
  default_cache_behavior {
    dynamic "lambda_function_association" {
      for_each = local.edges
      content {
        event_type = lambda_function_association.value.event
        lambda_arn = %s
      }
    }
  }
}
"""


@pytest.mark.parametrize(
    ("for_each", "arn", "expected"),
    [
        (
            "local.edges",
            "aws_lambda_function.edge[lambda_function_association.key].qualified_arn",
            ['aws_lambda_function.edge["auth"]: timeout at viewer events'],
        ),
        (
            "local.edges",
            "aws_lambda_function.edge[lambda_function_association.key].arn",
            [
                'aws_lambda_function.edge["auth"]: timeout at viewer events',
                'aws_lambda_function.edge["auth"]: version at viewer-request of *',
                'aws_lambda_function.edge["route"]: version at origin-request of *',
            ],
        ),
        ("local.edges", 'aws_lambda_function.edge["route"].qualified_arn', []),
        ("local.edges", "aws_lambda_function.edge[var.open].qualified_arn", []),
        ("var.open", "aws_lambda_function.edge[lambda_function_association.key].arn", 2),
    ],
)
def test_one_of_several_functions(
    for_each: str, arn: str, expected: list[str] | int, tmp_path: Path
) -> None:
    (tmp_path / "main.tf").write_text(SEVERAL % (for_each, arn), encoding="utf-8")
    found = sorted(each.place for each in findings(tmp_path))
    assert (len(found) if isinstance(expected, int) else found) == expected


@pytest.mark.parametrize("count", ["0", "var.none == null ? 0 : 1", "length([])"])
def test_functions_that_are_not_made(count: str, tmp_path: Path) -> None:
    setting = f"count = {count}\n  publish = true\n  timeout = 60"
    assert inspected(tmp_path, setting) == []
    assert inspected(tmp_path, setting.replace(f"= {count}", "= var.open")) == ["EC919"]
