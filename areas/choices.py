"""Kinds of administrative units, as the law names them."""

from django.db import models


class CommuneKind(models.TextChoices):
    COMMUNE = "COMMUNE", "Xã"
    TOWN = "TOWN", "Thị trấn"


class AreaType(models.TextChoices):
    RURAL = "RURAL", "Nông thôn"
    URBAN = "URBAN", "Thành thị"


class Region(models.TextChoices):
    """The six regions with a rural Phiếu B1 of their own (TT 17/2016, PL 3b)."""

    RED_RIVER_DELTA = "RED_RIVER_DELTA", "Đồng bằng sông Hồng"
    NORTHERN_MIDLANDS = "NORTHERN_MIDLANDS", "Trung du miền núi phía Bắc"
    CENTRAL_COAST = "CENTRAL_COAST", "Bắc Trung Bộ và Duyên hải miền Trung"
    CENTRAL_HIGHLANDS = "CENTRAL_HIGHLANDS", "Tây Nguyên"
    SOUTH_EAST = "SOUTH_EAST", "Đông Nam Bộ"
    MEKONG_DELTA = "MEKONG_DELTA", "Đồng bằng sông Cửu Long"


class VillageKind(models.TextChoices):
    HAMLET = "HAMLET", "Thôn"
    VILLAGE = "VILLAGE", "Làng"
    STREET_GROUP = "STREET_GROUP", "Tổ dân phố"


class ZoneLevel(models.TextChoices):
    """Levels of difficulty of communes in ethnic-minority and mountain areas (QĐ 861/QĐ-TTg)."""

    I = "I", "Khu vực I"  # noqa: E741  (the law's own name)
    II = "II", "Khu vực II"
    III = "III", "Khu vực III"


class EthnicKind(models.TextChoices):
    """Kinds of ethnic groups to filter by; a group may be of several."""

    MINORITY = "MINORITY", "Dân tộc thiểu số"
    INDIGENOUS = "INDIGENOUS", "Dân tộc tại chỗ Tây Nguyên"
    VERY_SMALL = "VERY_SMALL", "Dân tộc rất ít người"


class UnitChangeState(models.TextChoices):
    """The state of a change of units."""

    PLANNED = "PLANNED", "Chưa áp dụng"
    APPLIED = "APPLIED", "Đã áp dụng"
    ROLLED_BACK = "ROLLED_BACK", "Đã hoàn tác"


class Boundaries(models.TextChoices):
    """The units by which figures of a year before a merger are shown."""

    OLD = "old", "Đơn vị của năm báo cáo"
    NEW = "new", "Đơn vị sau sắp xếp"
