"""Roles, departments and the actions a role may have."""

from django.db import models


class Role(models.TextChoices):
    COMMUNE_OFFICER = "COMMUNE_OFFICER", "Cán bộ xã"
    COMMUNE_CHAIR = "COMMUNE_CHAIR", "Chủ tịch UBND xã"
    LABOUR_OFFICE = "LABOUR_OFFICE", "Phòng LĐ-TB&XH huyện"
    DISTRICT_LEADER = "DISTRICT_LEADER", "Lãnh đạo huyện"
    DEPARTMENT = "DEPARTMENT", "Phòng, ban của huyện"
    POLICY_BANK = "POLICY_BANK", "Ngân hàng Chính sách xã hội"
    ADMINISTRATOR = "ADMINISTRATOR", "Quản trị hệ thống"


COMMUNE_ROLES = frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR})


class Department(models.TextChoices):
    FINANCE = "FINANCE", "Phòng Tài chính – Kế hoạch"
    AGRICULTURE = "AGRICULTURE", "Phòng Nông nghiệp và PTNT"
    INFRASTRUCTURE = "INFRASTRUCTURE", "Phòng Kinh tế và Hạ tầng"
    ETHNIC_AFFAIRS = "ETHNIC_AFFAIRS", "Phòng Dân tộc"
    EDUCATION = "EDUCATION", "Phòng Giáo dục và Đào tạo"
    HEALTH = "HEALTH", "Phòng Y tế"


class TokenStanding(models.TextChoices):
    """Whether an API token is accepted."""

    IN_FORCE = "IN_FORCE", "Đang dùng được"
    EXPIRED = "EXPIRED", "Đã hết hạn"
    REVOKED = "REVOKED", "Đã thu hồi"


class Action(models.TextChoices):
    """Everything a user can be allowed to do; each is a row of the role table."""

    VIEW_PROGRESS = "VIEW_PROGRESS", "Xem tiến độ, số liệu tổng hợp"
    VIEW_SMALL_NUMBERS = "VIEW_SMALL_NUMBERS", "Xem số nhỏ không bị ẩn, trong phạm vi của mình"
    VIEW_CATALOGUES = "VIEW_CATALOGUES", "Xem đơn vị, chuẩn nghèo, đợt rà soát"
    VIEW_HOUSEHOLDS = "VIEW_HOUSEHOLDS", "Xem danh sách hộ"
    EDIT_HOUSEHOLDS = "EDIT_HOUSEHOLDS", "Ghi hộ và nhân khẩu"
    ENTER_ASSESSMENTS = "ENTER_ASSESSMENTS", "Nhập và nộp phiếu rà soát"
    APPROVE_ASSESSMENTS = "APPROVE_ASSESSMENTS", "Duyệt phiếu rà soát"
    RUN_PROCEDURE = "RUN_PROCEDURE", "Ghi các bước rà soát ở thôn, xã"
    SIGN_DECISIONS = "SIGN_DECISIONS", "Ký quyết định công nhận, từ chối"
    GIVE_OPINION = "GIVE_OPINION", "Cho ý kiến về kết quả rà soát của xã"
    RECHECK = "RECHECK", "Phúc tra, xem danh sách cần theo dõi"
    REOPEN_ROUNDS = "REOPEN_ROUNDS", "Mở lại đợt rà soát đã khóa"
    MERGE_UNITS = "MERGE_UNITS", "Áp dụng sắp xếp đơn vị hành chính"
    SET_GOALS = "SET_GOALS", "Đặt mục tiêu, giao chỉ tiêu"
    SIGN_FOR_DISTRICT = "SIGN_FOR_DISTRICT", "Ký giao chỉ tiêu, xác nhận mục tiêu, khóa đợt rà soát"
    ANSWER_TARGETS = "ANSWER_TARGETS", "Báo cáo Đảng ủy, trả lời chỉ tiêu được giao"
    REGISTER_EXITS = "REGISTER_EXITS", "Đăng ký hộ thoát nghèo trong năm"
    ANALYSE_REASONS = "ANALYSE_REASONS", "Ghi nguyên nhân nghèo của hộ"
    GIVE_DIRECTIONS = "GIVE_DIRECTIONS", "Giao nhiệm vụ trọng tâm"
    OPEN_THREADS = "OPEN_THREADS", "Đôn đốc xã, ghi ý kiến về số liệu, hỏi phòng"
    REPORT_DIRECTIONS = "REPORT_DIRECTIONS", "Báo cáo thực hiện nhiệm vụ được giao"
    EDIT_BASELINE = "EDIT_BASELINE", "Sửa số liệu đầu kỳ"
    CONFIGURE = "CONFIGURE", "Cấu hình: đợt rà soát, bảng điểm, khu vực, thôn làng, dân tộc"
    REPLACE_TEMPLATES = "REPLACE_TEMPLATES", "Thay mẫu văn bản Word"
    DOWNLOAD_REPORTS = "DOWNLOAD_REPORTS", "Tải báo cáo"
    MANAGE_LOANS = "MANAGE_LOANS", "Quản lý vốn vay chính sách"
    USE_API = "USE_API", "Cấp mã truy cập API cho mình"
    MANAGE_USERS = "MANAGE_USERS", "Quản lý người dùng"
