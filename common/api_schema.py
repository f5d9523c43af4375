"""Error responses that every operation of the API can return, described once."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.permissions import SAFE_METHODS

from common.parameters import fields_of

_TEXT = {"type": "string"}
_SCHEMAS: dict[str, Any] = {
    "Refusal": {
        "type": "object",
        "description": "Vì sao không làm được; `field` là chỗ sai trong dữ liệu gửi lên.",
        "required": ["detail"],
        "properties": {"detail": _TEXT, "code": _TEXT, "field": _TEXT},
    },
    "FieldErrors": {
        "type": "object",
        "description": "Mỗi khóa là một trường sai, với các câu nói sai ở đâu.",
        "additionalProperties": {},
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
    "409": _refusal("Người khác đã sửa trước.", "Conflict"),
    "413": _refusal("Nội dung gửi lên quá lớn."),
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
        for operation in operations.values():
            for code in _codes_of(operation, components["schemas"]):
                link = {"$ref": f"#/components/responses/Status{code}"}
                operation["responses"].setdefault(code, link)
    return result


def _codes_of(operation: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    codes = ["400", "401", "403"]  # 400: a parameter that the view does not take
    places = {each["in"] for each in operation.get("parameters", [])}
    body = operation.get("requestBody")
    if places or body is not None:
        codes.append("404")
    if body is not None:
        codes += ["413", "415"]
        if any("version" in shape["properties"] for shape in _shapes(body, schemas)):
            codes.append("409")
    return sorted(codes)


def _shapes(body: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    links = [each["schema"].get("$ref", "") for each in body["content"].values()]
    found = [schemas.get(link.rpartition("/")[2], {}) for link in links]
    return [shape for shape in found if "properties" in shape]


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
