"""What is installed to run is what was tested."""

import re

from tests.architecture.tree import source


def pins(text: str) -> dict[str, str]:
    return dict(re.findall(r"^([A-Za-z0-9._-]+(?:\[[^]]*\])?)==(\S+)", text, re.MULTILINE))


def test_the_tests_run_on_the_versions_that_are_served():
    served, tested = pins(source("requirements/base.txt")), pins(source("requirements/test.txt"))
    assert served
    assert {name: tested.get(name) for name in served} == served


def test_a_differing_version_would_be_noticed():
    assert pins("a==1 \\\n") != pins("a==2 \\\n")
