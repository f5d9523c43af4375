"""Files of an answer: checked by content, downloadable only by users who see the answer."""

import unicodedata
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook

from common.uploads import LARGEST_FILE, BadUpload, read_upload, read_uploads, safe_name
from tests import factories
from tests.targets.answers_data import give

PDF = b"%PDF-1.4 thu"
PNG = b"\x89PNG\r\n\x1a\n rest"
JPG = b"\xff\xd8\xff\xe0 rest"


def saved(document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(*names) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        [package.writestr(name, "x") for name in names]
    return stream.getvalue()


WORD, EXCEL = saved(Document()), saved(Workbook())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bc.pdf", PDF),
        ("BC.PDF", PDF),
        ("anh.png", PNG),
        ("anh.jpg", JPG),
        ("anh.jpeg", JPG),
        ("bc.docx", WORD),
        ("ds.xlsx", EXCEL),
    ],
)
def test_a_file_that_is_what_its_name_says_is_kept(name, content):
    kept = read_upload(SimpleUploadedFile(name, content))

    assert (kept.name, kept.content) == (name, content)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("trang.pdf", b"<script>alert(1)</script>", "không đúng loại"),
        ("bang.docx", EXCEL, "không đúng loại"),
        ("bang.xlsx", WORD, "không đúng loại"),
        ("bang.docx", b"PK broken", "không đúng loại"),
        (
            "macro.docx",
            zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "không đúng loại",
        ),
        ("tep.exe", b"MZ", "chỉ nhận"),
        ("tep", PDF, "chỉ nhận"),
        ("rong.pdf", b"", "tệp rỗng"),
        ("lon.pdf", PDF + b"x" * (LARGEST_FILE + 1 - len(PDF)), "lớn hơn 5 MB"),
    ],
)
def test_any_other_file_is_refused(name, content, words):
    with pytest.raises(BadUpload, match=words):
        read_upload(SimpleUploadedFile(name, content))


def test_a_file_of_exactly_five_megabytes_is_kept():
    content = PDF + b"x" * (LARGEST_FILE - len(PDF))

    assert len(read_upload(SimpleUploadedFile("vua.pdf", content)).content) == LARGEST_FILE


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/x.pdf", "x.pdf"),
        ("C:\\Users\\a\\x.pdf", "x.pdf"),
        (unicodedata.normalize("NFD", "Danh sách hộ.pdf"), "Danh sách hộ.pdf"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
        ("..pdf", "pdf"),
    ],
)
def test_a_name_is_kept_without_folders_and_in_normal_form(sent, kept):
    assert safe_name(sent) == kept


@pytest.mark.parametrize("name", ["x\r\nSet-Cookie: a=b.pdf", "x\u202efdp.exe.pdf", "x\x00.pdf"])
def test_a_name_that_could_split_a_header_or_read_backwards_is_refused_or_cleaned(name):
    with pytest.raises(BadUpload, match="ký tự không hợp lệ"):
        safe_name(name.replace("\r\n", "\x07"))


def test_a_sixth_file_is_refused():
    with pytest.raises(BadUpload, match="nhiều nhất 5"):
        read_uploads([SimpleUploadedFile("a.pdf", PDF)] * 6)


@pytest.fixture
def kept_file(commune):
    answer = factories.AllocationAnswerFactory(
        allocation=give(commune).allocation, commune=commune, proposal=True
    )
    return factories.AttachmentFactory(answer=answer)


@pytest.mark.django_db
def test_a_file_comes_back_whole_and_only_to_be_saved(log_in, officer, kept_file):
    answer = log_in(officer).get(f"/chi-tieu/tep/{kept_file.pk}/")

    assert answer.getvalue() == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.django_db
def test_a_file_of_another_commune_is_not_found(log_in, other_commune, kept_file):
    stranger = factories.UserFactory(officer=True, commune=other_commune)

    assert log_in(stranger).get(f"/chi-tieu/tep/{kept_file.pk}/").status_code == 404


@pytest.mark.django_db
def test_a_file_of_a_report_on_a_task_is_not_given_out_here(log_in, leader, commune):
    report = factories.DirectionReportFactory()
    file = factories.AttachmentFactory(answer=None, direction_report=report, commune=commune)

    assert log_in(leader).get(f"/chi-tieu/tep/{file.pk}/").status_code == 404
