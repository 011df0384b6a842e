"""Each desk shares out its own work: `DeskTask` instead of one assignee of a usulan."""

import django.db.models.deletion
from django.db import migrations, models


def carry_over(apps, schema_editor):
    """Give what was shared out to the office of the colleague, at the desk of that office."""
    tasks = apps.get_model("proposals", "DeskTask")
    proposals = apps.get_model("proposals", "Proposal").objects.exclude(assignee=None)
    found = proposals.values_list(
        "pk", "assignee__office", "assignee__office__role", "assignee__office__agency", "assignee__office__region__code"
    )
    tasks.objects.bulk_create(
        [
            tasks(proposal_id=pk, office_id=office, desk=f"{role}:{agency if role == 'OPD' else code}")
            for pk, office, role, agency, code in found
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_phones_and_sessions"),
        ("proposals", "0010_pokir_of_the_system"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("desk", models.CharField(max_length=60, verbose_name="meja")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                        verbose_name="dikerjakan oleh",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk_tasks",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "pembagian tugas",
                "verbose_name_plural": "pembagian tugas",
                "ordering": ["proposal", "desk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "desk"),
                        name="desk_task_one_of_desk",
                        violation_error_message="Usulan ini sudah dibagikan di meja ini.",
                    )
                ],
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(model_name="proposal", name="assignee"),
    ]
