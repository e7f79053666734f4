"""D23: palettes as the painter shows them beside a WebGL2 table of the same exact colors, in Chromium.

This is why there is no WebGL painter (decisions.md 23). On a machine with a GPU the ratio may fall below 1: then there
should be one, behind the self-test that decision asks for.
"""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from bench.measure import Judged, Result
from tests.journeys.browsers import Page, chromium
from tests.journeys.bundled import bundle

NAMES = ("D23",)
SIZES = ((512, 512), (2048, 2048), (4096, 3328))
"""A slice of CT or PET, a radiograph, a mammogram."""
SCREEN = (1000, 860)
ROUNDS, SECONDS = 3, 1.5

PREPARE = """
async ([columns, rows, width, height]) => {
  document.body.replaceChildren();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  document.body.append(canvas);
  window.bitmaps = [];
  for (let one = 0; one < 6; one += 1) {
    const image = new ImageData(columns, rows);
    const words = new Uint32Array(image.data.buffer);
    for (let at = 0; at < words.length; at += 1) words[at] = 0xff000000 + ((at * 7 + one * 40) & 255) * 0x010101;
    bitmaps.push(await createImageBitmap(image));
  }
}
"""
YARDSTICK = """
async ([columns, rows, seconds]) => {
  const canvas = document.querySelector("canvas"), on = canvas.getContext("2d", { alpha: false });
  const gl = new OffscreenCanvas(columns, rows).getContext("webgl2", { alpha: false, antialias: false });
  if (!gl) return 0;
  const program = gl.createProgram();
  const shader = (type, text) => {
    const made = gl.createShader(type);
    gl.shaderSource(made, "#version 300 es\\nprecision highp float;\\n" + text);
    gl.compileShader(made);
    gl.attachShader(program, made);
  };
  shader(gl.VERTEX_SHADER, "void main() { vec2 at = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);"
    + "gl_Position = vec4(at * 2.0 - 1.0, 0, 1); }");
  shader(gl.FRAGMENT_SHADER, "uniform sampler2D picture, colors; uniform int rows; out vec4 color; void main() {"
    + "ivec2 at = ivec2(gl_FragCoord.xy); float grey = texelFetch(picture, ivec2(at.x, rows - 1 - at.y), 0).r;"
    + "color = texelFetch(colors, ivec2(int(grey * 255.0 + 0.5), 0), 0); }");
  gl.linkProgram(program);
  gl.useProgram(program);
  for (const unit of [1, 0]) {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
    if (unit) gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(1024).fill(200));
  }
  gl.uniform1i(gl.getUniformLocation(program, "colors"), 1);
  gl.uniform1i(gl.getUniformLocation(program, "rows"), rows);
  const scale = Math.min(canvas.width / columns, canvas.height / rows);
  return paced(seconds, (count) => {
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, bitmaps[count % bitmaps.length]);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    on.setTransform(scale, 0, 0, scale, 0, 0);
    on.drawImage(gl.canvas, 0, 0);
  });
}
"""


async def measure(_names: list[str]) -> list[Result]:
    """Frames per second with a palette, ours over WebGL2's: the worst size counts."""
    with tempfile.TemporaryDirectory() as folder:
        script = await asyncio.to_thread(bundle, "tests/viewer/painter.page.ts", Path(folder))
        async with chromium() as browser:
            page = await browser.person("bench", 1280, 900)
            rounds = [await _round(page, script) for _ in range(ROUNDS)]
    ratios = [min(ours / max(theirs, 0.1) for _, ours, theirs in one.values()) for one in rounds]
    figures: dict[str, float | str] = {}
    for size in SIZES:
        plain, ours, theirs = (sorted(one[size][at] for one in rounds)[ROUNDS // 2] for at in range(3))
        name = f"{size[0]}x{size[1]}"
        figures |= {f"plain_fps_{name}": plain, f"ours_fps_{name}": ours, f"webgl2_fps_{name}": theirs}
    return [
        Judged("D23", "×", 0.8, 1).told(
            ratios,
            ours="the painter: a table for small pictures, a filter over its 2D canvas for large ones",
            theirs="the same table in a WebGL2 shader, drawn to a 2D canvas (0: none here)",
            verified="tests/journeys/test_painter.py: every color of every palette is the standard's",
            **figures,
        )
    ]


async def _round(page: Page, script: Path) -> dict[tuple[int, int], tuple[float, float, float]]:
    """Of each size: without a palette, ours, theirs."""
    taken = {}
    await page.set_content("<!doctype html><body></body>")
    await page.add_script_tag(path=script)
    for size in SIZES:
        fps: list[Any] = []
        for palette in (None, "HOT_IRON"):
            await page.evaluate(PREPARE, [*size, *SCREEN])
            fps.append(await page.evaluate("([palette, s]) => scroll(bitmaps, palette, s)", [palette, SECONDS]))
        await page.evaluate(PREPARE, [*size, *SCREEN])
        fps.append(await page.evaluate(YARDSTICK, [*size, SECONDS]))
        taken[size] = (float(fps[0]), float(fps[1]), float(fps[2]))
    return taken
