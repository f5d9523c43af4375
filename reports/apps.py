from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        # Models can be imported only now.
        from papers.rules import register_papers
        from reports.documents.kinds import PAPERS

        register_papers(PAPERS)
