"""Recognises text typed in the Vietnamese encodings used before Unicode (TCVN3, VNI).

Such text shows Vietnamese letters only in its own fonts; stored as it is, it cannot be read or
searched. It is refused with advice, never converted: a conversion of mixed text destroys names.
"""

import re
from collections.abc import Iterable

# Letters and signs that these encodings put inside words and Vietnamese words never have.
_TCVN3 = re.compile(
    r"[A-Za-z][\u00a8-\u00ac\u00ad\u00ae\u00b5-\u00be\u00c6\u00d6-\u00d8\u00de\u00df\u00e4-\u00e7\u00eb\u00ee\u00ef\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00aa]"
)
_VNI = re.compile(
    r"[AEOUYaeouy][\u00d8\u00f8\u00db\u00fb\u00cf\u00ef\u00c4\u00e4\u00c5\u00e5\u00cb\u00eb]"
    r"|[AEOaeo][\u00c2\u00e2\u00ca\u00ea](?![aeiouy])|[\u00d6\u00f6][\u00d9\u00f9\u00d8\u00f8\u00cf\u00ef\u00d5\u00f5\u00db\u00fb]"
)
_FEW = 2  # single words of other languages are no sign

ADVICE = (
    "Chữ trong tệp gõ bằng bảng mã cũ ({encoding}), phần mềm dùng Unicode. Hãy chuyển mã bằng Unikey"
    " (Ctrl+Shift+F6: từ {encoding} sang Unicode) rồi tải lên lại."
)


def legacy_encoding(texts: Iterable[str]) -> str:
    """Return the old encoding most texts with marks are in: "TCVN3", "VNI", or ""."""
    tcvn3 = vni = unicode_only = 0
    for text in texts:
        if text.isascii():
            continue
        is_tcvn3, is_vni = bool(_TCVN3.search(text)), bool(_VNI.search(text))
        tcvn3 += is_tcvn3 and not is_vni
        vni += is_vni
        unicode_only += not is_tcvn3 and not is_vni
    old = max(tcvn3, vni)
    if old < _FEW or old * 2 < unicode_only:
        return ""
    return "VNI" if vni >= tcvn3 else "TCVN3"
