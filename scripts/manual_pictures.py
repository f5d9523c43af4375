"""Take the manual's pictures from a running demo: `python -m scripts.manual_pictures [address]`.

Runs in `.venv`, with the demo started by `make run` on the default port or the one given. Chromium
turns each screenshot into WebP, the smallest format that every browser shows.
"""

import base64
from collections.abc import Iterator

from playwright.sync_api import Browser

from scripts.demo_browser import address_given, chromium, signed_in
from scripts.project import ROOT

FOLDER = ROOT / "docs" / "manual" / "pictures"
WIDTH, HEIGHT = 1180, 720
MOST_BYTES = 40 * 1024
# Name of the picture, account, address.
PICTURES = (
    ("can-bo-xa", "canbo-ia-o", "/"),
    ("so-ho", "canbo-ia-o", "/ho-dan/"),
    ("phieu-ra-soat", "canbo-ia-o", "/phieu/"),
    ("chu-tich-xa", "chutich-ia-o", "/"),
    ("phong-ldtbxh", "ldtbxh", "/"),
    ("quy-trinh", "ldtbxh", "/quy-trinh/"),
    ("ke-hoach", "ldtbxh", "/ke-hoach/?year=2021"),
    ("bang-dieu-hanh", "lanhdao", "/bang-dieu-hanh/?year=2021"),
    ("tien-do", "lanhdao", "/tien-do/?year=2021"),
    ("nguoi-dung", "quantri", "/nguoi-dung/"),
)
_AS_WEBP = """async ([picture, quality]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/webp", quality });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(""));
}"""


def take(address: str) -> None:
    """Save every picture; stop at one that stays too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name, shot in _shots(browser, address):
            picture = _small(browser, shot)
            (FOLDER / f"{name}.webp").write_bytes(picture)
            print(f"{name}: {len(picture) // 1024} KB")


def _shots(browser: Browser, address: str) -> Iterator[tuple[str, bytes]]:
    account, page = "", None
    for name, wanted, path in PICTURES:
        if page is None or account != wanted:
            page = signed_in(browser, address, wanted, width=WIDTH, height=HEIGHT)
            account = wanted
        page.goto(f"{address}{path}")
        yield name, page.screenshot()


def _small(browser: Browser, shot: bytes) -> bytes:
    """Return a screenshot as WebP of at most 40 KB, in the best quality that is so small."""
    page = browser.new_page()
    encoded = base64.b64encode(shot).decode()
    for quality in (0.8, 0.6, 0.45, 0.3, 0.2, 0.1):
        picture = base64.b64decode(page.evaluate(_AS_WEBP, [encoded, quality]))
        if len(picture) <= MOST_BYTES:
            page.close()
            return picture
    raise SystemExit("A picture is larger than 40 KB in the lowest quality.")


if __name__ == "__main__":
    take(address_given())
