from django.apps import AppConfig


class DiagramsConfig(AppConfig):
    name = "apps.diagrams"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import apps.diagrams.api.openapi  # noqa: F401  (registers itself)
