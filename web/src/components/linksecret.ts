/** Says to the server, and to the next document, that the tab carries a link over from the document before. */
const COMING = "link";
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/**
 * A link's secret from the fragment. The document that was opened with it is left at once for one whose address never
 * had it, so that no list of what was loaded names it (T-03): `undefined` says that this is about to happen. Between the
 * two the tab keeps it under `kept`, afterwards only this page's memory does: a reload asks for the message again.
 */
export function takeSecret(kept: string): string | undefined {
  const found = location.hash.slice(1);
  const asked = new URLSearchParams(location.search);
  if (found !== "") {
    if (SECRET.test(found)) sessionStorage.setItem(kept, found);
    // a browser that was in a visit before is told to forget everything, but not what comes with this link
    asked.set(COMING, "1");
    location.replace(`${location.pathname}?${asked}`);
    return undefined;
  }
  if (asked.has(COMING)) {
    asked.delete(COMING);
    history.replaceState(null, "", asked.size > 0 ? `${location.pathname}?${asked}` : location.pathname);
  }
  const carried = sessionStorage.getItem(kept) ?? "";
  sessionStorage.removeItem(kept);
  return SECRET.test(carried) ? carried : "";
}
