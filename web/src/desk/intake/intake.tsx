import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner, Chip } from "../../components/chip";
import { Panel } from "../../components/panel";
import { Progress } from "../../components/progress";
import { t } from "../../texts/texts";
import { aboutText, sizeText } from "../format";
import { wordsOf } from "../notices";
import { chosen, dropped } from "./collect";
import { Earlier } from "./earlier";
import { Outcomes } from "./outcomes";
import { type Counts, isProblem, problemsOf } from "./rows";
import { uploads as queue, useUploads } from "./uploads";

/** Where studies come in: drop anywhere on the page, or choose; then what is going on and what became of each file. */
export function IntakePanel({ empty }: { empty: boolean }): JSX.Element {
  const uploads = useUploads();
  const over = useDropAnywhere();
  const begun = uploads.rows.length > 0 || uploads.collecting;
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useEffect(() => folder.current?.setAttribute("webkitdirectory", ""), []);
  const take = (field: HTMLInputElement): void => {
    if (field.files) void uploads.take(chosen(field.files));
    field.value = "";
  };
  return (
    <section class="section no-print" aria-label={t("intake")}>
      <div class={["drop", over ? "drop-over" : "", begun ? "drop-small" : ""].filter(Boolean).join(" ")}>
        <strong>{t(over ? "drop-now" : "drop-here")}</strong>
        {begun ? null : <span class="quiet small">{t("drop-what")}</span>}
        <div class="drop-row">
          <Button onClick={() => files.current?.click()}>{t("choose-files")}</Button>
          <Button onClick={() => folder.current?.click()}>{t("choose-folder")}</Button>
        </div>
        <input
          ref={files}
          hidden
          type="file"
          multiple
          data-choose="files"
          aria-label={t("choose-files")}
          onChange={(event) => take(event.currentTarget)}
        />
        <input
          ref={folder}
          hidden
          type="file"
          data-choose="folder"
          aria-label={t("choose-folder")}
          onChange={(event) => take(event.currentTarget)}
        />
      </div>
      {empty && !begun ? <p class="quiet">{t("studies-empty")}</p> : null}
      {begun ? <Batch /> : <Earlier />}
    </section>
  );
}

/** Files may be dropped anywhere on the page, and one dropped beside the field does not replace the page. */
function useDropAnywhere(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let leave: ReturnType<typeof setTimeout> | undefined;
    const drag = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      clearTimeout(leave);
      leave = setTimeout(() => setOver(false), 200);
      setOver(true);
    };
    const drop = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(false);
      void queue.take(dropped(event.dataTransfer.items));
    };
    addEventListener("dragover", drag);
    addEventListener("drop", drop);
    return () => {
      clearTimeout(leave);
      removeEventListener("dragover", drag);
      removeEventListener("drop", drop);
    };
  }, []);
  return over;
}

/** The files of this visit: a real bar, sums, and each file's outcome. */
function Batch(): JSX.Element {
  const uploads = useUploads();
  const [onlyProblems, setOnlyProblems] = useState(false);
  const problems = problemsOf(uploads.rows);
  // A new list every time: a component is only drawn again when what it was given is another object.
  // Once all is sent, what somebody has to do something about stands first.
  const fine = uploads.rows.filter((row) => !isProblem(row));
  const rows = onlyProblems ? problems : uploads.busy ? [...uploads.rows] : [...problems, ...fine];
  return (
    <Panel>
      <Going />
      <Stopped />
      {uploads.notSent > 0 && !uploads.busy ? (
        <Banner tone="stop">
          <span class="grow">{t("upload-not-sent", { count: uploads.notSent })}</span>
          <Button onClick={() => uploads.again()}>{t("upload-again")}</Button>
        </Banner>
      ) : null}
      <div class="list-row">
        <Sums counts={{ ...uploads.counts }} />
        <div class="row">
          {problems.length > 0 ? (
            <Button pressed={onlyProblems} onClick={() => setOnlyProblems(!onlyProblems)}>
              {t("only-problems", { count: problems.length })}
            </Button>
          ) : null}
          {uploads.busy ? (
            <Button looks="outline" onClick={() => uploads.cancel()}>
              {t("upload-cancel")}
            </Button>
          ) : (
            <Button onClick={() => uploads.clear()}>{t("upload-clear")}</Button>
          )}
        </div>
      </div>
      {rows.length > 0 ? <Outcomes rows={rows} label={t("outcomes")} /> : null}
      {uploads.busy ? <p class="quiet small">{t("upload-leave")}</p> : null}
    </Panel>
  );
}

function Going(): JSX.Element {
  const uploads = useUploads();
  const { doneFiles, totalFiles, sentBytes, totalBytes, leftMs } = uploads;
  if (!uploads.busy) {
    return (
      <strong role="status">{t(uploads.cancelled ? "upload-cancelled" : "upload-done", { count: doneFiles })}</strong>
    );
  }
  const isSending = doneFiles < totalFiles || uploads.collecting;
  const label = isSending
    ? t(uploads.collecting ? "upload-collecting" : "upload-going", { done: doneFiles, total: totalFiles })
    : t("upload-reading", { count: uploads.reading });
  const words = [
    t("upload-bytes", { sent: sizeText(sentBytes), total: sizeText(totalBytes) }),
    uploads.perSecond > 0 && isSending ? t("upload-rate", { rate: sizeText(uploads.perSecond) }) : "",
    leftMs !== undefined && isSending && !uploads.stopped ? aboutText(leftMs) : "",
  ];
  const done = isSending && totalBytes > 0 ? sentBytes / totalBytes : undefined;
  return <Progress label={label} done={done} words={isSending ? words.filter(Boolean).join(" · ") : ""} />;
}

function Stopped(): JSX.Element | null {
  const uploads = useUploads();
  if (!uploads.stopped) return null;
  return (
    <Banner tone="attention">
      <span class="grow">{wordsOf(uploads.stopped)}</span>
      <Button onClick={() => uploads.resume()}>{t("upload-resume")}</Button>
    </Banner>
  );
}

/** How many of each outcome. */
export function Sums({ counts }: { counts: Counts }): JSX.Element {
  return (
    <div class="sums" role="status">
      <Chip tone="fine">{t("sum-accepted", { count: counts.accepted })}</Chip>
      {counts.duplicate ? <Chip>{t("sum-duplicate", { count: counts.duplicate })}</Chip> : null}
      {counts.not_an_image ? (
        <Chip tone="attention">{t("sum-not-an-image", { count: counts.not_an_image })}</Chip>
      ) : null}
      {counts.unreadable ? <Chip tone="stop">{t("sum-unreadable", { count: counts.unreadable })}</Chip> : null}
    </div>
  );
}
