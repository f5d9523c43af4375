"""Replacing the template of a paper, and going back to the built-in one."""

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from common.errors import Conflict
from common.history import save_with_history
from common.uploads import BadUpload, Upload, read_upload
from common.word_guard import BadTemplate
from common.word_template import TemplateCheck, check_template
from papers.models import PaperTemplate
from papers.rules import paper_kind


class CannotUseTemplate(BadTemplate):
    """The template has names or commands that do not fit; `problems` are sentences for the user."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems), field="upload")
        self.problems = problems


def read_template(file: UploadedFile) -> Upload:
    """Return an uploaded Word file. Raises BadUpload for another kind of file."""
    if not (file.name or "").lower().endswith(".docx"):
        raise BadUpload("Chỉ nhận tệp Word (.docx).", field="upload")
    return read_upload(file)


def replace_template(
    *, code: str, upload: Upload, replaces: int | None, note: str = "", by: User, at: dt.datetime
) -> tuple[PaperTemplate, TemplateCheck]:
    """Use an uploaded template for a paper; return it with the warnings of its check.

    `replaces` is the key of the template in force that the user saw, None for the built-in one.
    The file in force, uploaded again, changes nothing. Raises KeyError for an unknown paper,
    BadTemplate, CannotUseTemplate, and Conflict when another template was put in force since.
    """
    kind = paper_kind(code)
    check = check_template(upload.content, kind.sample, required=kind.required)
    if check.problems:
        raise CannotUseTemplate(check.problems)
    return _put_in_force(code, upload, check, replaces, note=note, by=by, at=at), check


@transaction.atomic
def _put_in_force(
    code: str,
    upload: Upload,
    check: TemplateCheck,
    replaces: int | None,
    *,
    note: str,
    by: User,
    at: dt.datetime,
) -> PaperTemplate:
    present = _locked(code)
    if present is not None and bytes(present.content) == upload.content:
        return present
    _require_seen(present, replaces)
    if present is not None:
        _retire(present, by=by, at=at)
    made = PaperTemplate(
        code=code,
        name=upload.name,
        size=len(upload.content),
        content=upload.content,
        names=list(check.names),
        note=note,
        added_by=by,
        added_at=at,
    )
    save_with_history(made, by=by, reason="Dùng mẫu mới")
    return made


@transaction.atomic
def use_built_in(*, code: str, replaces: int | None, by: User, at: dt.datetime) -> None:
    """Build a paper from the built-in template again; nothing changes if it is in force already.

    Raises KeyError for an unknown paper, and Conflict when another template was put in force since.
    """
    paper_kind(code)
    present = _locked(code)
    if present is None:
        return
    _require_seen(present, replaces)
    _retire(present, by=by, at=at)


def _locked(code: str) -> PaperTemplate | None:
    found = PaperTemplate.objects.select_for_update(of=("self",)).filter(code=code)
    return found.filter(retired_at=None).first()


def _require_seen(present: PaperTemplate | None, replaces: int | None) -> None:
    if (present.pk if present else None) != replaces:
        who = f"{present.added_by} đã thay mẫu" if present else "Người khác đã đưa mẫu"
        since = "này" if present else "này về mẫu có sẵn"
        raise Conflict(f"{who} {since} sau khi bạn mở trang. Hãy xem lại rồi làm tiếp.")


def _retire(present: PaperTemplate, *, by: User, at: dt.datetime) -> None:
    present.retired_by, present.retired_at = by, at
    save_with_history(
        present, by=by, reason="Thôi dùng mẫu", update_fields=["retired_by", "retired_at"]
    )
