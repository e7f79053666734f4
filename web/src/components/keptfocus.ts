/** Where the focus goes when nothing is left around what had it: the picture in a room, the heading of any other page. */
const LAST = "[data-stage], .desk-head h1, .step-heading";
/** The part of a page that a hand works in: the focus stays in it as long as it stands. */
const PART = "section, article, form, fieldset, dialog, .panel";
const STOPS = "a[href], button, input, select, textarea, summary, output[tabindex]";

/** One step outward from what has the focus: which child it was, of whom. */
interface Step {
  parent: Element;
  at: number;
}

/**
 * From now on the focus is never lost: when the element that has it is taken away, hidden or switched off (a card that was
 * answered, a row, the page before) and nothing else takes it, what came in its place does, or what stands next to it in
 * the same part of the page; else the picture or the heading. Keys go on from there.
 */
export function keepFocus(): void {
  let last: Element | null = null;
  let way: readonly Step[] = [];
  document.addEventListener("focusin", (event) => {
    last = event.target as Element;
    way = outward(last);
  });
  document.addEventListener("pointerdown", (event) => {
    // who puts it down beside everything wants it nowhere
    if (!(event.target as Element).closest(`${STOPS}, [tabindex], label`)) last = null;
  });
  const key = heldKey();
  const look = (): void => {
    if (last === null || document.activeElement !== document.body || isStop(last)) return;
    // the place it goes to may come later than the other went
    (nextTo(way) ?? document.querySelector<HTMLElement>(LAST))?.focus({ preventScroll: true });
    key.spend();
  };
  // a class may show what was laid out unseen
  new MutationObserver(look).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["class", "disabled", "hidden", "open"],
  });
}

/** A key that took away what had the focus does nothing more: held or let go, it must not press what has it now. */
function heldKey(): { spend: () => void } {
  let held = false;
  let spent = false;
  const stop = (event: KeyboardEvent): void => {
    if (spent) event.preventDefault();
  };
  const down = (event: KeyboardEvent): void => {
    if (!event.repeat) [held, spent] = [true, false];
    stop(event);
  };
  const up = (event: KeyboardEvent): void => {
    stop(event);
    [held, spent] = [false, false];
  };
  document.addEventListener("keydown", down, true);
  document.addEventListener("keypress", stop, true);
  document.addEventListener("keyup", up, true);
  return { spend: () => (spent = held) };
}

function outward(from: Element): readonly Step[] {
  const part = from.closest(PART);
  const steps: Step[] = [];
  for (let one = from; part && one !== part; ) {
    const parent = one.parentElement;
    if (!parent) break;
    steps.push({ parent, at: [...parent.children].indexOf(one) });
    one = parent;
  }
  return steps;
}

/** What stands where it stood, then what follows, then what comes before; first close by, then farther out. */
function nextTo(way: readonly Step[]): HTMLElement | null {
  for (const { parent, at } of way) {
    if (!parent.isConnected) continue;
    const children = [...parent.children];
    for (const child of [...children.slice(at), ...children.slice(0, at).reverse()]) {
      const stop = [child, ...child.querySelectorAll(STOPS)].find((one) => one.matches(STOPS) && isStop(one));
      if (stop) return stop as HTMLElement;
    }
  }
  return null;
}

/** Whether something can still have the focus. */
function isStop(one: Element): boolean {
  return one.isConnected && !one.matches(":disabled") && one.checkVisibility({ visibilityProperty: true });
}
