from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_tables'),
        ("households", "0006_closing_of_rounds"),
    ]

    operations = [
        migrations.AddField(
            model_name='household',
            name='given_name_key',
            field=models.CharField(default='', editable=False, max_length=200),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['given_name_key', 'id'], name='household_by_given_name'),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['commune', 'given_name_key', 'id'], name='household_by_commune_given'),
        ),
    ]
