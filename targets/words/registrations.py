"""Sentences about households registered to leave poverty."""


def registered_words(*, new: int, already: int) -> str:
    """Return the outcome of registering several households."""
    known = f"; {already} hộ đã có tên từ trước" if already else ""
    return f"Đã đăng ký {new} hộ{known}."
