"""Kinds and states of correspondence."""

from django.db import models


class ThreadKind(models.TextChoices):
    """What a thread is: a reminder to a commune, a comment on a figure, a question to an office."""

    REMINDER = "REMINDER", "Đôn đốc"
    COMMENT = "COMMENT", "Ý kiến về số liệu"
    QUESTION = "QUESTION", "Hỏi phòng"


class ThreadState(models.TextChoices):
    """How far a thread is. "Read" and "answered" are by those whom it is addressed to."""

    SENT = "SENT", "Đã gửi, chưa đọc"
    READ = "READ", "Đã đọc, chưa trả lời"
    ANSWERED = "ANSWERED", "Đã trả lời"
    CLOSED = "CLOSED", "Đã kết thúc"
    WITHDRAWN = "WITHDRAWN", "Đã rút"


class Matter(models.TextChoices):
    """What a commune is reminded of."""

    RESULT = "RESULT", "Kết quả giảm nghèo so với chỉ tiêu"
    REVIEW = "REVIEW", "Tiến độ rà soát"
    REGISTRATION = "REGISTRATION", "Đăng ký thoát nghèo"
    ANSWER = "ANSWER", "Trả lời chỉ tiêu được giao"
    TASKS = "TASKS", "Nhiệm vụ trọng tâm"
    OTHER = "OTHER", "Việc khác"
