import type { FrameMeta } from "../wire/messages";

export interface QualityWords {
  /** Fluent id of what clinicians read. */
  id: string;
  level: number;
  sourceLossy: boolean;
  /** Areas of it are black for this person: never lossless, and said. */
  masked: boolean;
}

/** What is on screen, told as the worst of source, level, encoding, mask, mark and our own approximation. */
export function qualityOf(meta: FrameMeta, approximated: boolean): QualityWords {
  const about = { level: 2 ** meta.level, sourceLossy: meta.source_lossy, masked: meta.masked };
  if (approximated || meta.tier === "preview") return { id: "quality-preview", ...about };
  if (meta.level > 0) return { id: "quality-reduced", ...about };
  if (meta.tier !== "lossless") return { id: "quality-lossy", ...about };
  if (meta.masked) return { id: "quality-masked", ...about, masked: false };
  if (meta.marked) return { id: "quality-lossy", ...about };
  return { id: "quality-lossless", ...about };
}

/** Whether a patient reads "getting sharper…": anything still to come that would look better. */
export function isSharp(meta: FrameMeta, approximated: boolean): boolean {
  return !approximated && meta.tier !== "preview";
}
