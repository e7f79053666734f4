"""Whether everybody can read what stands on a page, and reach it: by axe, by what is painted, and by bending the page.

WCAG 2.2 AA; the numbers in the docstrings are its success criteria.
"""

import io
from pathlib import Path
from typing import Final, Literal

import numpy as np
from PIL import Image
from playwright.async_api import Page

from tests.journeys.server_process import REPOSITORY

AXE: Final = REPOSITORY / "web" / "node_modules" / "axe-core" / "axe.min.js"
FIND: Final = """
async ([where, contrast]) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
  const rules = { "target-size": { enabled: true }, "color-contrast": { enabled: contrast } };
  const asked = { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"], preload: false };
  const found = await axe.run(where, asked);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}
"""
WORDS: Final = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement;
    if (node.data.trim() === "" || own.closest(":disabled, [data-stage], .unseen, svg")) continue;
    if (!own.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getClientRects()[0];
    if (!box || box.width < 4 || box.height < 8 || box.top < 0 || box.bottom > innerHeight || box.left < 0) continue;
    if (box.right > innerWidth || document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) !== own) continue;
    const large = parseFloat(getComputedStyle(own).fontSize) >= 24;
    found.push([node.data.trim().slice(0, 40), large, [box.left, box.top, box.right, box.bottom]]);
  }
  return [devicePixelRatio, found];
}
"""
"""Words that are in sight, but for those over a picture and on buttons that are off."""
LOST_WORDS: Final = """
() => {
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 1) found.push(`scrolls sideways by ${wide} px`);
  for (const one of document.body.querySelectorAll("*")) {
    if (one.closest("[data-stage], .unseen, svg, canvas, option") || !one.checkVisibility({ visibilityProperty: true })) continue;
    if (![...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "")) continue;
    const box = one.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    const name = `${one.localName}.${one.className} "${one.innerText.slice(0, 30)}"`;
    let scrolls = false;
    for (let around = one; around; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (/auto|scroll/.test(overflowX)) scrolls = true;
      const cut = [overflowX, overflowY].some((how) => /hidden|clip/.test(how));
      const over = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2;
      if (cut && around === one && over) found.push(`cut: ${name}`);
    }
    if (!scrolls && (box.left < -1 || box.right > innerWidth + 1)) found.push(`outside: ${name}`);
  }
  return found;
}
"""
FOCUS: Final = """
() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const box = one.getBoundingClientRect();
  const name = `${one.localName}.${one.className} "${(one.ariaLabel ?? one.innerText ?? one.name ?? "").trim().slice(0, 40)}"`;
  const said = [];
  const points = [[0.5, 0.5], [0.15, 0.3], [0.85, 0.3], [0.15, 0.7], [0.85, 0.7]];
  const label = one.closest("label");
  const seen = points.some(([x, y]) => {
    const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return hit !== null && (one.contains(hit) || hit.contains(one) && hit === label || label?.contains(hit));
  });
  if (!seen) said.push(`hidden under something: ${name} at ${Math.round(box.top)}`);
  const ringed = [one, label, one.parentElement].some((each) => each && getComputedStyle(each).outlineStyle !== "none");
  if (!ringed) said.push(`no ring: ${name}`);
  one.dataset.reached ??= "";
  const again = one.dataset.reached !== "";
  one.dataset.reached = "yes";
  return [again, said];
}
"""
MOVES: Final = """
async () => {
  // what had begun before the reader asked for stillness may end
  await Promise.allSettled(document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? one.finished : [])));
  const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
  const found = document
    .getAnimations()
    .filter((one) => one.playState === "running" && one.effect.getComputedTiming().duration > 10)
    .map((one) => `moves: ${one.effect.target?.className} ${one.animationName ?? one.transitionProperty ?? ""}`);
  for (const one of document.body.querySelectorAll("*")) {
    for (const part of ["", "::before", "::after"]) {
      const style = getComputedStyle(one, part);
      if (style.animationName !== "none" && long(style.animationDuration)) found.push(`animated: ${one.className}${part}`);
      const fades = style.transitionProperty !== "none" && long(style.transitionDuration);
      if (fades) found.push(`in transition: ${one.className}${part}`);
    }
  }
  if (getComputedStyle(document.documentElement).scrollBehavior === "smooth") found.push("scrolls smoothly");
  return [...new Set(found)];
}
"""
SPACED: Final = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
SPACE: Final = """
(styles) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}
"""
"""A page of ours takes no style that is written into it."""
TABS_MAX: Final = 80
PAPER: Final = (680, 960)
"""A4 between its margins, in CSS pixels."""
NOT_FOR_PAPER: Final = """
() => [...document.querySelectorAll("button:not(.tile), .button, canvas.stage-canvas, .code-digits, .link-text, .qr")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().height > 1)
  .map((one) => `on paper: ${one.localName}.${one.getAttribute("class")} ${(one.innerText ?? "").slice(0, 30)}`)
"""
"""What is pressed, lent to a screen, or lets in whoever finds the sheet."""
LUMINANCE: Final = np.array([0.2126, 0.7152, 0.0722], np.float32)
Scheme = Literal["light", "dark"]


async def wrong(page: Page, where: str = "html", *, contrast: bool = True) -> list[str]:
    """What axe finds in this part of a page as it stands."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = await page.evaluate(FIND, [where, contrast])
    return found


async def faint(page: Page, scheme: Scheme) -> list[str]:
    """Words in sight that stand out too little in the reader's own colors (1.4.3), measured where they are painted.

    axe cannot say it: Chromium answers with our `color` and the reader's `background-color`, whatever is painted.
    """
    await page.emulate_media(forced_colors="active", color_scheme=scheme)
    found = await _faint(page)
    if found:
        # what came between the question and the photograph is no fault
        found = sorted({*found} & {*await _faint(page)})
    await page.emulate_media(forced_colors="none", color_scheme="null")
    return found


async def _faint(page: Page) -> list[str]:
    dots, words = await page.evaluate(WORDS)
    taken = await page.screenshot(animations="disabled")
    shot = np.asarray(Image.open(io.BytesIO(taken)).convert("RGB"), np.float32) / 255
    found = []
    for said, large, box in words:
        left, top, right, bottom = (round(edge * dots) for edge in box)
        here = shot[top:bottom, left:right]
        light = np.where(here <= 0.04045, here / 12.92, ((here + 0.055) / 1.055) ** 2.4) @ LUMINANCE
        if (light.max() + 0.05) / (light.min() + 0.05) < (3 if large else 4.5):
            found.append(f"too faint: {said}")
    return found


async def bent(page: Page) -> list[str]:
    """What is lost at 320 px (1.4.10), at 200 % (1.4.4), with letters apart (1.4.12), and what moves for who wants it still."""
    before = page.viewport_size or {"width": 1440, "height": 900}
    found = []
    for name, width, height in (("320 px", 320, 640), ("200 %", before["width"] // 2, before["height"] // 2)):
        if width >= 320:
            await page.set_viewport_size({"width": width, "height": height})
            found += [f"{name}: {what}" for what in await page.evaluate(LOST_WORDS)]
    await page.set_viewport_size({"width": before["width"], "height": before["height"]})
    known = set(await page.evaluate(LOST_WORDS))
    found += [f"as it is: {what}" for what in known]
    await page.evaluate(SPACE, SPACED)
    found += [f"letters apart: {what}" for what in await page.evaluate(LOST_WORDS) if what not in known]
    await page.evaluate("() => document.adoptedStyleSheets.pop()")
    await page.emulate_media(reduced_motion="reduce")
    found += await page.evaluate(MOVES)
    await page.emulate_media(reduced_motion="no-preference")
    return found


async def tabbed(page: Page) -> list[str]:
    """Whatever has the focus is seen, and seen to have it (2.4.7, 2.4.11)."""
    found: list[str] = []
    for _ in range(TABS_MAX):
        await page.keyboard.press("Tab")
        here = await page.evaluate(FOCUS)
        if here is None:
            continue
        if here[0]:
            break
        found += here[1]
    return found


async def printed(page: Page) -> list[str]:
    """What cannot be read on a sheet of paper, what runs over its edge, and what does not belong on one."""
    before = page.viewport_size or {"width": 1440, "height": 900}
    await page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
    await page.emulate_media(media="print")
    found = [each for each in await wrong(page) if not each.startswith("target-size")]
    found += await page.evaluate(LOST_WORDS)
    found += await page.evaluate(NOT_FOR_PAPER)
    await page.emulate_media(media="null")
    await page.set_viewport_size({"width": before["width"], "height": before["height"]})
    return found


def is_there() -> bool:
    """Whether axe was fetched (`make tools`)."""
    return Path(AXE).is_file()
