from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('procedure', '0002_application'),
    ]

    operations = [
        migrations.RenameField('villagereview', 'reported_on', 'posting_closed_on'),
        migrations.RenameField('historicalvillagereview', 'reported_on', 'posting_closed_on'),
        migrations.AlterField(
            model_name='historicallistedhousehold',
            name='origin',
            field=models.CharField(choices=[('CURRENT_POOR', 'Hộ nghèo hiện có'), ('CURRENT_NEAR_POOR', 'Hộ cận nghèo hiện có'), ('APPLICATION', 'Hộ đề nghị được rà soát'), ('FLAGGED_A', 'Qua nhận dạng nhanh (Phiếu A)'), ('CORRECTION', 'Rà soát lại để đính chính')], max_length=20, verbose_name='vì sao có tên'),
        ),
        migrations.AlterField(
            model_name='listedhousehold',
            name='origin',
            field=models.CharField(choices=[('CURRENT_POOR', 'Hộ nghèo hiện có'), ('CURRENT_NEAR_POOR', 'Hộ cận nghèo hiện có'), ('APPLICATION', 'Hộ đề nghị được rà soát'), ('FLAGGED_A', 'Qua nhận dạng nhanh (Phiếu A)'), ('CORRECTION', 'Rà soát lại để đính chính')], max_length=20, verbose_name='vì sao có tên'),
        ),
    
    ]
