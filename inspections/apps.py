from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "inspections"
    verbose_name = "Phúc tra"

    def ready(self) -> None:
        # Models can be imported only now.
        from inspections.documents.kinds import PAPERS
        from papers.rules import register_papers

        register_papers(PAPERS)
