from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = "Usulan"
    default_auto_field = "django.db.models.BigAutoField"
