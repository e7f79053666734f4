"""What a page of real Chromium painted, and when: read from the pixels that it draws, told on the machine's clock.

A picture counts as painted when the browser has gone through the rest of the frame in which it was drawn (style, layout,
paint, commit): a message posted while drawing is heard only then. What the compositor does afterwards is not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.async_api import Page

from bench.coded import BITS, BLOCK

WATCH = """
(() => {
  const BITS = %d, BLOCK = %d;
  const now = () => performance.timeOrigin + performance.now();
  const seen = (window.seen = { painted: [], turned: [], came: [] });
  const small = new OffscreenCanvas(BITS, 2).getContext("2d", { willReadFrequently: true });
  small.imageSmoothingEnabled = false;
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  const plain = OffscreenCanvasRenderingContext2D.prototype.drawImage;
  const codeOf = (source) => {
    const scale = source.width / 512;
    plain.call(small, source, 0, 0, BITS * BLOCK * scale, 2 * BLOCK * scale, 0, 0, BITS, 2);
    const { data } = small.getImageData(0, 0, BITS, 2);
    let [code, inverse] = [0, 0];
    for (let bit = 0; bit < BITS; bit += 1) {
      if (data[4 * bit] > 127) code |= 1 << bit;
      if (data[4 * (BITS + bit)] > 127) inverse |= 1 << bit;
    }
    return code + inverse === (1 << BITS) - 1 ? code : -1;
  };
  let [last, drawn, due] = [-1, 0, false];
  const after = new MessageChannel();
  after.port1.onmessage = () => {
    due = false;
    const before = seen.painted.at(-1);
    if (before === undefined || before[0] !== last) seen.painted.push([last, drawn, now()]);
  };
  CanvasRenderingContext2D.prototype.drawImage = function (source, ...place) {
    draw.call(this, source, ...place);
    if (this.canvas.className !== "stage-canvas") return;
    const code = codeOf(source);
    if (code === last) return;
    [last, drawn] = [code, now()];
    if (!due) after.port2.postMessage(0);
    due = true;
  };
  const turned = ({ timeStamp }) => seen.turned.push(performance.timeOrigin + timeStamp);
  addEventListener("wheel", turned, { capture: true, passive: true });
  const Plain = WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (typeof data !== "string" || !data.includes('["frame"')) return;
        const meta = JSON.parse(data.slice(data.indexOf("[")))[1];
        seen.came.push([meta.pos, meta.voi ? meta.voi.width : 0, now()]);
      });
    }
  };
})();
""" % (BITS, BLOCK)  # noqa: UP031  (braces everywhere)

ON_CANVAS = """
() => {
  const canvas = document.querySelector("canvas.stage-canvas");
  const edge = Math.min(canvas.width, canvas.height);
  const [left, top] = [(canvas.width - edge) / 2, (canvas.height - edge) / 2];
  const small = new OffscreenCanvas(%d, 2).getContext("2d");
  small.imageSmoothingEnabled = false;
  small.drawImage(canvas, left, top, edge * %d / 512, edge * %d / 512, 0, 0, %d, 2);
  const { data } = small.getImageData(0, 0, %d, 1);
  let code = 0;
  for (let bit = 0; bit < %d; bit += 1) if (data[4 * bit] > 127) code |= 1 << bit;
  return code;
}
""" % (BITS, BITS * BLOCK, 2 * BLOCK, BITS, BITS, BITS)  # noqa: UP031

SCROLL = """
([ms, low, high]) => new Promise((done) => {
  const pane = document.querySelector("[data-pane]");
  const box = pane.getBoundingClientRect();
  const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true, cancelable: true };
  const end = performance.now() + ms;
  let [pos, by] = [Math.round((low + high) / 2), 1];
  const turn = () => {
    if (performance.now() > end) return done();
    if (pos + by > high || pos + by < low) by = -by;
    pos += by;
    pane.dispatchEvent(new WheelEvent("wheel", { ...at, deltaY: 100 * by }));
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
})
"""
"""A hand that turns the wheel by one notch in every frame that the browser makes, to and fro."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one page noted; milliseconds since 1970, comparable between pages of one machine."""

    painted: list[tuple[int, float, float]]
    """(position, drawn, painted), whenever another position came up."""
    turned: list[float]
    """When the wheel was turned, as the browser stamped it."""
    came: list[tuple[int, float, float]]
    """(position, window width or 0, when its frame came over the socket)."""

    def painted_ms(self, pos: int, since_ms: float) -> float | None:
        """When this position was painted first after that moment."""
        return next((painted for code, _, painted in self.painted if code == pos and painted > since_ms), None)

    def distinct_per_s(self, since_ms: float, until_ms: float) -> float:
        """How many times a second another picture was painted."""
        count = sum(1 for _, _, painted in self.painted if since_ms <= painted < until_ms)
        return count * 1000 / (until_ms - since_ms)


async def seen(page: Page) -> Seen:
    """Everything so far."""
    told: Mapping[str, list[list[float]]] = await page.evaluate("() => window.seen")
    painted = [(int(code), drawn, after) for code, drawn, after in told["painted"]]
    came = [(int(pos), width, at_ms) for pos, width, at_ms in told["came"]]
    return Seen(painted, [float(each) for each in told["turned"]], came)  # type: ignore[arg-type]  # a list of numbers


async def on_canvas(page: Page) -> int:
    """The position that the canvas itself shows now."""
    return int(await page.evaluate(ON_CANVAS))


async def now_ms(page: Page) -> float:
    """The page's clock."""
    return float(await page.evaluate("() => performance.timeOrigin + performance.now()"))
