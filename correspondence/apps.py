from django.apps import AppConfig

from common import triggers
from correspondence.database.guards import CORRESPONDENCE_TRIGGERS


class CorrespondenceConfig(AppConfig):
    name = "correspondence"
    verbose_name = "Trao đổi"

    def ready(self) -> None:
        triggers.register(self, CORRESPONDENCE_TRIGGERS)
