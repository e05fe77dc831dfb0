"""What the viewer gets is half a sentence, whatever a check says that it is."""

from dataclasses import replace

import pytest

from edgeconform.checks import checks
from edgeconform.reports.words import viewer_gets
from tests.reports import samples


@pytest.mark.parametrize("sees", sorted({check.viewer_sees for check in checks()}))
def test_what_the_viewer_gets(sees: str) -> None:
    text = viewer_gets(replace(samples.findings()[0], viewer_sees=sees))
    if text.startswith("the viewer gets a "):
        assert sees[:3].isdecimal()
    else:
        assert text != f"the viewer gets {sees}" or sees.startswith("the ")
