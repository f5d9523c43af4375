"""Services of the installation."""

from typing import TYPE_CHECKING

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction

from areas.models import Installation
from areas.queries import CACHE_KEY
from areas.services.units import CannotChangeUnit
from common.history import conflict_over, save_with_history

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def change_support_contact(*, version: int, name: str, phone: str, by: "User") -> Installation:
    """Set whom the district's users call; both texts may be empty.

    Unchanged content changes nothing. Raises Conflict when another user changed it since,
    CannotChangeUnit before set-up and for an impossible telephone number.
    """
    current = Installation.objects.select_for_update().first()
    if current is None:
        raise CannotChangeUnit("Phần mềm chưa có đơn vị sử dụng.")
    if (name, phone) == (current.support_name, current.support_phone):
        return current
    if current.version != version:
        raise conflict_over(current)
    current.support_name, current.support_phone = name, phone
    _refuse_unclean(current)
    current.version += 1
    save_with_history(current, by=by, reason="Sửa người hỗ trợ")
    transaction.on_commit(lambda: cache.delete(CACHE_KEY))
    return current


def _refuse_unclean(current: Installation) -> None:
    try:
        current.full_clean(validate_unique=False)
    except ValidationError as error:
        sentences = error.message_dict
        field = "phone" if "support_phone" in sentences else "name"
        raise CannotChangeUnit(next(iter(sentences.values()))[0], field=field) from error
