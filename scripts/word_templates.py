"""Make the Word templates anew: `python -m scripts.word_templates`.

The .docx files are the originals an office may replace with its own; this only saves the work of
laying them out by hand. What may stand between {{ }} is what procedure/documents and
targets/documents give.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.word_paper import CENTER, LEFT, Paper

_ROOT = Path(__file__).resolve().parents[1]
_COMMITTEE = "ỦY BAN NHÂN DÂN"
_CHAIR = ("CHỦ TỊCH",)
_ON_BEHALF = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def refusal() -> Paper:
    """The letter that tells a household its application is refused, and why."""
    paper = Paper()
    paper.heading(
        above=_COMMITTEE,
        body="{{ commune_caps }}",
        number="Số: {{ number }}",
        subject="V/v trả lời đơn {{ about }}",
    )
    paper.line(
        "Kính gửi: Ông (bà) {{ head_name }}, {{ village }}.",
        align=CENTER,
        before=18,
        after=12,
    )
    paper.text(
        "Ngày {{ received_on }}, Ủy ban nhân dân {{ commune }} nhận được đơn {{ about }} của hộ "
        "gia đình ông (bà). Nội dung đơn: {{ content }}"
    )
    paper.text("{{ review }}")
    paper.text(
        "Căn cứ {{ basis }}, Ủy ban nhân dân {{ commune }} **không công nhận** đề nghị nêu trên "
        "của hộ gia đình ông (bà)."
    )
    paper.text("**Lý do:** {{ reason }}")
    paper.text(
        "Nếu không đồng ý với nội dung trả lời này, ông (bà) có quyền khiếu nại theo quy định của "
        "pháp luật về khiếu nại. Khi hoàn cảnh gia đình thay đổi, ông (bà) có thể làm đơn mới gửi "
        "Ủy ban nhân dân {{ commune }}."
    )
    paper.text("Ủy ban nhân dân {{ commune }} thông báo để ông (bà) được biết./.", keep=True)
    paper.signatures(
        ["Như trên;", "{{ village_name }};", "Lưu: VT, hồ sơ rà soát."], _ON_BEHALF, "{{ signer }}"
    )
    return paper


def application_decision() -> Paper:
    """The decision on one household within the year: added to the list, or exited."""
    paper = Paper(size=13)
    _decision_head(paper, "Số: {{ number }}")
    paper.text(
        "Xét đơn {{ about }} của hộ ông (bà) {{ head_name }} nhận ngày {{ received_on }} và kết "
        "quả rà soát ngày {{ surveyed_on }}.",
        italic=True,
    )
    paper.line("QUYẾT ĐỊNH:", align=CENTER, bold=True, before=8, after=8, keep=True)
    paper.text(
        "**Điều 1.** Công nhận hộ ông (bà) {{ head_name }}, mã hộ {{ household_code }}, "
        "{{ village }}, {{ place }}, gồm {{ member_count }} nhân khẩu, {{ recognised_as }} năm "
        "{{ year }} theo {{ standard }}, kể từ ngày ký Quyết định này."
    )
    paper.text("Kết quả rà soát: {{ finding }}.")
    paper.tag("{%p if reason %}")
    paper.text("Lý do: {{ reason }}")
    paper.tag("{%p endif %}")
    paper.text(
        "**Điều 2.** Hộ gia đình nêu tại Điều 1 được hưởng hoặc thôi hưởng các chính sách giảm "
        "nghèo theo quy định kể từ ngày Quyết định này có hiệu lực."
    )
    _last_article(paper, "Điều 3", "hộ gia đình có tên tại Điều 1")
    paper.signatures(
        ["Như Điều 3;", "{{ superior }};", "{{ village_name }};", "Lưu: VT, hồ sơ rà soát."],
        _CHAIR,
        "{{ signer }}",
    )
    return paper


def recognition_decision() -> Paper:
    """The decision that recognises the lists of a round, with the lists by village."""
    paper = Paper(size=13)
    _decision_head(paper, "Số: {{ number }}")
    paper.text(
        "Xét kết quả {{ round }} tại các cuộc họp thôn và kết quả niêm yết công khai; "
        "{{ opinion }}.",
        italic=True,
    )
    paper.line("QUYẾT ĐỊNH:", align=CENTER, bold=True, before=8, after=8, keep=True)
    paper.text(
        "**Điều 1.** Công nhận kết quả rà soát năm {{ year }} của {{ village_names }}, như sau "
        "(danh sách kèm theo):"
    )
    paper.tag("{%p for line in summary %}")
    paper.text("- {{ line }}")
    paper.tag("{%p endfor %}")
    paper.text(
        "**Điều 2.** Hộ được công nhận là hộ nghèo, hộ cận nghèo được cấp giấy chứng nhận và hưởng "
        "các chính sách theo quy định."
    )
    _last_article(paper, "Điều 3", "trưởng các thôn và các hộ có tên trong danh sách")
    paper.signatures(
        ["Như Điều 3;", "{{ superior }};", "Các thôn có tên;", "Lưu: VT, hồ sơ rà soát."],
        _CHAIR,
        "{{ signer }}",
    )
    paper.tag("{%p for list in lists %}")
    paper.tag("{%p if loop.first %}")
    paper.page_break()
    paper.tag("{%p endif %}")
    paper.line("{{ list.title }}", align=CENTER, bold=True, after=0, keep=True)
    paper.line(
        "(Kèm theo Quyết định số {{ number }} {{ dated }} của Chủ tịch Ủy ban nhân dân "
        "{{ commune }})",
        align=CENTER,
        italic=True,
        size=13,
        after=8,
        keep=True,
    )
    paper.tag("{%p for village in list.villages %}")
    paper.line("{{ village.name }}: {{ village.count }} hộ", bold=True, size=13, keep=True, after=3)
    _household_table(paper, rows="village.rows")
    paper.tag("{%p endfor %}")
    paper.tag("{%p endfor %}")
    return paper


def minutes() -> Paper:
    """The minutes of a village meeting; contents after Phụ lục V of TT 07/2021/TT-BLĐTBXH."""
    paper = Paper(size=13)
    paper.heading(above="UBND {{ commune_caps }}", body="{{ village_caps }}", is_parent=True)
    paper.title("BIÊN BẢN HỌP THÔN", "Về kết quả rà soát hộ nghèo, hộ cận nghèo năm {{ year }}")
    paper.text(
        "Hôm nay, ngày {{ held_on }}, tại {{ meeting_place }}, {{ village }} tổ chức cuộc họp lần "
        "{{ meeting_number }} để thống nhất kết quả rà soát hộ nghèo, hộ cận nghèo "
        "({{ round }})."
    )
    _part(paper, "I. THÀNH PHẦN")
    paper.text("1. Chủ trì: ông (bà) {{ chair_name }}.")
    paper.text("2. Thư ký: ông (bà) {{ secretary_name }}.")
    paper.text("3. Đại diện Ban Chỉ đạo giảm nghèo {{ commune }}: {{ blank }}", align=LEFT)
    paper.text("4. Đại diện chi bộ: {{ blank }}", align=LEFT)
    paper.text("5. Đại diện Ban công tác Mặt trận: {{ blank }}", align=LEFT)
    paper.text("6. Đại diện các tổ chức chính trị - xã hội: {{ blank }}", align=LEFT)
    paper.text("7. Rà soát viên: {{ reviewers }}.")
    paper.text(
        "8. Số người được mời: {{ invited }}; số người dự họp: {{ present }}. Số hộ có tên trong "
        "danh sách rà soát có người đại diện dự họp: {{ represented }}/{{ listed }} hộ"
        "{% if represented_share %} ({{ represented_share }}){% endif %}."
    )
    _part(paper, "II. NỘI DUNG")
    paper.text("1. Rà soát viên báo cáo kết quả khảo sát, chấm điểm {{ listed }} hộ của thôn.")
    paper.text("2. Ý kiến tại cuộc họp: {{ opinions }}")
    paper.text(
        "3. Biểu quyết về kết quả rà soát: tán thành {{ votes_for }} người{{ for_share }}; không "
        "tán thành {{ votes_against }} người; không biểu quyết {{ abstained }} người."
    )
    _part(paper, "III. KẾT LUẬN")
    paper.text("{{ conclusion }}")
    paper.tag("{%p for part in parts %}")
    paper.line("{{ part.title }}", bold=True, before=4, after=3, keep=True)
    _household_table(paper, rows="part.rows")
    paper.tag("{%p endfor %}")
    paper.text(
        "Biên bản lập thành 02 bản có giá trị như nhau: 01 bản lưu tại thôn, 01 bản gửi Ủy ban nhân "
        "dân {{ commune }}. Biên bản đã được đọc lại cho mọi người dự họp cùng nghe và thống nhất.",
        keep=True,
    )
    hint = "(Ký, ghi rõ họ tên)"
    paper.sign_in_columns(
        [
            ("THƯ KÝ", hint, "{{ secretary_name }}"),
            ("ĐẠI DIỆN HỘ DÂN", hint, ""),
            ("CHỦ TRÌ", hint, "{{ chair_name }}"),
        ]
    )
    return paper


def certificates() -> Paper:
    """Certificates, one to a page."""
    paper = Paper(size=13, number_pages=False)
    paper.tag("{%p for each in certificates %}")
    paper.heading(above=_COMMITTEE, body="{{ commune_caps }}", number="Số: {{ each.code }}")
    paper.title("{{ each.title }}", "(Năm {{ each.year }}, theo {{ each.standard }})", size=16)
    paper.text("Chủ tịch Ủy ban nhân dân {{ commune }} chứng nhận:")
    paper.text("Hộ gia đình ông (bà): **{{ each.head_name }}**")
    paper.text("Mã hộ: {{ each.household_code }}. Dân tộc: {{ each.ethnicity }}.")
    paper.text("Nơi ở: {{ each.address }}.")
    paper.text("Số nhân khẩu: {{ each.member_count }}, gồm:", keep=True)
    paper.table(
        [
            ("TT", "{{ row.number }}", 12, CENTER),
            ("Họ và tên", "{{ row.name }}", 66, LEFT),
            ("Quan hệ với chủ hộ", "{{ row.relation }}", 42, LEFT),
            ("Ngày sinh", "{{ row.born }}", 40, CENTER),
        ],
        rows="each.members",
    )
    paper.text(
        "Là **{{ each.status }}** năm {{ each.year }} theo Quyết định số {{ number }} {{ dated }} "
        "của Chủ tịch Ủy ban nhân dân {{ commune }}."
    )
    paper.text(
        "Giấy chứng nhận này thay cho giấy đã cấp trước đó và hết giá trị khi có quyết định công "
        "nhận mới đối với hộ.",
        keep=True,
    )
    paper.signatures(["Hộ gia đình;", "Lưu: VT, hồ sơ rà soát."], _CHAIR, "{{ signer }}")
    paper.tag("{%p if not loop.last %}")
    paper.page_break()
    paper.tag("{%p endif %}")
    paper.tag("{%p endfor %}")
    return paper


def submission() -> Paper:
    """The letter with which the commune reports its result and asks for the district's opinion."""
    paper = Paper()
    paper.heading(
        above=_COMMITTEE,
        body="{{ commune_caps }}",
        number="Số:          /BC-UBND",
    )
    paper.title("BÁO CÁO", "Kết quả rà soát hộ nghèo, hộ cận nghèo năm {{ year }}")
    paper.line("Kính gửi: {{ addressee }}.", align=CENTER, before=4, after=10)
    paper.text(
        "Thực hiện {{ basis }}, Ủy ban nhân dân {{ commune }} đã thực hiện {{ round }}: "
        "khảo sát, họp thôn, niêm yết công khai và giải quyết khiếu nại. Kết quả của {{ village_count }} thôn, làng, tổ dân "
        "phố (báo cáo lần {{ submission_number }}) như sau:"
    )
    paper.tag("{%p for table in tables %}")
    paper.line("Theo {{ table.standard }}:", bold=True, before=4, after=3, keep=True)
    paper.table(
        [
            ("TT", "{{ row.number }}", 10, CENTER),
            ("Thôn, làng, tổ dân phố", "{{ row.village }}", 44, LEFT),
            ("Số hộ rà soát", "{{ row.listed }}", 20, CENTER),
            ("Hộ nghèo", "{{ row.poor }}", 20, CENTER),
            ("Hộ cận nghèo", "{{ row.near_poor }}", 20, CENTER),
            ("Thoát nghèo", "{{ row.exited }}", 22, CENTER),
            ("Thoát cận nghèo", "{{ row.near_exited }}", 24, CENTER),
        ],
        rows="table.rows",
        total=[
            "",
            "Cộng",
            *(
                f"{{{{ table.total.{name} }}}}"
                for name in ("listed", "poor", "near_poor", "exited", "near_exited")
            ),
        ],
    )
    paper.tag("{%p endfor %}")
    paper.text(
        "Khiếu nại trong thời gian niêm yết: {{ complaints }} đơn, đã giải quyết {{ answered }} đơn."
    )
    paper.tag("{%p if note %}")
    paper.text("{{ note }}")
    paper.tag("{%p endif %}")
    paper.text(
        "Ủy ban nhân dân {{ commune }} kính đề nghị {{ addressee }} xem xét, cho ý kiến"
        "{% if opinion_due_on %} trước ngày {{ opinion_due_on }}{% endif %} để Chủ tịch Ủy ban nhân "
        "dân {{ commune }} quyết định công nhận theo quy định./.",
        keep=True,
    )
    paper.signatures(
        ["Như trên;", "Thường trực Đảng ủy, HĐND {{ commune }};", "Lưu: VT, hồ sơ rà soát."],
        _ON_BEHALF,
        "{{ signer }}",
    )
    return paper


def party_report() -> Paper:
    """The commune's report to its Party committee on the target it was given."""
    paper = Paper(size=13)
    paper.heading(above=_COMMITTEE, body="{{ commune_caps }}", number="Số:          /BC-UBND")
    paper.title("BÁO CÁO", "Chỉ tiêu giảm nghèo năm {{ year }}")
    paper.line("Kính gửi: Đảng ủy {{ commune }}.", align=CENTER, before=0, after=6)
    paper.text(
        "Thực hiện {{ decision }} của {{ superior }} về việc giao chỉ tiêu giảm nghèo năm "
        "{{ year }}, Ủy ban nhân dân {{ commune }} báo cáo Đảng ủy {{ commune }} chỉ tiêu được giao "
        "như sau:"
    )
    _part(paper, "1. Số liệu đầu kỳ và chỉ tiêu được giao")
    paper.table(
        [
            ("TT", "{{ row.number }}", 12, CENTER),
            ("Nội dung", "{{ row.name }}", 88, LEFT),
            ("Tất cả", "{{ row.every }}", 30, CENTER),
            ("Trong đó dân tộc thiểu số", "{{ row.minority }}", 30, CENTER),
        ],
        rows="rows",
    )
    paper.text(
        "Số liệu cuối năm {{ last_year }}, theo {{ standard }}. Chỉ tiêu là số hộ giảm ròng: có hộ "
        "tái nghèo, hộ nghèo phát sinh thì phải thêm hộ thoát nghèo."
    )
    _part(paper, "2. So với bình quân của huyện")
    paper.text("{{ comparison }}")
    _part(paper, "3. Đăng ký hộ thoát nghèo")
    paper.text(
        "Đến ngày {{ today }}, {{ commune }} đã đăng ký {{ registered }} hộ thoát nghèo trong năm, trong đó "
        "{{ em_registered }} hộ dân tộc thiểu số."
    )
    _part(paper, "4. Kiến nghị")
    paper.tag("{%p if due_on %}")
    paper.text(
        "Huyện đề nghị trả lời (nhận chỉ tiêu hoặc đề nghị điều chỉnh) trước hết ngày {{ due_on }}."
    )
    paper.tag("{%p endif %}")
    paper.text(
        "Ủy ban nhân dân {{ commune }} kính đề nghị Đảng ủy {{ commune }} xem xét, cho ý kiến lãnh "
        "đạo, chỉ đạo thực hiện./.",
        keep=True,
    )
    paper.signatures(
        ["Như trên;", "{{ superior }} (báo cáo);", "Lưu: VT."], _ON_BEHALF, "{{ signer }}"
    )
    return paper


def _decision_head(paper: Paper, number: str) -> None:
    paper.heading(above=_COMMITTEE, body="{{ commune_caps }}", number=number)
    paper.title("QUYẾT ĐỊNH", "{{ title }}")
    paper.line(
        "CHỦ TỊCH ỦY BAN NHÂN DÂN {{ commune_caps }}", align=CENTER, bold=True, after=8, keep=True
    )
    paper.tag("{%p for each in bases %}")
    paper.text("Căn cứ {{ each }};", italic=True, after=3)
    paper.tag("{%p endfor %}")


def _last_article(paper: Paper, article: str, people: str) -> None:
    paper.text(
        f"**{article}.** Quyết định này có hiệu lực kể từ ngày ký. Văn phòng Ủy ban nhân dân "
        f"{{{{ commune }}}}, công chức phụ trách giảm nghèo, {people} chịu trách nhiệm thi hành "
        "Quyết định này./.",
        keep=True,
    )


def _part(paper: Paper, title: str) -> None:
    paper.line(title, bold=True, before=6, after=4, keep=True)


def _household_table(paper: Paper, *, rows: str) -> None:
    paper.table(
        [
            ("TT", "{{ row.number }}", 10, CENTER),
            ("Họ và tên chủ hộ", "{{ row.head_name }}", 48, LEFT),
            ("Mã hộ", "{{ row.code }}", 26, CENTER),
            ("Số khẩu", "{{ row.member_count }}", 14, CENTER),
            ("Điểm B1", "{{ row.b1 }}", 15, CENTER),
            ("Điểm B2", "{{ row.b2 }}", 15, CENTER),
            ("Ghi chú", "{{ row.note }}", 32, LEFT),
        ],
        rows=rows,
        size=11,
    )


_OF_THE_PROCEDURE: Mapping[str, Callable[[], Paper]] = {
    "application_decision": application_decision,
    "certificates": certificates,
    "minutes": minutes,
    "recognition_decision": recognition_decision,
    "refusal": refusal,
    "submission": submission,
}


TEMPLATES: Mapping[str, Mapping[str, Callable[[], Paper]]] = {
    "procedure": _OF_THE_PROCEDURE,
    "targets": {"party_report": party_report},
}


def main() -> None:
    """Write every template over the one that stands there."""
    for app, templates in TEMPLATES.items():
        folder = _ROOT / app / "documents" / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        for name, make in templates.items():
            make().save(folder / f"{name}.docx")
            print(folder / f"{name}.docx")


if __name__ == "__main__":
    main()
