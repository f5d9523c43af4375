"""Messages for users when the database refuses a write."""

from households.database import guards

SENTENCES: dict[str, str] = {
    guards.HEAD: "Chủ hộ phải là một nhân khẩu của chính hộ đó.",
    guards.CLOSED: "Đợt rà soát đã khóa với xã này; số liệu của đợt không ghi được nữa.",
    guards.FROZEN: "Kết quả đã khóa được giữ nguyên, không sửa hay xóa được.",
    guards.OPENING: (
        "Đầu năm của hộ phải đúng như cuối năm trước theo cùng chuẩn nghèo."
        " Hãy khóa năm trước và mở danh sách của năm rồi làm tiếp."
    ),
    guards.NEXT_OPEN: "Năm sau đã mở từ danh sách này; số liệu năm trước không sửa được nữa.",
    guards.PROVISIONAL: "Điểm B1 tạm tính thì phiếu chưa nộp, chưa duyệt được; hãy ghi tổng điểm.",
    guards.TWICE: (
        "Có người của hộ nay đã ở một hộ khác theo số định danh; một người không ở hai nơi."
    ),
    guards.ROUND: "Đợt rà soát chỉ đi từ mở đến khóa; đợt đã khóa thì không sửa được.",
}
