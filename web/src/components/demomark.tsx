import type { JSX } from "preact";
import { t } from "../texts/texts";
import { Chip } from "./chip";

/** Whether this server is a demonstration: its pages come marked (`server/transport/pages.py`). */
export function isDemo(): boolean {
  return document.documentElement.hasAttribute("data-demo");
}

/** Says *demo*; on a real server nothing. */
export function DemoMark(): JSX.Element | null {
  return isDemo() ? <Chip tone="steer">{t("demo-mark")}</Chip> : null;
}
