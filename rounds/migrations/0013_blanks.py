import django.db.models.deletion
from django.db import migrations, models

from rounds import triggers


class Migration(migrations.Migration):
    """Numbered paper of a forum, and what was typed from it; neither numbers nor readings change, by triggers."""

    dependencies = [
        ("accounts", "0004_phones_and_sessions"),
        ("proposals", "0023_hand_over_batches"),
        ("rounds", "0012_addendum_mended"),
    ]

    operations = [
        migrations.CreateModel(
            name="Blank",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("usulan", "Lembar usulan"), ("hadir", "Daftar hadir")],
                        max_length=6,
                        verbose_name="jenis",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nomor")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("dicetak", "Belum diketik"),
                            ("sekali", "Diketik sekali"),
                            ("beda", "Beda ketikan"),
                            ("dipakai", "Dipakai"),
                            ("kosong", "Tidak terpakai"),
                            ("rusak", "Rusak"),
                        ],
                        default="dicetak",
                        max_length=7,
                        verbose_name="keadaan",
                    ),
                ),
                ("printed_at", models.DateTimeField(verbose_name="dicetak pada")),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blanks",
                        to="rounds.forum",
                        verbose_name="forum",
                    ),
                ),
                (
                    "printed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.officeholding",
                        verbose_name="dicetak oleh",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blank",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "lembar kertas",
                "verbose_name_plural": "lembar kertas",
                "ordering": ["forum", "kind", "number"],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hand", models.PositiveSmallIntegerField(verbose_name="pembacaan ke-")),
                (
                    "mark",
                    models.CharField(
                        blank=True,
                        choices=[("kosong", "Tidak terpakai"), ("rusak", "Rusak")],
                        max_length=7,
                        verbose_name="tidak dipakai karena",
                    ),
                ),
                ("values", models.JSONField(blank=True, default=dict, verbose_name="isi")),
                ("at", models.DateTimeField(verbose_name="waktu")),
                (
                    "blank",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="rounds.blank",
                        verbose_name="lembar",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.officeholding",
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "pembacaan lembar",
                "verbose_name_plural": "pembacaan lembar",
                "ordering": ["blank", "hand"],
            },
        ),
        migrations.AddConstraint(
            model_name="blank",
            constraint=models.UniqueConstraint(fields=("forum", "kind", "number"), name="blank_number_once"),
        ),
        migrations.AddConstraint(
            model_name="blank",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 999)), name="blank_number_of_three_digits"
            ),
        ),
        migrations.AddConstraint(
            model_name="blank",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "usulan"), ("proposal__isnull", False), ("state", "dipakai")),
                    models.Q(("proposal", None), models.Q(("kind", "usulan"), ("state", "dipakai"), _negated=True)),
                    _connector="OR",
                ),
                name="blank_used_for_one_usulan",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=("blank", "hand"), name="reading_hand_once"),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("hand__lte", 2)),
                fields=("blank", "by"),
                name="reading_by_two",
                violation_error_message="Lembar ini sudah Anda ketik. Minta orang lain mengetiknya.",
            ),
        ),
        migrations.RunPython(lambda apps, editor: triggers.install(editor.connection), migrations.RunPython.noop),
    ]
