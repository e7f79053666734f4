import type { FrameMeta, StackCard, Viewport } from "../src/wire/messages";

/** A frame's meta with what a test cares about. */
export function frameMeta(changes: Partial<FrameMeta> = {}): FrameMeta {
  return {
    n: 1,
    epoch: 1,
    fid: "f".repeat(22),
    stack: 0,
    pos: 0,
    level: 0,
    tier: "lossy",
    mime: "image/jpeg",
    w: 512,
    h: 512,
    voi: null,
    window: { center: 40, width: 400, function: "LINEAR" },
    source: "file",
    source_lossy: false,
    marked: false,
    len: 100,
    href: null,
    masked: false,
    ...changes,
  };
}

/** A CT stack with what a test cares about. */
export function stackCard(changes: Partial<StackCard> = {}): StackCard {
  return {
    id: 0,
    modality: "CT",
    series_number: 4,
    title: "Thorax",
    count: 120,
    columns: 512,
    rows: 512,
    color: false,
    unit: "HU",
    windows: [{ name: "lung", center: -600, width: 1500, function: "LINEAR" }],
    image_numbers: Array.from({ length: 120 }, (_, pos) => pos + 1),
    letters: [["R", "L", "A", "P"]],
    laterality: "",
    spacing_mm: [0.7, 0.7],
    calibrated: true,
    fps: null,
    source_lossy: false,
    aspect: 1,
    held: false,
    black: [],
    lateralities: [],
    spacing_origin: "patient",
    spacings: [],
    plane: "axial",
    notes: [],
    space: 0,
    places: [],
    step_mm: 0,
    times_ms: [],
    plays_fps: null,
    sweeps: false,
    ...changes,
  };
}

/** A viewport with what a test cares about. */
export function viewport(changes: Partial<Viewport> = {}): Viewport {
  return {
    id: "a",
    stack: 0,
    pos: 0,
    voi: null,
    invert: false,
    rot: 0,
    flip: false,
    area: null,
    cine: null,
    palette: null,
    ...changes,
  };
}
