"""Consistency of a 12-digit citizen number with its holder; it has no check digit, hence doubts."""

from households.choices import Sex

# \A…\Z: a plain $ would allow a trailing newline; [0-9]: \d would allow full-width digits.
CITIZEN_NUMBER_PATTERN = r"\A[0-9]{12}\Z"
CITIZEN_NUMBER_MESSAGE = "Số định danh phải gồm đúng 12 chữ số."

# Codes of the 63 provinces in which a birth can be registered: annex of TT 07/2016/TT-BCA, kept by
# TT 59/2021/TT-BCA (not compared with the official text). People born abroad have a country's code
# instead and need a written reason.
BIRTH_PROVINCES = frozenset(
    [
        "001",
        "002",
        "004",
        "006",
        "008",
        "010",
        "011",
        "012",
        "014",
        "015",
        "017",
        "019",
        "020",
        "022",
        "024",
        "025",
        "026",
        "027",
        "030",
        "031",
        "033",
        "034",
        "035",
        "036",
        "037",
        "038",
        "040",
        "042",
        "044",
        "045",
        "046",
        "048",
        "049",
        "051",
        "052",
        "054",
        "056",
        "058",
        "060",
        "062",
        "064",
        "066",
        "067",
        "068",
        "070",
        "072",
        "074",
        "075",
        "077",
        "079",
        "080",
        "082",
        "083",
        "084",
        "086",
        "087",
        "089",
        "091",
        "092",
        "093",
        "094",
        "095",
        "096",
    ]
)


def doubts(*, number: str, sex: str, birth_year: int | None) -> list[str]:
    """Return, in words, where a number disagrees with its holder's sex and year of birth.

    Digits: 3 place of birth registration, 1 century and sex (0 and 1 for men and women born in
    the 1900s, 2 and 3 in the 2000s), 2 year of birth, 6 serial (NĐ 137/2015/NĐ-CP, NĐ
    37/2021/NĐ-CP). Returns nothing for an empty number.
    """
    if len(number) != 12:
        return []
    century_and_sex, year = int(number[3]), int(number[4:6])
    found = []
    if number[:3] not in BIRTH_PROVINCES:
        found.append("3 chữ số đầu không phải mã tỉnh khai sinh")
    if sex and century_and_sex % 2 != (1 if sex == Sex.FEMALE else 0):
        found.append("chữ số thứ 4 không khớp giới tính")
    if birth_year is not None:
        if 1900 + 100 * (century_and_sex // 2) != birth_year // 100 * 100:
            found.append("chữ số thứ 4 không khớp thế kỷ sinh")
        if year != birth_year % 100:
            found.append(f"chữ số thứ 5–6 không khớp năm sinh {birth_year}")
    return found
