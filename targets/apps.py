from django.apps import AppConfig

from common import triggers
from targets.database.guards import TARGETS_TRIGGERS


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = "Mục tiêu, chỉ tiêu"

    def ready(self) -> None:
        triggers.register(self, TARGETS_TRIGGERS)
        from households.queries.closing import register_dependants
        from targets.queries.plans import plans_after

        register_dependants(plans_after)
        from papers.rules import register_papers
        from targets.documents.kinds import PAPERS

        register_papers(PAPERS)
