"""Error responses that every operation of the API can return, described once."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.permissions import SAFE_METHODS

from common.parameters import fields_of

# Extension of an operation that checks a password: wrong ones are counted.
CHECKS_PASSWORD = "x-checks-password"  # noqa: S105  (a name, no password)
_TEXT = {"type": "string"}
_SCHEMAS: dict[str, Any] = {
    "Refusal": {
        "type": "object",
        "description": "Lý do không thực hiện được; `field` là chỗ sai trong dữ liệu gửi lên.",
        "required": ["detail"],
        "properties": {"detail": _TEXT, "code": _TEXT, "field": _TEXT, "request_number": _TEXT},
    },
    "FieldErrors": {
        "type": "object",
        "description": "Mỗi khóa là một trường sai, với các câu nói sai ở đâu.",
        "additionalProperties": {
            "anyOf": [
                {"type": "array", "items": {"anyOf": [_TEXT, {"type": "object"}]}},
                {"type": "object"},
            ]
        },
    },
    "Conflict": {
        "type": "object",
        "description": "Người khác đã sửa sau khi bên gửi đọc `version`; hãy đọc lại.",
        "required": ["detail", "code", "changed_by", "changed_at"],
        "properties": {
            "detail": _TEXT,
            "code": _TEXT,
            "changed_by": _TEXT,
            "changed_at": {"type": "string", "format": "date-time", "nullable": True},
            "request_number": _TEXT,
        },
    },
}


def _refusal(description: str, *names: str) -> dict[str, Any]:
    found = [{"$ref": f"#/components/schemas/{name}"} for name in names or ("Refusal",)]
    schema = {"anyOf": found} if len(found) > 1 else found[0]
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_RESPONSES: dict[str, dict[str, Any]] = {
    "400": _refusal("Dữ liệu gửi lên không hợp lệ.", "Refusal", "FieldErrors"),
    "401": _refusal("Thiếu mã truy cập, hoặc mã không còn hiệu lực."),
    "403": _refusal("Vai trò không được làm việc này."),
    "404": _refusal("Không có, hoặc ngoài phạm vi của người dùng."),
    "409": _refusal("Người khác đã sửa trước, hoặc dữ liệu đã khóa.", "Conflict", "Refusal"),
    "413": _refusal("Nội dung gửi lên quá lớn."),
    "429": _refusal("Sai mật khẩu quá nhiều lần; câu trả lời ghi phải chờ bao nhiêu phút."),
    "415": _refusal("Nội dung gửi lên phải là application/json."),
}


def describe_refusals(
    result: dict[str, Any], generator: object, request: object, public: object
) -> dict[str, Any]:
    """Add the possible error responses to each operation (a hook of drf-spectacular)."""
    components = result["components"]
    components["schemas"].update(_SCHEMAS)
    components["responses"] = {f"Status{code}": answer for code, answer in _RESPONSES.items()}
    for operations in result["paths"].values():
        for method, operation in operations.items():
            _bound_years(operation)
            for code in _codes_of(operation, is_write=method != "get"):
                link = {"$ref": f"#/components/responses/Status{code}"}
                operation["responses"].setdefault(code, link)
    return result


def _bound_years(operation: dict[str, Any]) -> None:
    """A year is a number of four digits in every address."""
    for parameter in operation.get("parameters", []):
        if parameter["name"] == "year":
            parameter["schema"] = {"type": "integer", "minimum": 1000, "maximum": 9999}


def _codes_of(operation: dict[str, Any], *, is_write: bool) -> list[str]:
    codes = ["400", "401", "403"]
    if is_write:
        # A rule of the database may refuse any write, also one without a body.
        codes += ["404", "409", "413", "415"]
        if operation.get(CHECKS_PASSWORD):
            codes.append("429")
    elif operation.get("parameters"):
        codes.append("404")
    return sorted(codes)


class DeclaredSchema(AutoSchema):
    """Describes the parameters of a view from its declaration, which `KnownParameters` checks."""

    def get_override_parameters(self) -> list[Any]:
        is_read = self.method in SAFE_METHODS
        declared = getattr(self.view, "parameters" if is_read else "write_parameters", ())
        described: dict[str, OpenApiParameter] = {}
        for each in declared:
            if isinstance(each, OpenApiParameter):
                described[each.name] = each
                continue
            for name in fields_of(each):
                described.setdefault(name, OpenApiParameter(name, OpenApiTypes.STR))
        return [*super().get_override_parameters(), *described.values()]
