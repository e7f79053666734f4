import { useLayoutEffect, useRef } from "preact/hooks";

/** What titles the window, outermost first; what came last is on top, as a sign-in that covers a page whose session is over. */
const titles: { words: string }[] = [];

/**
 * The window's title, said with the words of the page it belongs to, never later than they are painted. While `words` is
 * `undefined` this part titles nothing; when it goes, what it lay over titles the window again. A title never holds a name.
 */
export function useTitle(words: string | undefined): void {
  const own = useRef({ words: "" });
  useLayoutEffect(() => {
    if (words === undefined) return undefined;
    const mine = own.current;
    titles.push(mine);
    return () => {
      titles.splice(titles.indexOf(mine), 1);
      say();
    };
  }, [words === undefined]);
  useLayoutEffect(() => {
    own.current.words = words ?? "";
    say();
  }, [words]);
}

function say(): void {
  const top = titles.at(-1);
  if (top) document.title = top.words;
}
