import { NO_ZOOM, type OwnZoom, type Point, type Size } from "./geometry";

const CLOSEST = 8;

/** One's own magnification about a point of the box; at 1 it is gone, and the picture never leaves the box. */
export function magnifiedAt(own: OwnZoom, factor: number, [x, y]: Point, box: Size): OwnZoom {
  const scale = Math.min(Math.max(own.scale * factor, 1), CLOSEST);
  if (scale <= 1.01) return NO_ZOOM;
  const ratio = scale / own.scale;
  const [qx, qy] = [x - box.w / 2, y - box.h / 2];
  return inBox({ scale, dx: qx - (qx - own.dx) * ratio, dy: qy - (qy - own.dy) * ratio }, box);
}

export function movedBy(own: OwnZoom, dx: number, dy: number, box: Size): OwnZoom {
  if (own.scale === 1) return own;
  return inBox({ ...own, dx: own.dx + dx, dy: own.dy + dy }, box);
}

/** The same place magnified as much, in a box whose pictures are `grown` times as large: a phone was turned. */
export function keptIn(own: OwnZoom, grown: number, box: Size): OwnZoom {
  if (own.scale === 1) return own;
  return inBox({ ...own, dx: own.dx * grown, dy: own.dy * grown }, box);
}

function inBox({ scale, dx, dy }: OwnZoom, box: Size): OwnZoom {
  const [mostX, mostY] = [(box.w * (scale - 1)) / 2, (box.h * (scale - 1)) / 2];
  return { scale, dx: Math.min(Math.max(dx, -mostX), mostX), dy: Math.min(Math.max(dy, -mostY), mostY) };
}
