from django.db import migrations

from proposals import triggers


class Migration(migrations.Migration):
    """The event log takes new rows and no changes, by triggers of the database."""

    dependencies = [("proposals", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: triggers.lift(editor.connection),
        )
    ]
