"""A need while it is being told, kept on the server so that a lost connection loses nothing."""

from django.db import models

from accounts.secret_codes import new_code

from .cycle import Cycle


class NeedDraft(models.Model):
    """What a resident has written so far, found again by the secret link alone; swept away when it is old or sent.

    Name, phone and e-mail are never kept here: they are asked for on the last step.
    """

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+", verbose_name="siklus")
    code = models.CharField("kode rahasia", max_length=20, default=new_code, unique=True, editable=False)
    data = models.JSONField("isi", default=dict)
    saved_at = models.DateTimeField("disimpan")

    class Meta:
        verbose_name = "draf kebutuhan"
        verbose_name_plural = "draf kebutuhan"
        ordering = ["-saved_at", "pk"]
        indexes = [models.Index(fields=["saved_at"], name="need_draft_age")]

    def __str__(self) -> str:
        return f"Draf {self.pk}"
