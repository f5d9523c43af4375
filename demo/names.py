"""Random combinations of names that are common in Ia Grai; any likeness is coincidental."""

from random import Random

KINH, TAY, THAI, MUONG, NUNG, JRAI, BA_NA = "01", "02", "03", "06", "07", "10", "13"

# Jrai children have the mother's family name.
MATRILINEAL = frozenset({JRAI})
_OWN_GIVEN_NAMES = frozenset({JRAI, BA_NA})


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FAMILIES: dict[str, tuple[str, ...]] = {
    KINH: _words(
        "Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Huỳnh Phan Vũ Võ Võ Đặng Bùi"
        " Đỗ Hồ Ngô Dương Đinh Mai Trịnh Cao Đoàn Lương Tạ Lưu"
    ),
    TAY: _words("Nông Hoàng Lý Bế Ma Lương Triệu Hà Đàm La"),
    THAI: _words("Lò Lường Quàng Cà Vi Lương Hà Lữ"),
    MUONG: _words("Bùi Bùi Đinh Quách Hà Bạch Trương"),
    NUNG: _words("Nông Hoàng Lý Lộc Vi Triệu Lâm Chu"),
    JRAI: (
        *("Rơ Châm", "Rơ Châm", "Rơ Châm", "Siu", "Siu", "Ksor", "Ksor", "Rơ Mah", "Rơ Mah"),
        *("Puih", "Puih", "Kpuih", "Kpuih", "Rơ Lan", "Rah Lan", "Kpă", "Rmah", "Rơ Com"),
    ),
    BA_NA: _words("Đinh"),
}
_KINH_MALE_MIDDLE = _words(
    "Văn Văn Văn Đức Quang Minh Hữu Xuân Đình Thanh Ngọc Quốc Công Trọng Bá Tiến"
)
_KINH_FEMALE_MIDDLE = (
    *("Thị", "Thị", "Thị", "Thị Thu", "Thị Ngọc", "Thị Thanh", "Thị Kim", "Thị Mỹ", "Thị Bích"),
    *("Ngọc", "Thu", "Thị Hồng"),
)
_KINH_MALE = _words(
    "An Anh Bình Chiến Cường Dũng Dương Đạt Đông Hải Hào Hậu Hiếu Hoàng Hòa Hùng Huy Hưng Khánh"
    " Khoa Kiên Lâm Linh Long Lộc Lực Mạnh Nam Nghĩa Nhân Phong Phú Phúc Phước Quân Quý Sơn Tài"
    " Tâm Tân Thắng Thành Thiện Thịnh Thọ Tiến Toàn Trí Trung Trường Tuấn Tùng Việt Vinh Vũ"
)
_KINH_FEMALE = _words(
    "Ái An Ánh Bích Chi Cúc Diễm Diệp Dung Duyên Đào Giang Hà Hạnh Hằng Hiền Hoa Hồng Huệ Hương"
    " Lan Lệ Liên Linh Loan Mai My Nga Ngân Ngọc Nguyệt Nhung Oanh Phương Quyên Tâm Thảo Thắm Thoa"
    " Thu Thủy Thúy Thư Trang Trâm Trinh Tuyết Vân Xuân Yến"
)
_NATIVE_MALE = _words(
    "Hyan Blơi Thuy Klơn Hlơn Phưn Djưn Nglơi Mrik Suih Byiu Bleng Glưn Chăm Nhơr Hrin Grin Mlơi"
    " Alơk Blưk Khơi Doan Ngưn Chuih Pyơh Sơr Plơh Tuih Brơm Hmơk Krui Anhơ Djuih Hlunh Rơng Weng"
    " Y-Blun Y-Hlân Y-Khuê Y-Thơr Y-Ngêh"
)
_NATIVE_FEMALE = _words(
    "H'Blim H'Lan H'Nhung H'Phil H'Yun H'Chem H'Rin H'Luin H'Nhan H'Mlar H'Bơi H'Djuin H'Uyên"
    " H'Loan H'Khuyên H'Bleo H'Pel H'Rưn H'Tuyn H'Glêh H'Nuch H'Phưn H'Yơih H'Dlêh H'Sruih H'Kem"
    " H'Buin H'Tlơi H'Ngơi H'Chuêt H'Mơi H'Jăn H'Klun H'Bring H'Lơn H'Win"
)


def family_name(rng: Random, group: str) -> str:
    """Draw a family name of an ethnic group (1979 code)."""
    return rng.choice(_FAMILIES[group])


def full_name(rng: Random, group: str, family: str, *, female: bool) -> str:
    """Return a full name in the order usual for the group."""
    if group in _OWN_GIVEN_NAMES:
        return f"{family} {rng.choice(_NATIVE_FEMALE if female else _NATIVE_MALE)}"
    if female:
        return f"{family} {rng.choice(_KINH_FEMALE_MIDDLE)} {rng.choice(_KINH_FEMALE)}"
    return f"{family} {rng.choice(_KINH_MALE_MIDDLE)} {rng.choice(_KINH_MALE)}"
