/** Where the focus goes when what had it is gone: the picture in a room, the heading of any other page. */
const NEXT = "[data-stage], .desk-head h1, .step-heading";

/**
 * From now on the focus is never lost: when the element that has it is taken away (a card that was answered, a row, the
 * page before) and nothing else takes it, the picture or the heading does. Keys go on from there.
 */
export function keepFocus(): void {
  let last: Element | null = null;
  document.addEventListener("focusin", (event) => {
    last = event.target as Element;
  });
  const look = (): void => {
    if (last === null || last.isConnected || document.activeElement !== document.body) return;
    // the place it goes to may come later than the other went
    document.querySelector<HTMLElement>(NEXT)?.focus({ preventScroll: true });
  };
  // a class may show what was laid out unseen
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
}
