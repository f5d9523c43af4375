from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = "Công cụ chung"

    def ready(self) -> None:
        """Register the system checks."""
        from common import checks  # noqa: F401
