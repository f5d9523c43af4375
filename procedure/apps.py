from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    name = "procedure"
    verbose_name = "Quy trình rà soát"

    def ready(self) -> None:
        from households.queries.closing import register_hindrances
        from procedure.queries.closing import procedure_hindrances

        register_hindrances(procedure_hindrances)
