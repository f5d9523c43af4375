"""Choices of the household register and of the review."""

from django.db import models


class HouseholdState(models.TextChoices):
    ACTIVE = "ACTIVE", "Đang cư trú"
    MOVED = "MOVED", "Đã chuyển đi"
    DISSOLVED = "DISSOLVED", "Đã giải thể"


class Arrival(models.TextChoices):
    """How a household came onto the register of its commune."""

    RESIDENT = "RESIDENT", "Thường trú từ trước"
    MOVED_IN = "MOVED_IN", "Chuyển đến"
    SPLIT = "SPLIT", "Tách hộ"


class LifeKind(models.TextChoices):
    """Kinds of life events of a household."""

    SPLIT = "SPLIT", "Tách hộ"
    MERGE = "MERGE", "Nhập hộ"
    MOVE_WITHIN = "MOVE_WITHIN", "Chuyển thôn trong xã"
    MOVE_BETWEEN = "MOVE_BETWEEN", "Chuyển sang xã khác trong huyện"
    MOVE_OUT = "MOVE_OUT", "Chuyển đi khỏi huyện"
    DISSOLVE = "DISSOLVE", "Giải thể hộ"
    CHANGE_HEAD = "CHANGE_HEAD", "Thay chủ hộ"
    DEATH = "DEATH", "Nhân khẩu qua đời"
    MERGE_DUPLICATE = "MERGE_DUPLICATE", "Gộp hộ, người ghi trùng"


# Kinds of events by which a household can leave the register of its commune.
DEPARTURES = (
    LifeKind.MERGE,
    LifeKind.MOVE_BETWEEN,
    LifeKind.MOVE_OUT,
    LifeKind.DISSOLVE,
    LifeKind.DEATH,
    LifeKind.MERGE_DUPLICATE,
)


class LifeRole(models.TextChoices):
    """The role of a household in an event: it was there before, or it received members."""

    SOURCE = "SOURCE", "Hộ ban đầu"
    TARGET = "TARGET", "Hộ tiếp nhận"


class Likeness(models.TextChoices):
    """What two people who may be the same have in common, the most alike first."""

    SAME_DAY = "SAME_DAY", "Trùng tên, ngày sinh"
    SAME_YEAR = "SAME_YEAR", "Trùng tên, năm sinh"
    SAME_HEAD = "SAME_HEAD", "Chủ hộ trùng tên, cùng thôn"
    OTHER_DAY = "OTHER_DAY", "Trùng tên, năm sinh, khác ngày"


class Sex(models.TextChoices):
    MALE = "MALE", "Nam"
    FEMALE = "FEMALE", "Nữ"


class Relation(models.TextChoices):
    """Relation to the head; the head has none."""

    SPOUSE = "SPOUSE", "Vợ/chồng"
    CHILD = "CHILD", "Con"
    PARENT = "PARENT", "Cha/mẹ"
    GRANDPARENT = "GRANDPARENT", "Ông/bà"
    GRANDCHILD = "GRANDCHILD", "Cháu"
    SIBLING = "SIBLING", "Anh/chị/em"
    CHILD_IN_LAW = "CHILD_IN_LAW", "Con dâu/rể"
    OTHER_RELATIVE = "OTHER_RELATIVE", "Họ hàng khác"
    NOT_RELATED = "NOT_RELATED", "Không họ hàng"


class Schooling(models.TextChoices):
    NONE = "NONE", "Chưa đi học"
    PRESCHOOL = "PRESCHOOL", "Mầm non"
    PRIMARY = "PRIMARY", "Tiểu học"
    LOWER_SECONDARY = "LOWER_SECONDARY", "Trung học cơ sở"
    UPPER_SECONDARY = "UPPER_SECONDARY", "Trung học phổ thông"
    VOCATIONAL = "VOCATIONAL", "Sơ cấp, trung cấp nghề"
    COLLEGE = "COLLEGE", "Cao đẳng trở lên"


class Work(models.TextChoices):
    FARM = "FARM", "Nông, lâm, ngư nghiệp"
    WAGE = "WAGE", "Làm thuê, làm công"
    STATE = "STATE", "Công chức, viên chức"
    BUSINESS = "BUSINESS", "Kinh doanh, dịch vụ"
    STUDYING = "STUDYING", "Đang đi học"
    UNEMPLOYED = "UNEMPLOYED", "Chưa có việc làm"
    RETIRED = "RETIRED", "Hưu trí"
    NONE = "NONE", "Không làm việc"


class RuleShape(models.TextChoices):
    """How a standard puts income and deprivation together."""

    INCOME_BAND = "INCOME_BAND", "Thu nhập thấp, hoặc thu nhập cận nghèo kèm thiếu hụt"
    INCOME_AND_DEPRIVATION = "INCOME_AND_DEPRIVATION", "Thu nhập thấp và thiếu hụt"


class ScoringArea(models.TextChoices):
    """Areas with a Phiếu B1 of their own (TT 17/2016, PL 3b): towns, and the rural communes of a region.

    The rural areas have the names of the regions of `areas.choices.Region`.
    """

    URBAN = "URBAN", "Thành thị"
    RED_RIVER_DELTA = "RED_RIVER_DELTA", "Nông thôn Đồng bằng sông Hồng"
    NORTHERN_MIDLANDS = "NORTHERN_MIDLANDS", "Nông thôn Trung du miền núi phía Bắc"
    CENTRAL_COAST = "CENTRAL_COAST", "Nông thôn Bắc Trung Bộ và Duyên hải miền Trung"
    CENTRAL_HIGHLANDS = "CENTRAL_HIGHLANDS", "Nông thôn Tây Nguyên"
    SOUTH_EAST = "SOUTH_EAST", "Nông thôn Đông Nam Bộ"
    MEKONG_DELTA = "MEKONG_DELTA", "Nông thôn Đồng bằng sông Cửu Long"


class TableState(models.TextChoices):
    """A scoring table is written, then applied, then only kept."""

    DRAFT = "DRAFT", "Đang soạn"
    IN_FORCE = "IN_FORCE", "Đang áp dụng"
    RETIRED = "RETIRED", "Đã ngừng áp dụng"


class FactSource(models.TextChoices):
    """Where the answer to an item of B1 comes from: asked on the visit, or read from the register."""

    ASKED = "ASKED", "Hỏi hộ"
    HOUSEHOLD_SIZE = "HOUSEHOLD_SIZE", "Sổ hộ: số khẩu"
    DEPENDANTS = "DEPENDANTS", "Sổ hộ: số người phụ thuộc"
    PENSIONERS = "PENSIONERS", "Sổ hộ: số người hưu trí"
    HIGHEST_SCHOOLING = "HIGHEST_SCHOOLING", "Sổ hộ: trình độ cao nhất"


COUNTED_FACTS = (FactSource.HOUSEHOLD_SIZE, FactSource.DEPENDANTS, FactSource.PENSIONERS)


class RoundKind(models.TextChoices):
    YEAR_END = "YEAR_END", "Rà soát định kỳ cuối năm"
    IN_YEAR = "IN_YEAR", "Rà soát thường xuyên trong năm"


class RoundState(models.TextChoices):
    OPEN = "OPEN", "Đang mở"
    CLOSED = "CLOSED", "Đã khóa"


class AssessmentState(models.TextChoices):
    DRAFT = "DRAFT", "Đang nhập"
    SUBMITTED = "SUBMITTED", "Chờ duyệt"
    APPROVED = "APPROVED", "Đã duyệt"
    SUPERSEDED = "SUPERSEDED", "Đã được đính chính"


class Pile(models.TextChoices):
    """The piles on which forms lie: their states, with the returned drafts apart."""

    DRAFT = "DRAFT", "Đang nhập"
    RETURNED = "RETURNED", "Bị trả lại"
    SUBMITTED = "SUBMITTED", "Đã nộp"
    APPROVED = "APPROVED", "Đã duyệt"
    SUPERSEDED = "SUPERSEDED", "Đã được đính chính"


class PovertyStatus(models.TextChoices):
    POOR = "POOR", "Hộ nghèo"
    NEAR_POOR = "NEAR_POOR", "Hộ cận nghèo"
    NOT_POOR = "NOT_POOR", "Không nghèo"


class PovertyBasis(models.TextChoices):
    """The two kinds of poor households of 2016–2020, reported apart; from 2022 one kind only."""

    BY_INCOME = "BY_INCOME", "Nghèo về thu nhập"
    BY_DEPRIVATION = "BY_DEPRIVATION", "Nghèo thiếu hụt tiếp cận dịch vụ xã hội cơ bản"
    BY_BOTH = "BY_BOTH", "Nghèo đa chiều (thu nhập và thiếu hụt)"


class Movement(models.TextChoices):
    """What became of a household on the poor list between the opening of the year and now."""

    NONE = "NONE", "Ngoài danh sách hộ nghèo"
    STAYED_POOR = "STAYED_POOR", "Vẫn là hộ nghèo"
    EXITED_TO_NEAR_POOR = "EXITED_TO_NEAR_POOR", "Thoát nghèo, trở thành cận nghèo"
    EXITED_ABOVE = "EXITED_ABOVE", "Thoát nghèo, vượt chuẩn cận nghèo"
    LEFT = "LEFT", "Giảm khác (chết, chuyển đi, nhập hộ)"
    FELL_FROM_NEAR_POOR = "FELL_FROM_NEAR_POOR", "Cận nghèo trở thành nghèo"
    RELAPSED = "RELAPSED", "Tái nghèo"
    FIRST_POOR = "FIRST_POOR", "Phát sinh mới"
    ARRIVED = "ARRIVED", "Tăng khác (chuyển đến, tách hộ)"
    FIRST_YEAR = "FIRST_YEAR", "Không so sánh: năm đầu áp dụng chuẩn"


EXITS = (Movement.EXITED_TO_NEAR_POOR, Movement.EXITED_ABOVE)


class NearPoorMovement(models.TextChoices):
    """What became of a household on the near-poor list between the opening of the year and now."""

    NONE = "NONE", "Ngoài danh sách hộ cận nghèo"
    STAYED_NEAR_POOR = "STAYED_NEAR_POOR", "Vẫn là hộ cận nghèo"
    EXITED = "EXITED", "Thoát cận nghèo"
    BECAME_POOR = "BECAME_POOR", "Cận nghèo trở thành nghèo"
    LEFT = "LEFT", "Giảm khác (chết, chuyển đi, nhập hộ)"
    FELL_FROM_POOR = "FELL_FROM_POOR", "Nghèo trở thành cận nghèo"
    RELAPSED = "RELAPSED", "Tái cận nghèo"
    FIRST_NEAR_POOR = "FIRST_NEAR_POOR", "Phát sinh mới"
    ARRIVED = "ARRIVED", "Tăng khác (chuyển đến, tách hộ)"
    FIRST_YEAR = "FIRST_YEAR", "Không so sánh: năm đầu áp dụng chuẩn"


class Figure(models.TextChoices):
    """The figures of the poor and the near-poor list; each opens the households behind it."""

    LISTED = "listed", "Hộ nghèo, cận nghèo hiện nay"
    OPENING = "opening", "Hộ nghèo đầu năm"
    CLOSING = "closing", "Hộ nghèo hiện nay"
    NEAR_POOR_NOW = "near_poor_now", "Hộ cận nghèo hiện nay"
    EXITS = "exits", "Thoát nghèo"
    EXITS_TO_NEAR_POOR = "exits_to_near_poor", "Thoát nghèo, trở thành cận nghèo"
    EXITS_ABOVE = "exits_above", "Thoát nghèo, vượt chuẩn cận nghèo"
    RELAPSED = "relapsed", "Tái nghèo"
    NEW_POOR = "new_poor", "Phát sinh (cận nghèo trở thành nghèo, phát sinh mới)"
    FALLEN_FROM_NEAR_POOR = "fallen_from_near_poor", "Cận nghèo trở thành nghèo"
    FIRST_POOR = "first_poor", "Phát sinh mới"
    OTHER_IN = "other_in", "Tăng khác (chuyển đến, tách hộ)"
    OTHER_OUT = "other_out", "Giảm khác (chết, chuyển đi, nhập hộ)"
    REVIEWED = "reviewed", "Hộ nghèo đầu năm đã rà soát"
    NOT_REVIEWED = "not_reviewed", "Hộ nghèo đầu năm chưa rà soát"
    NEAR_POOR_OPENING = "near_poor_opening", "Hộ cận nghèo đầu năm"
    NEAR_POOR_EXITS = "near_poor_exits", "Thoát cận nghèo"
    BECAME_POOR = "became_poor", "Hộ cận nghèo đầu năm nay là hộ nghèo"
    NEAR_POOR_OTHER_OUT = "near_poor_other_out", "Giảm khác hộ cận nghèo (chết, chuyển đi, nhập hộ)"
    FALLEN_FROM_POOR = "fallen_from_poor", "Hộ nghèo đầu năm nay là hộ cận nghèo"
    NEAR_POOR_RELAPSED = "near_poor_relapsed", "Tái cận nghèo"
    FIRST_NEAR_POOR = "first_near_poor", "Hộ cận nghèo phát sinh mới"
    NEAR_POOR_OTHER_IN = "near_poor_other_in", "Tăng khác hộ cận nghèo (chuyển đến, tách hộ)"
    PEOPLE_OUT = "people_out", "Hộ nghèo có nhân khẩu giảm khác"
    PEOPLE_IN = "people_in", "Hộ nghèo có nhân khẩu tăng khác"
    NEAR_POOR_PEOPLE_OUT = "near_poor_people_out", "Hộ cận nghèo có nhân khẩu giảm khác"
    NEAR_POOR_PEOPLE_IN = "near_poor_people_in", "Hộ cận nghèo có nhân khẩu tăng khác"
