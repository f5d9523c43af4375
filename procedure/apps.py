from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    name = "procedure"
    verbose_name = "Quy trình rà soát"

    def ready(self) -> None:
        from households.queries.closing import register_hindrances
        from procedure.queries.closing import procedure_hindrances

        register_hindrances(procedure_hindrances)
        # Models can be imported only now.
        from households.queries.standing import register_standing_reader
        from procedure.pages.standing import form_standings

        register_standing_reader(form_standings)
        from papers.rules import register_papers
        from procedure.documents.kinds import PAPERS

        register_papers(PAPERS)
