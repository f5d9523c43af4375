"""Querysets of targets; every view starts from `visible_to`."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.choices import Action, Role
from areas.querysets import scoped
from targets.choices import AllocationState, OfficeBearer, RegistrationState

if TYPE_CHECKING:
    from accounts.models import User


class CommuneScopedQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Return rows of the user's communes and of those merged into them."""
        return scoped(self, user)


class CommuneTargetQuerySet(CommuneScopedQuerySet):
    """Targets of the communes."""


class RegistrationQuerySet(CommuneScopedQuerySet):
    def registered(self) -> Self:
        """Return the registrations in force."""
        return self.filter(state=RegistrationState.REGISTERED)


def office_of(user: "User") -> str:
    """Return the body of the district the user reports for, or an empty string."""
    own = {
        Role.LABOUR_OFFICE: OfficeBearer.LABOUR_OFFICE,
        Role.POLICY_BANK: OfficeBearer.POLICY_BANK,
    }
    return own.get(Role(user.role), user.department)


class BearerQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Return every bearer for users of the district, their own for users of a commune."""
        return scoped(self, user)

    def borne_by(self, user: "User") -> Self:
        """Return the bearers the user reports for: those of the commune, or of the office."""
        if user.commune_id is not None:
            return scoped(self, user)
        office = office_of(user)
        return self.filter(office=office) if office else self.none()


class DirectionReportQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Return the reports of the bearers the user sees."""
        if user.sees_all_communes:
            return self
        return (
            self.filter(
                Q(bearer__commune=user.commune_id) | Q(bearer__commune__merged_into=user.commune_id)
            )
            if user.commune_id is not None
            else self.none()
        )


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Return drafts too for users who set goals, otherwise adopted and former allocations."""
        if user.may(Action.SET_GOALS):
            return self.exclude(state=AllocationState.DISCARDED)
        given = [AllocationState.ADOPTED, AllocationState.REPLACED, AllocationState.WITHDRAWN]
        return self.filter(state__in=given)
