"""What a page of real Chromium notes of its own opening: when a picture was on it, when it answered a hand, what it cost.

The first picture counts by `bench.watched`. A page answers when a press of a button in the room has changed what that
button says of itself (a tool that is now chosen, a box that is now open): whoever presses earlier presses nothing.
"""

from dataclasses import dataclass
from typing import Final

from playwright.async_api import Page

from bench.watched import seen

PRESSED: Final = ".toolbar .tool-group button[aria-pressed='false'], .phone-top button[aria-expanded='false']"
"""A tool for who works on the picture; for a patient, who has none, what stands above it."""
OPENED: Final = """
(() => {
  const opened = (window.opened = { answered: 0, bytes: 0 });
  let pressed = null;
  const look = () => {
    if (pressed !== null && pressed.isConnected && pressed.matches("[aria-pressed='true'], [aria-expanded='true']")) {
      opened.answered = performance.timeOrigin + performance.now();
      return;
    }
    if (pressed === null || !pressed.isConnected) {
      pressed = document.querySelector("PRESSED");
      // what nobody can see nobody can press
      if (pressed?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) pressed.click();
      else pressed = null;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const Watched = WebSocket;
  window.WebSocket = class extends Watched {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (opened.answered === 0) opened.bytes += typeof data === "string" ? data.length : data.byteLength ?? data.size;
      });
    }
  };
})();
""".replace("PRESSED", PRESSED)
TOLD: Final = """
() => {
  const parts = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const near = Math.min(...window.seen.painted.map(([, , at]) => at));
  const ended = Math.max(near, window.opened.answered) - performance.timeOrigin;
  const before = parts.filter(({ startTime }) => startTime < ended);
  return {
    origin: performance.timeOrigin,
    answered: window.opened.answered,
    bytes: window.opened.bytes + before.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    parts: before.map(({ name, startTime, responseEnd }) => [name.replace(location.origin, ""), startTime, responseEnd]),
  };
}
"""


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of a page, in seconds from the start of its navigation."""

    painted_s: float
    answered_s: float
    size_bytes: int
    """Everything that it took in until then, as it was sent, what its cache had included."""
    parts: list[tuple[str, float, float]]
    """(address, asked, had), in ms."""

    @property
    def interactive_s(self) -> float:
        """A picture is there, and the page answers."""
        return max(self.painted_s, self.answered_s)


async def opening(page: Page) -> Opening:
    """Once the page has both."""
    await page.wait_for_function("() => window.opened?.answered > 0 && window.seen?.painted.length > 0", timeout=20_000)
    told = await page.evaluate(TOLD)
    painted_ms = min(painted for _, _, painted in (await seen(page)).painted)
    return Opening(
        (painted_ms - told["origin"]) / 1000,
        (told["answered"] - told["origin"]) / 1000,
        int(told["bytes"]),
        [(str(name), float(asked), float(had)) for name, asked, had in told["parts"]],
    )
