"""The class of a household is a fact: its badge is grey, and the classes differ without colour."""

import re

import pytest
from django.template.loader import render_to_string

from households.choices import PovertyStatus
from households.pages.review_lines import _CLASS_TONES

FAULTS = re.compile("tag--(?:danger|warning|success)")


def badge(status: str) -> str:
    return render_to_string("households/_poverty_class.html", {"status": status})


@pytest.mark.parametrize("status", PovertyStatus)
def test_no_class_looks_like_a_fault_or_a_success(status):
    shown = badge(status)

    assert not FAULTS.search(shown)
    assert status.label in shown
    assert f"tag--{_CLASS_TONES[status]}" in shown


def test_the_classes_differ_by_fill_and_icon():
    shown = [badge(status) for status in PovertyStatus]

    assert len({re.search(r"tag--(\w+)", each)[1] for each in shown}) == 3
    assert len({re.search(r'<path d="([^"]+)"|<circle[^>]*>', each)[0] for each in shown}) == 3
