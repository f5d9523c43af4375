from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "support"
    verbose_name = "Chính sách hỗ trợ"

    def ready(self) -> None:
        # Models can be imported only now.
        from households.queries.needs import register_need_reader
        from support.queries.household_needs import AnalysisReader

        register_need_reader(AnalysisReader())
