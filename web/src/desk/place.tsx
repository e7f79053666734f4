import { signal, type ReadonlySignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { type Route, addressOf, routeOf } from "./routes";

const here = signal<Route>(routeOf(location.pathname, location.search));

/** The page the reader is on; the address bar and this always agree. */
export const place: ReadonlySignal<Route> = here;

addEventListener("popstate", () => {
  here.value = routeOf(location.pathname, location.search);
});

/** Go to a page; `replace` when Back should not lead here again. */
export function go(route: Route, replace = false): void {
  const address = addressOf(route);
  if (replace) history.replaceState(null, "", address);
  else if (address !== location.pathname + location.search) history.pushState(null, "", address);
  here.value = route;
  scrollTo(0, 0);
}

interface LinkProps {
  to: Route;
  class?: string;
  tabIndex?: number;
  "aria-current"?: "page" | undefined;
  children: ComponentChildren;
}

/** A real link (new tab, copy address) that changes the page without loading it again. */
export function Link({ to, ...rest }: LinkProps): JSX.Element {
  return (
    <a
      {...rest}
      href={addressOf(to)}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(to);
      }}
    />
  );
}
