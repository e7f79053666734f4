import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/button";
import { TextArea } from "../components/textarea";
import type { NoteWriting } from "../store/note";
import { clockTime, errorText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import type { Note } from "../wire/messages";
import { Signing } from "./signing";

const LONGEST = 8000;

interface NotePadProps {
  writing: NoteWriting;
  /** How many pictures are starred: the note will name them. */
  stars?: number | undefined;
  /** What is signed is shown elsewhere on this page. */
  signedElsewhere?: boolean;
  onSigned?: () => void;
}

/** Where a host writes the note and signs it: saved by itself, signed with a code, amended by a later version. */
export function NotePad({ writing, stars, signedElsewhere = false, onSigned }: NotePadProps): JSX.Element {
  const [amending, setAmending] = useState(false);
  const [failed, setFailed] = useState("");
  useEffect(() => {
    // where the page around it has opened it, it is there already
    if (!signedElsewhere || !writing.note.value) writing.open().catch((error: unknown) => setFailed(error instanceof Failed ? error.code : "unknown"));
    const flush = (): void => void writing.flush();
    document.addEventListener("visibilitychange", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, [writing]);
  const note = writing.note.value;
  if (!note) return <p class="quiet note-empty">{failed ? errorText(failed) : t("loading")}</p>;
  const newest = note.signed.at(-1);
  const begun = writing.text.value !== "" || writing.isDue.value;
  const amend = (): void => {
    if (newest && !begun) writing.write(newest.text);
    setAmending(true);
  };
  if (newest && !amending && !begun) {
    return (
      <div class="note">
        {signedElsewhere ? null : <SignedNote note={note} />}
        <Button onClick={amend}>{t("note-amend")}</Button>
      </div>
    );
  }
  const editing = amending || !signedElsewhere;
  return (
    <div class="note">
      {newest ? <p class="quiet small">{t("note-amends", { version: newest.version })}</p> : null}
      {note.may_write ? null : <Unwritten note={note} />}
      {note.may_write && editing ? <Words writing={writing} /> : null}
      {note.may_write && !editing ? <Button onClick={() => setAmending(true)}>{t("note-write")}</Button> : null}
      {stars === undefined ? null : <p class="quiet small">{t("note-stars", { count: stars })}</p>}
      <Signing
        writing={writing}
        onSigned={() => {
          setAmending(false);
          onSigned?.();
        }}
      />
    </div>
  );
}

/** The words, and whether they are kept. */
function Words({ writing }: { writing: NoteWriting }): JSX.Element {
  const standing = writing.standing.value;
  const at = writing.note.value?.draft.at_ms ?? 0;
  return (
    <>
      <TextArea
        class="note-text"
        label={t("note")}
        unseen
        describedBy="note-standing"
        rows={8}
        maxLength={LONGEST}
        value={writing.text.value}
        placeholder={t("note-placeholder")}
        onText={(text) => writing.write(text)}
        onBlur={() => void writing.flush()}
      />
      <p class={standing === "saved" || standing === "waiting" ? "quiet small" : "note-trouble small"} id="note-standing" role="status">
        {standing === "saved" && at === 0 ? t("note-new") : t(`note-${standing}`, { time: clockTime(at) })}
      </p>
      {standing === "conflict" ? (
        <div class="row">
          <Button onClick={() => void writing.settle("mine").catch(() => undefined)}>{t("note-keep-mine")}</Button>
          <Button onClick={() => void writing.settle("theirs").catch(() => undefined)}>{t("note-take-theirs")}</Button>
        </div>
      ) : null}
    </>
  );
}

/** A draft that the end has left as it is. */
function Unwritten({ note }: { note: Note }): JSX.Element {
  return <p class="quiet small">{t(note.draft.text === "" ? "note-none" : "note-left")}</p>;
}

/** What is signed, the newest version on top. */
function SignedNote({ note }: { note: Note }): JSX.Element {
  return (
    <ol class="note-signed">
      {note.signed.toReversed().map((one) => (
        <li key={one.version} class="note-version">
          <span class="quiet small">{t("note-signed-at", { version: one.version, time: clockTime(one.signed_ms) })}</span>
          <p class="note-words" dir="auto">
            {one.text}
          </p>
        </li>
      ))}
    </ol>
  );
}
