from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="format",
            field=models.CharField(
                choices=[("meeting_guide", "Meeting Guide, as JSON or as a table (CSV, TSV)")],
                default="meeting_guide",
                max_length=20,
                verbose_name="format",
            ),
        ),
    ]
