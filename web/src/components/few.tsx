import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../texts/texts";
import { GoesOn } from "./goeson";

interface FewProps<Thing> {
  of: readonly Thing[];
  /** How many at first, and more at a press. */
  atOnce: number;
  children: (thing: Thing) => ComponentChildren;
}

/** The first of many, and the way to the rest: nobody scrolls past a hundred to reach what comes after them. */
export function Few<Thing>({ of: all, atOnce, children }: FewProps<Thing>): JSX.Element {
  const [shown, setShown] = useState(atOnce);
  const rest = all.length - shown;
  return (
    <>
      {all.slice(0, shown).map(children)}
      {rest > 0 ? (
        <GoesOn words={t("show-more", { count: rest })} onMore={() => setShown(shown + atOnce)} />
      ) : null}
    </>
  );
}
