"""Choices of the year's plan, its allocation, answers, registrations, tasks and forecast."""

from django.db import models


class GoalCode(models.TextChoices):
    """The measurable goals of a year; the API uses the same codes."""

    POOR_RATE = "poor_rate", "Tỷ lệ hộ nghèo cuối năm"
    POOR_RATE_FALL = "poor_rate_fall", "Mức giảm tỷ lệ hộ nghèo"
    POOR_FALL = "poor_fall", "Số hộ nghèo giảm (giảm thực)"
    EM_POOR_RATE_FALL = "em_poor_rate_fall", "Mức giảm tỷ lệ hộ nghèo dân tộc thiểu số"
    EM_POOR_FALL = "em_poor_fall", "Số hộ nghèo dân tộc thiểu số giảm (giảm thực)"
    ABOVE_AVERAGE_FALL = "above_average_fall", "Xã có tỷ lệ trên bình quân huyện: mức giảm mỗi xã"
    RELAPSE = "relapse", "Số hộ tái nghèo"
    DEPRIVATION_RATE = "deprivation_rate", "Tỷ lệ hộ nghèo thiếu hụt một dịch vụ xã hội cơ bản"


class GoalGroup(models.TextChoices):
    """The communes a goal covers."""

    EVERYWHERE = "EVERYWHERE", "Toàn huyện"
    BORDER = "BORDER", "Các xã biên giới"


class Comparison(models.TextChoices):
    AT_MOST = "AT_MOST", "không quá"
    AT_LEAST = "AT_LEAST", "ít nhất"
    MORE_THAN = "MORE_THAN", "hơn"


class Unit(models.TextChoices):
    """The unit in which a goal's value is shown; rates and points are stored as fractions."""

    RATE = "RATE", "%"
    POINTS = "POINTS", "điểm phần trăm"
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

# The usual comparison of a goal; a plan may use another.
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


# The goals every plan begins with; those about one indicator are added by hand.
FIRST_GOALS = tuple(code for code in GoalCode if code != GoalCode.DEPRIVATION_RATE)


def is_first(code: str, group: str) -> bool:
    """Return whether a goal is one of those every plan begins with; they cannot be removed."""
    return group == GoalGroup.EVERYWHERE and code in FIRST_GOALS


class GoalProposalState(models.TextChoices):
    """A change of goals that were set waits for the district's leader."""

    PENDING = "PENDING", "Chờ lãnh đạo xác nhận"
    CONFIRMED = "CONFIRMED", "Đã xác nhận"
    DROPPED = "DROPPED", "Không thực hiện"


class SplitRule(models.TextChoices):
    """The rule by which the district's fall is allocated to the communes."""

    BY_POOR = "BY_POOR", "Theo số hộ nghèo đầu kỳ"
    BY_REGISTERED = "BY_REGISTERED", "Theo số hộ đăng ký thoát nghèo"
    EQUAL_POINTS = "EQUAL_POINTS", "Cùng mức giảm tính bằng điểm phần trăm"
    BY_HAND = "BY_HAND", "Nhập tay"


# The rules by which the product can propose a split.
SPLIT_METHODS = [rule for rule in SplitRule.choices if rule[0] != SplitRule.BY_HAND]


class AllocationState(models.TextChoices):
    """There may be several drafts; one allocation is adopted until another replaces it.

    A draft is submitted to the district's leader, who signs it; what was signed may be withdrawn
    until a commune has answered.
    """

    DRAFT = "DRAFT", "Dự thảo"
    SUBMITTED = "SUBMITTED", "Trình lãnh đạo"
    ADOPTED = "ADOPTED", "Đang áp dụng"
    REPLACED = "REPLACED", "Đã thay thế"
    WITHDRAWN = "WITHDRAWN", "Đã thu hồi"
    DISCARDED = "DISCARDED", "Đã xóa"


class AdoptionEffect(models.TextChoices):
    """What adopting another allocation means for a commune's answer."""

    FIRST = "FIRST", "Giao lần đầu"
    NOT_ANSWERED = "NOT_ANSWERED", "Chưa trả lời"
    KEEPS_ANSWER = "KEEPS_ANSWER", "Giữ trả lời"
    ANSWERS_AGAIN = "ANSWERS_AGAIN", "Phải trả lời lại"
    STAYS_PENDING = "STAYS_PENDING", "Đề nghị vẫn chờ quyết định"
    DECIDE_FIRST = "DECIDE_FIRST", "Phải quyết định đề nghị trước"


class AnswerKind(models.TextChoices):
    """A commune's answer to its target."""

    ACCEPT = "ACCEPT", "Nhận chỉ tiêu"
    PROPOSE = "PROPOSE", "Đề nghị điều chỉnh"


class Verdict(models.TextChoices):
    """The district's decision on a proposal."""

    ACCEPTED = "ACCEPTED", "Đồng ý điều chỉnh"
    REFUSED = "REFUSED", "Giữ chỉ tiêu đã giao"


class RegistrationState(models.TextChoices):
    """The state of a household on the commune's list of those to leave poverty this year."""

    CONSIDERED = "CONSIDERED", "Đang xem xét"
    REGISTERED = "REGISTERED", "Đã đăng ký thoát nghèo"
    WITHDRAWN = "WITHDRAWN", "Đã rút tên"


class ReviewOutcome(models.TextChoices):
    """The result of the year's review for a household of the opening poor list."""

    NOT_REVIEWED = "NOT_REVIEWED", "Chưa rà soát"
    STILL_POOR = "STILL_POOR", "Vẫn nghèo"
    EXITED = "EXITED", "Đã thoát nghèo"
    LEFT = "LEFT", "Đã rời địa bàn"


class DirectionState(models.TextChoices):
    """The state of a task of the conference, as reported by its bearer."""

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
    """The product's own evidence about a task."""

    NONE = "NONE", "Không có trong phần mềm"
    PARTY_REPORT = "PARTY_REPORT", "Báo cáo Đảng ủy đã ghi"
    ANSWER = "ANSWER", "Trả lời chỉ tiêu đã ghi"
    REASONS = "REASONS", "Hộ nghèo đã phân tích nguyên nhân"
    EXIT_PLANS = "EXIT_PLANS", "Hộ nghèo đã có kế hoạch thoát nghèo"
    REGISTRATIONS = "REGISTRATIONS", "Hộ đã đăng ký thoát nghèo so với chỉ tiêu"


class OfficeBearer(models.TextChoices):
    """District bodies that bear tasks besides the communes; departments have their own codes."""

    LABOUR_OFFICE = "LABOUR_OFFICE", "Phòng LĐ-TB&XH"
    POLICY_BANK = "POLICY_BANK", "Phòng giao dịch Ngân hàng Chính sách xã hội"
    FINANCE = "FINANCE", "Phòng Tài chính – Kế hoạch"
    AGRICULTURE = "AGRICULTURE", "Phòng Nông nghiệp và PTNT"
    INFRASTRUCTURE = "INFRASTRUCTURE", "Phòng Kinh tế và Hạ tầng"
    ETHNIC_AFFAIRS = "ETHNIC_AFFAIRS", "Phòng Dân tộc"
    EDUCATION = "EDUCATION", "Phòng Giáo dục và Đào tạo"
    HEALTH = "HEALTH", "Phòng Y tế"


class TaskStanding(models.TextChoices):
    """The standing of a task with one bearer: its report, due date and evidence together."""

    UNPROVED = "UNPROVED", "Đã báo cáo hoàn thành, số liệu chưa đủ"
    OVERDUE = "OVERDUE", "Quá hạn"
    NOT_REPORTED = "NOT_REPORTED", "Chưa báo cáo"
    IN_PROGRESS = "IN_PROGRESS", "Đang làm"
    DONE = "DONE", "Đã xong"


class Chance(models.TextChoices):
    """The verdict whether a target will be met, of a goal, a commune or the district; best first.

    The only vocabulary of states of the product for targets.
    """

    MET = "MET", "Đã đạt"
    SURE = "SURE", "Khả năng đạt rất cao"
    LIKELY = "LIKELY", "Nhiều khả năng đạt"
    AT_RISK = "AT_RISK", "Có nguy cơ không đạt"
    NO_BASIS = "NO_BASIS", "Chưa có căn cứ dự báo"


class AlertCode(models.TextChoices):
    """The kinds of alerts about a commune's year, most severe first."""

    MISSES_TARGET = "MISSES_TARGET", "Có nguy cơ không đạt chỉ tiêu"
    NOT_REVIEWED = "NOT_REVIEWED", "Chưa có căn cứ dự báo"
    SMALL_FALL = "SMALL_FALL", "Xã trên bình quân giảm chưa đủ"
    EM_GAP = "EM_GAP", "Hộ dân tộc thiểu số có nguy cơ không đạt"
    VILLAGES_LATE = "VILLAGES_LATE", "Chậm tiến độ rà soát"
    FEW_NAMES = "FEW_NAMES", "Đăng ký thoát nghèo chưa đủ"
    BEHIND_PATH = "BEHIND_PATH", "Thấp hơn lộ trình"
    ANSWER_LATE = "ANSWER_LATE", "Quá hạn trả lời chỉ tiêu"
    TASKS_OVERDUE = "TASKS_OVERDUE", "Nhiệm vụ trọng tâm quá hạn"


class Severity(models.TextChoices):
    """The severity of an alert."""

    HIGH = "HIGH", "Nghiêm trọng"
    MEDIUM = "MEDIUM", "Cần chú ý"
