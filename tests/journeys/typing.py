"""Keys as a typist presses them, counted, and where the cursor is."""

from playwright.sync_api import Page

BARS = ".topbar, .save-bar, .form-actions--sticky, .review__side"
BARS_HEIGHT = f"""() => [...document.querySelectorAll("{BARS}")]
    .filter((bar) => ["sticky", "fixed"].includes(getComputedStyle(bar).position))
    .reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0)"""
FOCUSED = """() => {
    const { tagName, name, innerText } = document.activeElement;
    return tagName === "BUTTON" ? innerText.trim() : name;
}"""
IN_SIGHT = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const x = box.left + Math.min(box.width / 2, 40), y = (box.top + box.bottom) / 2;
    const seen = document.elementFromPoint(x, y);
    return document.activeElement !== document.body && box.top >= 0 && box.bottom <= innerHeight
        && (seen === document.activeElement || document.activeElement.contains(seen));
}"""


class Typist:
    """A page used by its keyboard alone; `keys` are those pressed, `loads` the pages opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.loads = 0
        page.on("domcontentloaded", lambda _: self._loaded())

    def _loaded(self) -> None:
        self.loads += 1

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    @property
    def focused(self) -> str:
        """The name of the focused box, or the words of the focused button."""
        return self.page.evaluate(FOCUSED)

    def start_counting(self) -> None:
        """Count from here: the page that is open has loaded."""
        self.page.wait_for_load_state()
        self.keys = self.loads = 0
