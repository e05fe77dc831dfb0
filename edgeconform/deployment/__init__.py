"""How handlers are deployed: templates of four tools, read into one model and inspected.

The parsers come with `pip install 'edgeconform[deploy]'` and are imported when a file is read.
"""

from edgeconform.deployment.inspecting import inspect
from edgeconform.deployment.reading import SUFFIXES, find, is_template, read

__all__ = ["SUFFIXES", "find", "inspect", "is_template", "read"]
