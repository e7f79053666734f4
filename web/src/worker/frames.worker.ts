import type { FrameMeta } from "../wire/messages";
import { Keep, type Kept, atLeast } from "./keep";
import { Lease, type Moment } from "./lease";
import { type DarkReason, type FromWorker, type Picture, type ToWorker, pictureKey } from "./protocol";
import { fromBase64Url, makePair, openFrame, publicText, unwrapKey } from "./seal";

/** Keys live here and nowhere else; the page gets bitmaps of the few pictures around the one it shows. */

interface Scope {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToWorker>) => void): void;
}
const page = globalThis as unknown as Scope;

const BUDGET = 64 * 1024 * 1024;
const DECODING_AT_ONCE = 3;
const WATCH_MS = 250;
/** Of how many sealed frames a new connection is told. */
const TOLD = 256;

const keep = new Keep(BUDGET);
const lease = new Lease();
let session = "";
let participant = "";
let pair: Promise<CryptoKeyPair> | null = null;
let key: { epoch: number; open: CryptoKey } | null = null;
/** Wrapped keys that came over this connection: none opens a second time, whoever kept a copy of the message (T-38). */
const taken = new Set<string>();
/** Counts whatever invalidates work in flight: a new connection, going dark. */
let life = 0;
let focus: Picture[] = [];
let hidden = false;
let blurred = false;
let decoding = 0;
/** What the page holds now, by picture. */
const shelf = new Map<string, FrameMeta>();
const busy = new Set<string>();
const fetching = new Map<string, { controller: AbortController; name: string }>();

function now(): Moment {
  return { monotonic: performance.now(), wall: Date.now() };
}

async function begin(newSession: string, newParticipant: string): Promise<void> {
  loseKey();
  // sealed frames open nothing by themselves: should the same epoch still reign, they need not come again
  if (session !== newSession || participant !== newParticipant) keep.clear();
  lease.deadline(null, now());
  session = newSession;
  participant = newParticipant;
  pair = makePair();
  taken.clear();
  const ecdh = await publicText(await pair);
  page.postMessage({ type: "public", ecdh, have: keep.addresses(TOLD) });
}

/** Everything that could show a picture goes, at once. */
function forget(): void {
  loseKey();
  keep.clear();
}

function loseKey(): void {
  life += 1;
  key = null;
  shelf.clear();
  busy.clear();
  decoding = 0;
  for (const { controller } of fetching.values()) controller.abort();
  fetching.clear();
  lease.end();
}

function goDark(reason: DarkReason): void {
  forget();
  if (blurred) page.postMessage({ type: "blur", on: false });
  blurred = false;
  page.postMessage({ type: "dark", reason });
}

async function takeKey(epoch: number, wrapped: string, leaseMs: number): Promise<void> {
  if (!pair || (key && epoch < key.epoch) || taken.has(wrapped)) return;
  taken.add(wrapped);
  const mine = life;
  const heard = now();
  const opened = await unwrapKey(await pair, fromBase64Url(wrapped), { session, participant, epoch });
  if (mine !== life) return;
  key = { epoch, open: opened };
  keep.retain(epoch);
  lease.renew(leaseMs, heard);
  page.postMessage({ type: "keyed", epoch });
  decodeMore();
}

function takeFrame(meta: FrameMeta, sealed: ArrayBuffer | null): void {
  if (key && meta.epoch < key.epoch) {
    page.postMessage({ type: "stored", n: meta.n });
    return;
  }
  if (sealed) store(meta, sealed);
  else void fetchSealed(meta);
}

function store(meta: FrameMeta, sealed: ArrayBuffer): void {
  keep.put(meta, sealed);
  page.postMessage({ type: "stored", n: meta.n });
  decodeMore();
}

/** A large frame was announced: fetch it beside the socket, so that chat and small frames overtake it. */
async function fetchSealed(meta: FrameMeta): Promise<void> {
  const controller = new AbortController();
  const mine = life;
  fetching.set(meta.fid, { controller, name: pictureKey(meta) });
  try {
    const init: RequestInit = { credentials: "same-origin", cache: "no-store", signal: controller.signal };
    const answer = await fetch(meta.href ?? "", init);
    if (!answer.ok) throw new Error(`frame: ${answer.status}`);
    const sealed = await answer.arrayBuffer();
    if (mine === life) store(meta, sealed);
  } catch {
    if (mine !== life) return;
    keep.lose(meta);
    page.postMessage({ type: "stored", n: meta.n });
    if (!controller.signal.aborted) askAgain();
  } finally {
    if (fetching.get(meta.fid)?.controller === controller) fetching.delete(meta.fid);
  }
}

function takeFocus(pictures: Picture[]): void {
  focus = pictures;
  const wanted = new Set(pictures.map(pictureKey));
  const gone = [...shelf.keys()].filter((name) => !wanted.has(name));
  for (const name of gone) shelf.delete(name);
  if (gone.length > 0) page.postMessage({ type: "drop", keys: gone });
  abandon(wanted);
  askAgain();
  decodeMore();
}

/** Fetches of pictures nobody looks at any more give way; their addresses stay known. */
function abandon(wanted: ReadonlySet<string>): void {
  for (const { controller, name } of fetching.values()) if (!wanted.has(name)) controller.abort();
}

function askAgain(): void {
  const fids = focus.map((picture) => keep.takeLost(pictureKey(picture))).filter((fid) => fid !== undefined);
  if (fids.length > 0) page.postMessage({ type: "want", fids });
}

/** Decode what is most wanted and not yet on the page, a few at a time. */
function decodeMore(): void {
  if (!key || hidden) return;
  for (const picture of focus) {
    if (decoding >= DECODING_AT_ONCE) return;
    const name = pictureKey(picture);
    const kept = keep.get(name);
    if (kept?.meta.epoch !== key.epoch || busy.has(kept.meta.fid)) continue;
    const shown = shelf.get(name);
    if (shown && (shown.fid === kept.meta.fid || !atLeast(kept.meta, shown))) continue;
    void decode(name, kept, key.open);
  }
}

async function decode(name: string, { meta, sealed }: Kept, opening: CryptoKey): Promise<void> {
  const mine = life;
  decoding += 1;
  busy.add(meta.fid);
  try {
    const image = await openFrame(opening, sealed, { session, epoch: meta.epoch, fid: meta.fid, mime: meta.mime });
    const bitmap = await createImageBitmap(new Blob([image], { type: meta.mime }));
    if (mine !== life || hidden || !focus.some((picture) => pictureKey(picture) === name)) {
      bitmap.close();
      return;
    }
    shelf.set(name, meta);
    page.postMessage({ type: "bitmap", meta, bitmap }, [bitmap]);
  } catch {
    if (mine !== life) return;
    keep.lose(meta);
    askAgain();
  } finally {
    if (mine === life) {
      decoding -= 1;
      busy.delete(meta.fid);
      decodeMore();
    }
  }
}

function hide(): void {
  hidden = true;
  shelf.clear();
}

function show(): void {
  hidden = false;
  watch();
  decodeMore();
}

/** Runs on its own clock: a busy or cheating page cannot stop it. */
function watch(): void {
  const state = lease.state(now());
  if (state === "lease" || state === "deadline") {
    if (key || shelf.size > 0) goDark(state);
    return;
  }
  const blur = state === "blur";
  if (blur !== blurred) page.postMessage({ type: "blur", on: blur });
  blurred = blur;
}

function hear(message: ToWorker): void {
  switch (message.type) {
    case "begin":
      void begin(message.session, message.participant);
      break;
    case "key":
      takeKey(message.epoch, message.wrapped, message.lease_ms).catch(() => goDark("told"));
      break;
    case "lease":
      if (message.epoch === key?.epoch) lease.renew(message.left_ms, now());
      watch();
      break;
    case "deadline":
      lease.deadline(message.left_ms, now());
      watch();
      break;
    case "frame":
      takeFrame(message.meta, message.sealed);
      break;
    case "focus":
      takeFocus(message.pictures);
      break;
    case "hide":
      hide();
      break;
    case "show":
      show();
      break;
    case "dark":
      goDark("told");
      break;
  }
}

page.addEventListener("message", (event) => hear(event.data));
setInterval(watch, WATCH_MS);
