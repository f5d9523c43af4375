from django.apps import AppConfig

from common import triggers
from correspondence.database.guards import CORRESPONDENCE_TRIGGERS


class CorrespondenceConfig(AppConfig):
    name = "correspondence"
    verbose_name = "Trao đổi"

    def ready(self) -> None:
        triggers.register(self, CORRESPONDENCE_TRIGGERS)
        # Models can be imported only now.
        from correspondence.documents.kinds import PAPERS
        from papers.rules import register_papers

        register_papers(PAPERS)
