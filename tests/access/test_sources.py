"""Every page, answer and workbook with figures says their year, their standard and their time."""

import re
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.access.line import Line
from tests.access.matrix import MATRIX
from tests.access.test_parameters import address, signed_in

pytestmark = pytest.mark.django_db

READ = [line for line in MATRIX if line.method == "GET"]
STANDARD = "Chuẩn"
WORDS = re.compile(
    r"Năm 20\d\d · (?P<standard>.+) · Số liệu đến ngày \d\d/\d\d/\d{4} \(lúc \d\d:\d\d\)"
)
FILE_WORDS = re.compile(r"Năm 20\d\d; (?P<standard>.+?); số liệu đến ngày .+ lập lúc \d\d:\d\d")
