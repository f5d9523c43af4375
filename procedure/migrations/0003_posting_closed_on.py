from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('procedure', '0002_application'),
    ]

    operations = [
        migrations.RenameField('villagereview', 'reported_on', 'posting_closed_on'),
        migrations.RenameField('historicalvillagereview', 'reported_on', 'posting_closed_on'),
    ]
