"""The near-poor list's own movement, and the people of a household, beside each year's record."""

from django.db import migrations, models

_CLASSES = [("POOR", "Hộ nghèo"), ("NEAR_POOR", "Hộ cận nghèo"), ("NOT_POOR", "Không nghèo")]
_MOVEMENTS = [
    ("NONE", "Ngoài danh sách hộ cận nghèo"),
    ("STAYED_NEAR_POOR", "Vẫn là hộ cận nghèo"),
    ("EXITED", "Thoát cận nghèo"),
    ("BECAME_POOR", "Cận nghèo trở thành nghèo"),
    ("LEFT", "Giảm khác (chết, chuyển đi, nhập hộ)"),
    ("FELL_FROM_POOR", "Nghèo trở thành cận nghèo"),
    ("RELAPSED", "Tái cận nghèo"),
    ("FIRST_NEAR_POOR", "Phát sinh mới"),
    ("ARRIVED", "Tăng khác (chuyển đến, tách hộ)"),
    ("FIRST_YEAR", "Năm đầu áp dụng chuẩn"),
]


def _inherited():
    return models.CharField(
        "phân loại mang theo", max_length=10, choices=_CLASSES, blank=True, default=""
    )


def _movement():
    return models.CharField(
        "biến động cận nghèo", max_length=20, choices=_MOVEMENTS, default="NONE"
    )


def _members():
    return models.PositiveSmallIntegerField("số khẩu hiện nay", default=0)


def _opening_members():
    return models.PositiveSmallIntegerField("số khẩu đầu năm", default=0)


def _added(model):
    return [
        migrations.AddField(model, "inherited_status", _inherited(), preserve_default=False),
        migrations.AddField(model, "near_poor_movement", _movement(), preserve_default=False),
        migrations.AddField(model, "members", _members(), preserve_default=False),
        migrations.AddField(model, "opening_members", _opening_members()),
    ]


class Migration(migrations.Migration):
    dependencies = [("households", "0004_round_follows_procedure")]

    operations = [*_added("povertyrecord"), *_added("historicalpovertyrecord")]
