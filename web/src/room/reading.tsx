import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import type { Cited } from "../store/answer";
import { errorText, t } from "../texts/texts";
import { qualityOf } from "../viewer/quality";
import { Failed } from "../wire/http";
import type { Viewport, Welcome } from "../wire/messages";
import { hasPictureInView, pictureInView } from "./going";
import type { LiveRoom } from "./live";
import { stackOf } from "./smallpicture";

/** What whoever was asked for an opinion does in the room beside looking. */
export interface ReadingHands {
  /** Lets oneself in, and steers. Throws `Failed`. */
  begin: () => Promise<unknown>;
  /** The first stack that is shown. */
  first: number;
  /** Where the answer is written. */
  panel: (room: LiveRoom) => JSX.Element;
  /** Rests the answer on this picture. */
  cite: (room: LiveRoom, picture: Viewport) => void;
}

const AGAIN_MS = 1500;

/**
 * In a reading whoever waits lets themselves in, once for each time they come: after a line that broke, and after the code
 * of a page that was out of sight. Answers why it does not go.
 */
export function useBeginning(room: LiveRoom, hands: ReadingHands | undefined): string {
  const [failed, setFailed] = useState("");
  const begun = useRef<Welcome | null>(null);
  const welcome = room.facts.welcome.value;
  const owes = room.facts.state.value?.code_needed === true;
  const up = room.line.value === "up" && room.over.value === null;
  useEffect(() => {
    if (owes) begun.current = null;
    if (!hands || !welcome || !up || owes || begun.current === welcome) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const begin = async (): Promise<void> => {
      try {
        await hands.begin();
        begun.current = welcome;
        setFailed("");
      } catch (error) {
        if (gone) return;
        setFailed(error instanceof Failed ? error.code : "unknown");
        timer = setTimeout(() => void begin(), AGAIN_MS);
      }
    };
    void begin();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [hands, welcome, up, owes]);
  return failed;
}

/** Between the button and the first picture. */
export function Beginning({ room, failed }: { room: LiveRoom; failed: string }): JSX.Element {
  const words = room.line.value === "up" ? t("reading-opening") : t(`line-${room.line.value}`);
  return (
    <main class="connecting" data-mood="dark">
      <p role="status">{words}</p>
      {failed && failed !== "conflict" ? <p role="alert">{errorText(failed)}</p> : null}
    </main>
  );
}

/** Rest the answer on the picture in view; the one press that a reader makes most. */
export function CiteButton({ room, reading }: { room: LiveRoom; reading: ReadingHands }): JSX.Element {
  const cite = (): void => {
    const picture = pictureInView(room);
    if (picture) reading.cite(room, picture);
  };
  return (
    <Button looks="outline" class="cite-button" disabled={!hasPictureInView(room)} onClick={cite}>
      {t("reading-cite")}
    </Button>
  );
}

interface SheetState {
  open: boolean;
  turn: (open: boolean) => void;
  escape: (event: KeyboardEvent) => void;
}

/** On a small screen the place to answer is a sheet over the picture; on a large one it stands beside it. */
export function useSheet(): SheetState {
  const [open, setOpen] = useState(false);
  const turn = (to: boolean): void => {
    setOpen(to);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(to ? "#side [role=tab][aria-selected=true]" : ".reading-bar [aria-controls]")?.focus());
  };
  const escape = (event: KeyboardEvent): void => {
    if (open && event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) turn(false);
  };
  return { open, turn, escape };
}

/** Under the picture of a small screen: cite it, and the sheet to answer on. */
export function ReadingBar({ room, reading, sheet }: { room: LiveRoom; reading: ReadingHands; sheet: SheetState }): JSX.Element {
  return (
    <div class="reading-bar">
      {sheet.open ? null : <CiteButton room={room} reading={reading} />}
      <Button looks={sheet.open ? "plain" : "primary"} aria-expanded={sheet.open} aria-controls="side" onClick={() => sheet.turn(!sheet.open)}>
        {t(sheet.open ? "reading-close-answer" : "reading-open-answer")}
      </Button>
    </div>
  );
}

const QUALITIES: Record<string, string> = { "quality-preview": "preview", "quality-lossless": "lossless" };

/** The picture of a viewport as an answer cites it: its numbers, the window it is seen through, and how well. */
export function citedAs(room: LiveRoom, { stack: id, pos, voi }: Viewport): Omit<Cited, "caption"> | null {
  const stack = stackOf(room, id);
  if (!stack || id === null) return null;
  const meta = room.pictures.shelf.get({ stack: id, pos, voi })?.meta;
  const window = stack.color ? null : (voi ?? meta?.window ?? null);
  return {
    stack: id,
    pos,
    chosen: voi !== null,
    window: window ? { center: window.center, width: window.width } : null,
    series: stack.series_number,
    image: stack.image_numbers[pos] ?? pos + 1,
    quality: meta ? QUALITIES[qualityOf(meta, false).id] ?? "lossy" : "",
  };
}
