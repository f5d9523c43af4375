from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from households.database import triggers


class HouseholdsConfig(AppConfig):
    name = "households"
    verbose_name = "Hộ và rà soát"

    def ready(self) -> None:
        """Keep the database's own rules out of the way of migrations, and put them on after."""
        pre_migrate.connect(_rules_off, sender=self)
        post_migrate.connect(_rules_on, sender=self)


def _rules_off(*, using: str, plan: list[Any], **kwargs: Any) -> None:
    if plan:
        triggers.remove(connections[using])


def _rules_on(*, using: str, **kwargs: Any) -> None:
    triggers.install(connections[using])
