"""Real Chromium for journeys: contexts of one browser, what pages complain about, and what a canvas really shows."""

import base64
import hashlib
import io
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from numpy.typing import NDArray
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.programs import require_program

QUIET: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Nothing that the journey did not ask for: no look for updates, no accounts, no other transports."""

CANVAS: Final = "canvas.stage-canvas"
PATIENCE_MS: Final = 40_000
"""How long an expectation may wait on a slow machine; promises in seconds are measured apart from it."""

WATCH_POLICY: Final = """
addEventListener("securitypolicyviolation", (event) =>
  console.error("POLICY", event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber));
"""
WATCH_DARK: Final = """
() => {
  const canvas = document.querySelector("canvas.stage-canvas");
  const small = new OffscreenCanvas(32, 32).getContext("2d", { willReadFrequently: true });
  const isDark = () => {
    if (!canvas.isConnected || canvas.width === 0) return true;
    small.drawImage(canvas, 0, 0, 32, 32);
    return small.getImageData(0, 0, 32, 32).data.every((value, at) => at % 4 === 3 || value < 8);
  };
  window.darkSince = null;
  addEventListener("click", () => (window.lastClick = Date.now()), true);
  const timer = setInterval(() => {
    if (!isDark()) return;
    window.darkSince = Date.now();
    clearInterval(timer);
  }, 20);
}
"""

WATCH_SHIFTS: Final = """
(() => {
  window.shifts = [];
  const name = (one) => one?.nodeType === Node.ELEMENT_NODE ? `${one.localName}.${one.className}` : one?.textContent.slice(0, 30);
  const told = ({ node, previousRect: from, currentRect: to }) =>
    `${name(node)} ${from.x},${from.y},${from.width}×${from.height} → ${to.x},${to.y},${to.width}×${to.height}`;
  new PerformanceObserver((list) => {
    for (const { value, startTime, hadRecentInput, sources } of list.getEntries()) {
      const words = `${value.toFixed(4)} at ${startTime.toFixed()} ms: ${sources.map(told).join("; ")}`;
      if (!hadRecentInput) window.shifts.push([value, words]);
    }
  }).observe({ type: "layout-shift", buffered: true });
})();
"""
"""From here on a page notes what it moved under somebody's eyes without having been touched (CLS), and what moved."""

MEASURE_HAND: Final = """
() => {
  const name = (one) => `${one.tagName.toLowerCase()}.${one.className} "${(one.innerText || one.ariaLabel || "").slice(0, 30)}"`;
  const shown = (one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(one).visibility === "visible" && !one.closest(".unseen");
  };
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.push(`scrolls sideways by ${wide} px`);
  for (const one of document.body.querySelectorAll("*")) {
    if (!shown(one)) continue;
    const box = one.getBoundingClientRect();
    const own = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
    const size = parseFloat(getComputedStyle(one).fontSize);
    if (own && size < 16) found.push(`${size} px text: ${name(one)}`);
    if (own && (box.left < -1 || box.right > innerWidth + 1)) found.push(`cut off: ${name(one)}`);
    if (!one.matches("button, a[href], input, select, textarea, [role=button]") || one.disabled) continue;
    const target = one.closest("label") ?? one;
    const { width, height } = target.getBoundingClientRect();
    if (width < 44 || height < 44) found.push(`target of ${Math.round(width)}×${Math.round(height)} px: ${name(one)}`);
  }
  return found;
}
"""


@dataclass
class Chromium:
    """One browser; every page of its contexts is watched for violations of the page policy and for errors."""

    browser: Browser
    complaints: list[str] = field(default_factory=list)

    async def person(self, name: str, width: int, height: int, **options: Any) -> Page:
        """Somebody's own window: a context nobody else shares."""
        context = await self.browser.new_context(
            viewport={"width": width, "height": height}, locale="en-US", timezone_id="UTC", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        await context.add_init_script(WATCH_POLICY)
        context.on("page", lambda page: self._watch(name, page))
        return await context.new_page()

    def _watch(self, name: str, page: Page) -> None:
        def said(kind: str, text: str) -> None:
            # A refusal or a line that is down is told by the page in words; the browser's own remark is no complaint.
            if kind == "error" and "Failed to load resource" not in text and "WebSocket connection to" not in text:
                self.complaints.append(f"{name}: {text}")

        page.on("console", lambda message: said(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"{name}: {error}"))
        page.on("crash", lambda _: self.complaints.append(f"{name}: the page crashed"))
        page.on("dialog", lambda dialog: self.complaints.append(f"{name}: a dialog: {dialog.message}"))


@asynccontextmanager
async def chromium(certificate: Path | None = None, *, line: str = "") -> AsyncIterator[Chromium]:
    """A browser that trusts `certificate` (as after installing the clinic's authority), gone afterwards.

    `line` leads it to a relay instead of the server: "localhost:SERVER 127.0.0.1:RELAY".
    """
    trusted: tuple[str, ...] = (
        (f"--ignore-certificate-errors-spki-list={_fingerprint(certificate)}",) if certificate else ()
    )
    if line:
        trusted += (f"--host-resolver-rules=MAP {line}",)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=require_program("chromium"),
            args=[*QUIET, *trusted],
            chromium_sandbox=os.geteuid() != 0,
        )
        try:
            yield Chromium(browser)
        finally:
            await browser.close()


def _fingerprint(certificate: Path) -> str:
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    return base64.b64encode(
        hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    ).decode()


@dataclass(frozen=True)
class Shown:
    """What somebody's eyes get: a photograph of the canvas, and where the whole image lies in it."""

    grey: NDArray[np.float32]

    @classmethod
    async def on(cls, page: Page) -> "Shown":
        """The canvas of this page now."""
        taken = await page.locator(CANVAS).screenshot(animations="disabled")
        return cls(np.asarray(Image.open(io.BytesIO(taken)).convert("L"), np.float32))

    @property
    def is_dark(self) -> bool:
        """Nothing but the ground and a few words."""
        return float(self.grey.mean()) < 16 and float((self.grey > 60).mean()) < 0.05

    def image(self, side: int = 64) -> NDArray[np.float32]:
        """The image itself, fitted into the canvas as a square, scaled to `side`; without its rim, where words stand."""
        height, width = self.grey.shape
        edge = min(height, width)
        top, left = (height - edge) // 2, (width - edge) // 2
        square = Image.fromarray(self.grey[top : top + edge, left : left + edge])
        rim = side // 8
        scaled = np.asarray(square.resize((side, side), Image.Resampling.BOX), np.float32)
        return scaled[rim : side - rim, rim : side - rim]

    def at(self, row: float, column: float, *, of: int = 512, reach: int = 2) -> float:
        """Mean grey around an image pixel of a square image `of` pixels wide."""
        height, width = self.grey.shape
        edge = min(height, width)
        y = int((height - edge) / 2 + (row + 0.5) * edge / of)
        x = int((width - edge) / 2 + (column + 0.5) * edge / of)
        return float(self.grey[y - reach : y + reach + 1, x - reach : x + reach + 1].mean())

    def difference(self, other: "Shown") -> float:
        """Mean difference of the two images in grey levels, whatever the size of their screens."""
        return float(np.abs(self.image() - other.image()).mean())


async def watch_dark(*pages: Page) -> None:
    """From now on note the moment at which a page's canvas is black, and of clicks, on the machine's clock."""
    for page in pages:
        await page.evaluate(WATCH_DARK)


async def clicked_ms(page: Page) -> float:
    """When this page was clicked or tapped last."""
    return float(await page.evaluate("() => window.lastClick"))


async def dark_after_s(clicked: Page, page: Page) -> float:
    """Seconds from the last click on one page until another page's canvas was black."""
    since = await page.wait_for_function("() => window.darkSince", timeout=PATIENCE_MS)
    return (float(await since.json_value()) - await clicked_ms(clicked)) / 1000


async def is_erased(page: Page) -> bool:
    """Whether every pixel of the canvas itself is black, below any words."""
    return bool(
        await page.evaluate(
            """() => {
              const canvas = document.querySelector("canvas.stage-canvas");
              if (!canvas || canvas.width === 0) return true;
              const values = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              return values.every((value, at) => at % 4 === 3 || value === 0);
            }"""
        )
    )


SEEN_SHIFT: Final = 0.001
"""Of a screen's height, over all of it. Less is a label whose words became a little longer."""


async def drawn(page: Page) -> None:
    """What a change brings with it is there: two frames later."""
    await page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


async def shifts(page: Page) -> list[str]:
    """What moved on this page since it was opened, when that can be seen; for a context that has WATCH_SHIFTS."""
    # what was drawn last is told in the frame after it
    await drawn(page)
    moved: list[tuple[float, str]] = await page.evaluate("() => window.shifts")
    return [told for _, told in moved] if sum(value for value, _ in moved) >= SEEN_SHIFT else []


async def hard_to_use(page: Page) -> list[str]:
    """What an unsteady hand or weak eyes would stumble over on a phone: text < 16 px, targets < 44 px, cut-off words."""
    found: list[str] = await page.evaluate(MEASURE_HAND)
    return found


__all__ = ["CANVAS", "PATIENCE_MS", "BrowserContext", "Chromium", "Page", "Shown", "chromium"]
