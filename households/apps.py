from django.apps import AppConfig

from common import triggers
from households.database.triggers import HOUSEHOLDS_TRIGGERS


class HouseholdsConfig(AppConfig):
    name = "households"
    verbose_name = "Hộ và rà soát"

    def ready(self) -> None:
        triggers.register(self, HOUSEHOLDS_TRIGGERS)
