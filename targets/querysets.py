"""Named questions about one model each; `visible_to` is the only way a view may begin."""

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
        """Rows of the communes this person works with, and of those they were made of."""
        return scoped(self, user)


class CommuneTargetQuerySet(CommuneScopedQuerySet):
    """Shares of the communes."""


class RegistrationQuerySet(CommuneScopedQuerySet):
    def registered(self) -> Self:
        """Households named by their commune."""
        return self.filter(state=RegistrationState.REGISTERED)


def office_of(user: "User") -> str:
    """Return the body of the district a person answers tasks for, or nothing."""
    own = {
        Role.LABOUR_OFFICE: OfficeBearer.LABOUR_OFFICE,
        Role.POLICY_BANK: OfficeBearer.POLICY_BANK,
    }
    return own.get(Role(user.role), user.department)


class BearerQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """People of the district see every bearer; people of a commune their own."""
        return scoped(self, user)

    def borne_by(self, user: "User") -> Self:
        """Tasks this person reports on: those of the commune, or of the office."""
        if user.commune_id is not None:
            return scoped(self, user)
        office = office_of(user)
        return self.filter(office=office) if office else self.none()


class DirectionReportQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Reports of the bearers this person sees."""
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
        """Who shares the goals out sees drafts too; all others what was adopted."""
        if user.may(Action.SET_GOALS):
            return self.exclude(state=AllocationState.DISCARDED)
        return self.filter(state__in=[AllocationState.ADOPTED, AllocationState.REPLACED])
