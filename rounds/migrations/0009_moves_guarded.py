from django.db import migrations

from rounds import triggers


class Migration(migrations.Migration):
    """What the forum changed in a counted round takes no change, by triggers of the database."""

    dependencies = [("rounds", "0008_addendum_parts")]

    operations = [
        migrations.RunPython(lambda apps, editor: triggers.install(editor.connection), migrations.RunPython.noop)
    ]
