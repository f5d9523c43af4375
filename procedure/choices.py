"""Choices of the review procedure."""

from django.db import models


class VillageStep(models.TextChoices):
    """The current step of a village's list, the one to be done next.

    The last two are final: recognised by a decision, or ended because no household is left on it.
    """

    LISTING = "LISTING", "Lập danh sách"
    SURVEY = "SURVEY", "Khảo sát, chấm điểm"
    MEETING = "MEETING", "Họp thôn"
    POSTING = "POSTING", "Niêm yết, khiếu nại"
    REPORTING = "REPORTING", "Xã báo cáo huyện"
    OPINION = "OPINION", "Huyện cho ý kiến"
    DECISION = "DECISION", "Chủ tịch xã quyết định"
    RECOGNISED = "RECOGNISED", "Đã công nhận"
    ENDED = "ENDED", "Kết thúc, không còn hộ"


FINAL_STEPS = frozenset({VillageStep.RECOGNISED, VillageStep.ENDED})


class ListOrigin(models.TextChoices):
    """Why a household is to be reviewed (QĐ 24/2021, TT 17/2016: step 1)."""

    CURRENT_POOR = "CURRENT_POOR", "Hộ nghèo hiện có"
    CURRENT_NEAR_POOR = "CURRENT_NEAR_POOR", "Hộ cận nghèo hiện có"
    APPLICATION = "APPLICATION", "Hộ đề nghị được rà soát"
    FLAGGED_A = "FLAGGED_A", "Qua nhận dạng nhanh (Phiếu A)"
    CORRECTION = "CORRECTION", "Rà soát lại để đính chính"


class ListOutcome(models.TextChoices):
    """The outcome for a household on a list."""

    OPEN = "OPEN", "Đang rà soát"
    REMOVED = "REMOVED", "Bỏ khỏi danh sách"
    RECOGNISED = "RECOGNISED", "Có quyết định"


class ComplaintOutcome(models.TextChoices):
    PENDING = "PENDING", "Chưa trả lời"
    UPHELD = "UPHELD", "Chấp nhận, phúc tra"
    REJECTED = "REJECTED", "Không chấp nhận"
    WITHDRAWN = "WITHDRAWN", "Người khiếu nại rút đơn"


class TermKey(models.TextChoices):
    """The numbers of a version of the procedure."""

    POSTING_DAYS = "posting_days", "Niêm yết công khai"
    COMPLAINT_DAYS = "complaint_days", "Trả lời khiếu nại"
    RECHECK_DAYS = "recheck_days", "Phúc tra sau khiếu nại"
    OPINION_DAYS = "opinion_days", "Huyện trả lời xã"
    AGREE_PERCENT = "agree_percent", "Tỷ lệ tán thành ở cuộc họp thôn"
    REGULAR_START_DAY = "regular_start_day", "Ngày bắt đầu rà soát thường xuyên hằng tháng"
    REGULAR_DAYS = "regular_days", "Thời hạn rà soát thường xuyên"
    ADDITION_DAYS = "addition_days", "Xét đơn đề nghị bổ sung trong năm"


class Certainty(models.TextChoices):
    """How certain a number of the procedure is."""

    UNKNOWN = "UNKNOWN", "chưa xác định"
    MEDIUM = "MEDIUM", "chưa chắc chắn, chưa đối chiếu văn bản"
    HIGH = "HIGH", "chưa đối chiếu văn bản"
    READ = "READ", "theo tài liệu đã đọc"
    VERIFIED = "VERIFIED", "đã đối chiếu văn bản"


class ApplicationKind(models.TextChoices):
    """The two requests within the year of TT 17/2016, kept by QĐ 24/2021."""

    ADD = "ADD", "Đề nghị xét bổ sung hộ nghèo, hộ cận nghèo"
    EXIT = "EXIT", "Đề nghị công nhận thoát nghèo, thoát cận nghèo"


class HardshipCause(models.TextChoices):
    """Sudden hardships for which a household may ask to be added (TT 14/2018)."""

    DISASTER = "DISASTER", "Thiên tai, hỏa hoạn, dịch bệnh"
    ACCIDENT = "ACCIDENT", "Tai nạn"
    ILLNESS = "ILLNESS", "Ốm đau, bệnh hiểm nghèo"
    ECONOMIC_SHOCK = "ECONOMIC_SHOCK", "Biến cố về kinh tế"
    SOCIAL_SHOCK = "SOCIAL_SHOCK", "Biến cố về xã hội"
    DEMOGRAPHIC_CHANGE = "DEMOGRAPHIC_CHANGE", "Biến động về nhân khẩu"


class Residence(models.TextChoices):
    """Whether the household may apply in this commune: registered, or six months and confirmed."""

    REGISTERED = "REGISTERED", "Đăng ký thường trú"
    TEMPORARY = "TEMPORARY", "Tạm trú từ 6 tháng trở lên, có xác nhận"
    UNCONFIRMED = "UNCONFIRMED", "Chưa đủ điều kiện cư trú hoặc chưa xác nhận"


class ApplicationState(models.TextChoices):
    RECEIVED = "RECEIVED", "Đã nhận đơn"
    SURVEYED = "SURVEYED", "Đã khảo sát, chờ quyết định"
    ACCEPTED = "ACCEPTED", "Được công nhận"
    REFUSED = "REFUSED", "Bị từ chối"
    WITHDRAWN = "WITHDRAWN", "Hộ rút đơn"


class Actor(models.TextChoices):
    """Who has to act next."""

    OFFICER = "OFFICER", "Cán bộ xã"
    CHAIR = "CHAIR", "Chủ tịch UBND xã"
    LABOUR_OFFICE = "LABOUR_OFFICE", "Phòng LĐ-TB&XH huyện"
