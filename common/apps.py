from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = "Công cụ chung"

    def ready(self) -> None:
        """Register the system checks and the path converters."""
        from common import checks, keys  # noqa: F401

        keys.register()
