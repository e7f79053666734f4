import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { Dialog } from "../../components/dialog";
import { Choice } from "../../components/field";
import { IconButton } from "../../components/iconbutton";
import { t } from "../../texts/texts";
import type { SeriesCard, StackAsked } from "../../wire/messages";
import { calls } from "../calls";
import { wordsOf } from "../notices";
import { seriesTitle } from "../studies/patientwords";
import { Pictures } from "../studies/pictures";
import { type Drawing, SCOPES, type Scope, added, drawingOf, masksOf, removed, scopeOf, undone } from "./areas";
import { AreaCanvas, focusArea } from "./canvas";
import { type Sheet, alikeCount, firstPosition, isHeld, joined, partAt, sheetsOf, split } from "./sheets";

interface NamesDialogProps {
  study: string;
  series: SeriesCard;
  /** After each decision: the series as it stands now. */
  onDecided: (series: SeriesCard) => void;
  onClose: () => void;
}

/** Look through a series for names: black out areas for some or all, or confirm that nothing identifies anybody. */
export function NamesDialog({ study, series: given, onDecided, onClose }: NamesDialogProps): JSX.Element {
  const [series, setSeries] = useState(given);
  const [sheets, setSheets] = useState<Sheet[]>(() => sheetsOf(given));
  const [at, setAt] = useState(() => firstPosition(given, Math.max(0, given.stacks.findIndex(isHeld))));
  const [scope, setScope] = useState<Scope>(() => scopeOf(given.stacks.flatMap((stack) => stack.masks)));
  const [picked, setPicked] = useState<number | null>(null);
  const [seeThrough, setSeeThrough] = useState(false);
  const [dirty, setDirty] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const [wrong, setWrong] = useState("");
  const place = useRef<HTMLDivElement>(null);
  const warned = useRef(false);
  const { address, missing, looked } = useLooking(study, series, at);

  const part = partAt(series, at);
  const stack = series.stacks[part];
  const sheet = sheets.find((one) => one.parts.includes(part));
  if (!stack || !sheet) return <></>;
  const size = { columns: stack.columns, rows: stack.rows };
  const { areas } = sheet.drawing;
  const alike = alikeCount(series, part);

  const draw = (drawing: Drawing): void => {
    setSheets((now) => now.map((one) => (one.parts.includes(part) ? { ...one, drawing } : one)));
    setDirty(true);
    warned.current = false;
    setWrong("");
  };
  const svg = (): SVGSVGElement | null => place.current?.querySelector("svg") ?? null;
  const addOne = (): void => {
    const next = sheet.drawing.next;
    draw(added(sheet.drawing, [0, 0], [size.columns * 0.4, size.rows * 0.08], size));
    setPicked(next);
    focusArea(svg(), next);
    setSaid(t("names-added", { number: areas.length + 1 }));
  };
  const removeOne = (): void => {
    if (picked === null) return;
    draw(removed(sheet.drawing, picked));
    setPicked(null);
    setSaid(t("names-removed"));
  };
  const takeBack = (): void => {
    draw(undone(sheet.drawing));
    setPicked(null);
    setSaid(t("names-undone"));
  };
  const stays = (): boolean => {
    // what was drawn is lost only to who was told so
    if (!dirty || warned.current) return false;
    warned.current = true;
    setWrong(t("names-unsaved"));
    return true;
  };
  const decide = async (drawing: Drawing): Promise<void> => {
    setBusy(true);
    try {
      const masks = masksOf(drawing, scope);
      const stacks: StackAsked[] = sheet.parts.map((one) => ({ frames: series.stacks[one]?.frames ?? "", masks }));
      const now = await calls.checkNames(study, series.id, { stacks });
      setDirty(false);
      setSeries(now);
      onDecided(now);
      const next = now.stacks.findIndex(isHeld);
      if (next < 0) onClose();
      else {
        setAt(firstPosition(now, next));
        setSaid(t("names-next"));
      }
    } catch (error) {
      setWrong(wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <Dialog
      wide
      title={t("names-title", { series: seriesTitle(series) })} 
      closeLabel={t("names-close")}
      onClose={onClose}
      stays={stays}
    >
      <div class="names">
        <p class="names-why">{t(stack.suspicion === "stated" ? "names-why-stated" : stack.suspicion === "kind" ? "names-why-kind" : "names-why-none")}</p>
        <div class="names-picture" ref={place}>
          <AreaCanvas
            address={address}
            size={size}
            aspect={stack.aspect}
            drawing={sheet.drawing}
            picked={picked}
            seeThrough={seeThrough}
            onDraw={draw}
            onPick={setPicked}
          />
          {address ? null : <span class="look-words">{t(missing ? "look-missing" : "loading")}</span>}
        </div>
        {series.count > 1 ? <Steps series={series} at={at} looked={looked} onAt={setAt} /> : null}
        <div class="names-tools row">
          <Button onClick={addOne}>{t("names-add")}</Button>
          <Button disabled={picked === null} onClick={removeOne}>
            {t("names-remove")}
          </Button>
          <Button disabled={sheet.drawing.past.length === 0} onClick={takeBack}>
            {t("names-undo")}
          </Button>
          <Choice checked={seeThrough} onChange={setSeeThrough}>
            {t("names-see-through")}
          </Choice>
        </div>
        <p id="names-keys" class="quiet small">
          {t("names-keys")}
        </p>
        {alike > 1 ? (
          <Choice
            checked={sheet.parts.length > 1}
            onChange={(on) => setSheets((now) => (on ? joined(now, series, part) : split(now, part)))}
          >
            {t("names-alike", { count: alike })}
          </Choice>
        ) : null}
        <fieldset class="names-scope">
          <legend>{t("names-scope")}</legend>
          {SCOPES.map((one) => (
            <Choice key={one} type="radio" name="names-scope" checked={scope === one} onChange={() => setScope(one)}>
              {t(`names-scope-${one}`)}
            </Choice>
          ))}
        </fieldset>
        {dirty && areas.length === 0 ? <p>{t("names-bare")}</p> : null}
        {wrong ? (
          <Banner tone="stop" urgent>
            {wrong}
          </Banner>
        ) : null}
        <div class="names-decide row">
          <Button looks="primary" busy={busy} disabled={areas.length === 0} onClick={() => void decide(sheet.drawing)}>
            {t("names-save", { count: areas.length })}
          </Button>
          <Button busy={busy} disabled={areas.length > 0} onClick={() => void decide(drawingOf([]))}>
            {t("names-clean")}
          </Button>
        </div>
        <p class="unseen" role="status">
          {said}
        </p>
      </div>
    </Dialog>
  );
}

interface StepsProps {
  series: SeriesCard;
  at: number;
  looked: number;
  onAt: (at: number) => void;
}

/** Through the pictures of the series: what is black on one is black on all of its stack. */
function Steps({ series, at, looked, onAt }: StepsProps): JSX.Element {
  const last = series.count - 1;
  const step = (by: number): void => onAt(Math.min(last, Math.max(0, at + by)));
  return (
    <div class="look-bar names-steps">
      <IconButton label={t("look-before")} onClick={() => step(-1)}>
        ‹
      </IconButton>
      <input
        type="range"
        aria-label={t("look-position", { title: seriesTitle(series) })}
        aria-valuetext={t("look-alt", { at: at + 1, count: series.count })}
        min={0}
        max={last}
        value={at}
        onInput={(event) => onAt(Number(event.currentTarget.value))}
      />
      <IconButton label={t("look-after")} onClick={() => step(1)}>
        ›
      </IconButton>
      <span class="quiet small names-looked">{t("names-looked", { at: at + 1, looked, count: series.count })}</span>
    </div>
  );
}

interface Looking {
  address: string | undefined;
  missing: boolean;
  /** How many different pictures were on this screen. */
  looked: number;
}

function useLooking(study: string, series: SeriesCard, at: number): Looking {
  const pictures = useMemo(() => new Pictures(study, series.id), [study, series.id]);
  const seen = useRef(new Set<number>());
  const [shown, setShown] = useState<{ at: number; address: string | undefined }>();
  useEffect(() => () => pictures.close(), [pictures]);
  useEffect(() => {
    let gone = false;
    const wanted = async (): Promise<void> => {
      const address = await pictures.get(at);
      if (gone) return;
      if (address !== undefined) seen.current.add(at);
      setShown({ at, address });
      pictures.fetchAround(at, series.count - 1);
    };
    void wanted();
    return () => {
      gone = true;
    };
  }, [pictures, at, series.count]);
  const here = shown?.at === at ? shown : undefined;
  // while the next one comes the last one stays, but never under areas of another stack
  const near = shown && partAt(series, shown.at) === partAt(series, at) ? shown : undefined;
  return { address: (here ?? near)?.address, missing: here !== undefined && here.address === undefined, looked: seen.current.size };
}
