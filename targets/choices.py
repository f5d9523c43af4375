"""The measurable goals of a year. Codes are those of the API."""

from django.db import models


class GoalCode(models.TextChoices):
    POOR_RATE = "poor_rate", "Tỷ lệ hộ nghèo cuối năm"
    POOR_RATE_FALL = "poor_rate_fall", "Mức giảm tỷ lệ hộ nghèo"
    POOR_FALL = "poor_fall", "Số hộ nghèo giảm (giảm ròng)"
    EM_POOR_RATE_FALL = "em_poor_rate_fall", "Mức giảm tỷ lệ hộ nghèo dân tộc thiểu số"
    EM_POOR_FALL = "em_poor_fall", "Số hộ nghèo dân tộc thiểu số giảm (giảm ròng)"
    ABOVE_AVERAGE_FALL = "above_average_fall", "Xã có tỷ lệ trên bình quân huyện: mức giảm mỗi xã"
    RELAPSE = "relapse", "Số hộ tái nghèo"
    DEPRIVATION_RATE = "deprivation_rate", "Tỷ lệ hộ nghèo thiếu hụt một dịch vụ xã hội cơ bản"


class GoalGroup(models.TextChoices):
    """Which communes a goal looks at."""

    EVERYWHERE = "EVERYWHERE", "Toàn huyện"
    BORDER = "BORDER", "Các xã biên giới"


class Comparison(models.TextChoices):
    AT_MOST = "AT_MOST", "không quá"
    AT_LEAST = "AT_LEAST", "ít nhất"
    MORE_THAN = "MORE_THAN", "hơn"


class Unit(models.TextChoices):
    """How a goal's value is written: a rate and points are stored as fractions."""

    RATE = "RATE", "%"
    POINTS = "POINTS", "điểm %"
    HOUSEHOLDS = "HOUSEHOLDS", "hộ"


GOAL_UNITS: dict[str, Unit] = {
    GoalCode.POOR_RATE: Unit.RATE,
    GoalCode.POOR_RATE_FALL: Unit.POINTS,
    GoalCode.POOR_FALL: Unit.HOUSEHOLDS,
    GoalCode.EM_POOR_RATE_FALL: Unit.POINTS,
    GoalCode.EM_POOR_FALL: Unit.HOUSEHOLDS,
    GoalCode.ABOVE_AVERAGE_FALL: Unit.POINTS,
    GoalCode.RELAPSE: Unit.HOUSEHOLDS,
    GoalCode.DEPRIVATION_RATE: Unit.RATE,
}

# How a goal is compared unless the plan says otherwise.
GOAL_COMPARISONS: dict[str, Comparison] = {
    GoalCode.POOR_RATE: Comparison.AT_MOST,
    GoalCode.POOR_RATE_FALL: Comparison.AT_LEAST,
    GoalCode.POOR_FALL: Comparison.AT_LEAST,
    GoalCode.EM_POOR_RATE_FALL: Comparison.AT_LEAST,
    GoalCode.EM_POOR_FALL: Comparison.AT_LEAST,
    GoalCode.ABOVE_AVERAGE_FALL: Comparison.MORE_THAN,
    GoalCode.RELAPSE: Comparison.AT_MOST,
    GoalCode.DEPRIVATION_RATE: Comparison.AT_MOST,
}


# What every year's plan begins with; goals about one indicator are added by hand.
FIRST_GOALS = tuple(code for code in GoalCode if code != GoalCode.DEPRIVATION_RATE)


def is_first(code: str, group: str) -> bool:
    """Say whether a goal is one of those every plan begins with, which can only be left open."""
    return group == GoalGroup.EVERYWHERE and code in FIRST_GOALS


class Standing(models.TextChoices):
    """How a goal stands today."""

    MET = "MET", "Đạt"
    ON_TRACK = "ON_TRACK", "Đúng hướng"
    AT_RISK = "AT_RISK", "Có nguy cơ"
    NOT_MEASURED = "NOT_MEASURED", "Chưa đo được"


STANDING_TONES: dict[str, str] = {
    Standing.MET: "success",
    Standing.ON_TRACK: "info",
    Standing.AT_RISK: "danger",
    Standing.NOT_MEASURED: "neutral",
}


class SplitRule(models.TextChoices):
    """By what the district's fall is shared out to the communes."""

    BY_POOR = "BY_POOR", "Theo số hộ nghèo đầu kỳ"
    BY_REGISTERED = "BY_REGISTERED", "Theo số hộ đăng ký thoát nghèo"
    EQUAL_POINTS = "EQUAL_POINTS", "Cùng mức giảm tính bằng điểm phần trăm"
    BY_HAND = "BY_HAND", "Nhập tay"


# The rules by which the product itself can propose a split.
SPLIT_METHODS = [rule for rule in SplitRule.choices if rule[0] != SplitRule.BY_HAND]


class AllocationState(models.TextChoices):
    """Drafts stand side by side; one is adopted, until another takes its place."""

    DRAFT = "DRAFT", "Dự thảo"
    ADOPTED = "ADOPTED", "Đang áp dụng"
    REPLACED = "REPLACED", "Đã thay thế"
    DISCARDED = "DISCARDED", "Đã bỏ"


class AnswerKind(models.TextChoices):
    """What a commune says to its target."""

    ACCEPT = "ACCEPT", "Nhận chỉ tiêu"
    PROPOSE = "PROPOSE", "Đề nghị điều chỉnh"


class Verdict(models.TextChoices):
    """What the district decides on a proposal."""

    ACCEPTED = "ACCEPTED", "Đồng ý điều chỉnh"
    REFUSED = "REFUSED", "Giữ chỉ tiêu đã giao"


class RegistrationState(models.TextChoices):
    """Where a household stands on the commune's list of those that will leave poverty this year."""

    CONSIDERED = "CONSIDERED", "Đang xem xét"
    REGISTERED = "REGISTERED", "Đã đăng ký thoát nghèo"
    WITHDRAWN = "WITHDRAWN", "Đã rút tên"


class ReviewOutcome(models.TextChoices):
    """What the year's review made of a household of the opening poor list."""

    NOT_REVIEWED = "NOT_REVIEWED", "Chưa rà soát"
    STILL_POOR = "STILL_POOR", "Vẫn nghèo"
    EXITED = "EXITED", "Đã thoát nghèo"
    LEFT = "LEFT", "Đã rời địa bàn"


class DirectionState(models.TextChoices):
    """How far a task given at the conference has come, as its bearer reports it."""

    GIVEN = "GIVEN", "Chưa báo cáo"
    IN_PROGRESS = "IN_PROGRESS", "Đang làm"
    DONE = "DONE", "Đã xong"


class AnswerStep(models.TextChoices):
    """How far a commune and the district are with a target: answered, proposed, decided."""

    NOT_ANSWERED = "NOT_ANSWERED", "Chưa trả lời"
    ACCEPTED = "ACCEPTED", "Đã nhận chỉ tiêu"
    PROPOSED = "PROPOSED", "Đề nghị điều chỉnh, chờ quyết định"
    AGREED = "AGREED", "Đã quyết định: đồng ý điều chỉnh"
    KEPT = "KEPT", "Đã quyết định: giữ chỉ tiêu đã giao"


class ScenarioKind(models.TextChoices):
    """One way to decide the proposals that wait."""

    ALL = "ALL", "Nếu đồng ý tất cả"
    NONE = "NONE", "Nếu không đồng ý đề nghị nào"
    CHOSEN = "CHOSEN", "Như đã chọn"


class Evidence(models.TextChoices):
    """What the product itself knows about a task."""

    NONE = "NONE", "Không có trong phần mềm"
    PARTY_REPORT = "PARTY_REPORT", "Báo cáo cấp ủy đã ghi"
    ANSWER = "ANSWER", "Trả lời chỉ tiêu đã ghi"
    REASONS = "REASONS", "Hộ nghèo đã phân tích nguyên nhân"
    EXIT_PLANS = "EXIT_PLANS", "Hộ nghèo đã có kế hoạch thoát nghèo"
    REGISTRATIONS = "REGISTRATIONS", "Hộ đã đăng ký thoát nghèo so với chỉ tiêu"


class OfficeBearer(models.TextChoices):
    """District bodies that bear a task beside the communes: departments by their own codes."""

    LABOUR_OFFICE = "LABOUR_OFFICE", "Phòng LĐ-TB&XH"
    POLICY_BANK = "POLICY_BANK", "Phòng giao dịch Ngân hàng Chính sách xã hội"
    FINANCE = "FINANCE", "Phòng Tài chính – Kế hoạch"
    AGRICULTURE = "AGRICULTURE", "Phòng Nông nghiệp và PTNT"
    INFRASTRUCTURE = "INFRASTRUCTURE", "Phòng Kinh tế và Hạ tầng"
    ETHNIC_AFFAIRS = "ETHNIC_AFFAIRS", "Phòng Dân tộc"
    EDUCATION = "EDUCATION", "Phòng Giáo dục và Đào tạo"
    HEALTH = "HEALTH", "Phòng Y tế"


class TaskStanding(models.TextChoices):
    """How a task stands with one bearer today: what was said, against the due date and evidence."""

    UNPROVED = "UNPROVED", "Báo xong, số liệu chưa đủ"
    OVERDUE = "OVERDUE", "Quá hạn"
    NOT_REPORTED = "NOT_REPORTED", "Chưa báo cáo"
    IN_PROGRESS = "IN_PROGRESS", "Đang làm"
    DONE = "DONE", "Đã xong"


class Chance(models.TextChoices):
    """Whether a target will be reached, from where it lies against the forecast's interval."""

    MET = "MET", "Đã đạt"
    SURE = "SURE", "Gần như chắc đạt"
    LIKELY = "LIKELY", "Nhiều khả năng đạt"
    UNLIKELY = "UNLIKELY", "Khó đạt"
    IMPOSSIBLE = "IMPOSSIBLE", "Không thể đạt"


CHANCE_TONES: dict[str, str] = {
    Chance.MET: "success",
    Chance.SURE: "success",
    Chance.LIKELY: "info",
    Chance.UNLIKELY: "warning",
    Chance.IMPOSSIBLE: "danger",
}


class AlertCode(models.TextChoices):
    """What is wrong in a commune's year, the gravest first."""

    MISSES_TARGET = "MISSES_TARGET", "Dự báo không đạt chỉ tiêu"
    NOT_REVIEWED = "NOT_REVIEWED", "Chưa rà soát hộ nào"
    SMALL_FALL = "SMALL_FALL", "Xã trên bình quân giảm chưa đủ"
    EM_GAP = "EM_GAP", "Hộ dân tộc thiểu số giảm chậm"
    FEW_NAMES = "FEW_NAMES", "Đăng ký thoát nghèo chưa đủ"
    BEHIND_PATH = "BEHIND_PATH", "Chậm so với lộ trình"
    ANSWER_LATE = "ANSWER_LATE", "Chậm trả lời chỉ tiêu"
    TASKS_OVERDUE = "TASKS_OVERDUE", "Nhiệm vụ trọng tâm quá hạn"


class Severity(models.TextChoices):
    """How grave an alert is."""

    HIGH = "HIGH", "Nghiêm trọng"
    MEDIUM = "MEDIUM", "Cần chú ý"


SEVERITY_TONES: dict[str, str] = {Severity.HIGH: "danger", Severity.MEDIUM: "warning"}
