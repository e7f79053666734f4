import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { TextField } from "../components/field";
import { IconButton } from "../components/iconbutton";
import { UndoBar } from "../components/takenback";
import { emptyViewport } from "../store/steering";
import { openPicture } from "../room/going";
import type { LiveRoom } from "../room/live";
import { SmallPicture } from "../room/smallpicture";
import type { AnswerWriting, Cited } from "../store/answer";
import { t } from "../texts/texts";
import { citedWords, qualityWords, shownThrough } from "./words";

const UNDO_MS = 8000;

interface CitedPicturesProps {
  writing: AnswerWriting;
  /** In the room they are shown small and lead back to the picture; outside it there is nothing to see. */
  room: LiveRoom | null;
}

/** The pictures an answer rests on: each with its numbers, its window, how well it was seen, and a word of its author's. */
export function CitedPictures({ writing, room }: CitedPicturesProps): JSX.Element {
  const [gone, setGone] = useState<{ image: Cited; at: number }>();
  const list = useRef<HTMLDivElement>(null);
  const { images } = writing.draft.value;
  useEffect(() => {
    const timer = setTimeout(() => setGone(undefined), UNDO_MS);
    return () => clearTimeout(timer);
  }, [gone]);
  // gone at once: what is signed a moment later rests on it no more
  const remove = (image: Cited, at: number): void => {
    writing.uncite(image);
    setGone({ image, at });
    list.current?.focus();
  };
  const undo = (): void => {
    if (gone) writing.citeAgain(gone.image, gone.at);
    setGone(undefined);
  };
  return (
    <div class="stack stack-tight" ref={list} tabIndex={-1} role="group" aria-label={t("reading-rests-on")}>
      <span class="field-label">{t("reading-rests-on")}</span>
      {images.length === 0 ? <p class="quiet small">{t(room ? "reading-cite-how" : "reading-cite-none")}</p> : null}
      <ul class="cited-list">
        {images.map((image, at) => (
          <li key={`${image.stack} ${image.pos}`} class="cited">
            <div class="row">
              {room ? <Opened room={room} image={image} /> : null}
              <span class="grow">
                <strong dir="ltr">{citedWords(image.series, image.image)}</strong>
                <br />
                <span class="quiet small">
                  <span dir="ltr">{image.window ? shownThrough(image.window) : ""}</span> {aboutWords(image, room)}
                </span>
              </span>
              <IconButton label={t("reading-uncite", { image: citedWords(image.series, image.image) })} onClick={() => remove(image, at)}>
                ×
              </IconButton>
            </div>
            <TextField
              label={t("reading-caption", { image: citedWords(image.series, image.image) })}
              value={image.caption}
              maxLength={300}
              dir="auto"
              onText={(caption) => writing.caption(image, caption)}
            />
          </li>
        ))}
      </ul>
      {gone ? (
        <UndoBar words={t("reading-uncited", { image: citedWords(gone.image.series, gone.image.image) })} undo={t("undo")} onUndo={undo} />
      ) : null}
    </div>
  );
}

function Opened({ room, image }: { room: LiveRoom; image: Cited }): JSX.Element {
  const viewport = { ...emptyViewport("a"), stack: image.stack, pos: image.pos, voi: image.window && image.chosen ? { function: "LINEAR" as const, ...image.window } : null };
  return (
    <Button looks="quiet" class="cited-open" aria-label={t("kept-open", { name: citedWords(image.series, image.image) })} onClick={() => openPicture(room, viewport)}>
      <SmallPicture room={room} viewport={viewport} />
    </Button>
  );
}

/** `lossless 8-bit · with your 2 drawings`. */
function aboutWords(image: Cited, room: LiveRoom | null): string {
  const words = [qualityWords(image.quality)];
  const me = room?.facts.me.value?.id;
  const marks = room ? [...room.drawings.marks.value.values()].filter((one) => one.author === me && one.stack === image.stack && one.pos === image.pos).length : 0;
  if (marks > 0) words.push(t("reading-marks", { count: marks }));
  return words.filter(Boolean).join(" · ");
}
