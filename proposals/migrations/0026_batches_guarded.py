from django.db import migrations

from proposals import triggers
from proposals.guards import drop


class Migration(migrations.Migration):
    """Sent lists and their receipts stay as they are, by triggers of the database."""

    dependencies = [("proposals", "0025_usulan_told_apart")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: drop(editor.connection, triggers.BATCHES),
        )
    ]
