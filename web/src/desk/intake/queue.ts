import { Failed } from "../../wire/http";
import type { FileReport, Import } from "../../wire/messages";
import { Archives } from "./archives";
import type { Found } from "./collect";
import { Rate } from "./rate";
import { type Counts, type Row, grow, newRow, noCounts, report } from "./rows";

export const AT_ONCE = 4;
const RETRY_MS = [1000, 3000, 8000];
const TOLD_MS = 120;
/** What concerns every file: the rest is not tried until somebody says so. */
const STOPS = new Set(["storage_full", "quota_reached", "forbidden", "storage_unavailable", "log_unavailable"]);

/** The ways a queue reaches the server; tests bring their own. */
export interface Sender {
  begin(): Promise<Import>;
  send(id: string, file: Blob, name: string, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Import>;
  state(id: string, since: number): Promise<Import>;
  finish(id: string): Promise<Import>;
}

interface Item {
  row: Row;
  file: Blob;
  sent: number;
  tries: number;
}

/** Sends files four at a time and knows what became of each; goes on while other pages are looked at. */
export class UploadQueue {
  rows: Row[] = [];
  counts: Counts = noCounts();
  /** Why nothing is sent although files wait; null when nothing stops us. */
  stopped: Failed | null = null;
  cancelled = false;
  totalBytes = 0;
  totalFiles = 0;
  doneFiles = 0;
  readonly studies = new Set<string>();
  readonly rate = new Rate();
  #id: Promise<string> | undefined;
  #collecting = 0;
  #waiting: Item[] = [];
  #sending = new Map<Item, AbortController>();
  #failed: Item[] = [];
  /** Reports heard while zips were asked for, by number: an answer of its own takes the place of one. */
  #members = new Map<number, Row | null>();
  #doneBytes = 0;
  #key = 0;
  #finished = false;
  #telling = false;
  readonly #archives = new Archives({
    state: async (since) => this.sender.state((await this.#id) ?? "", since),
    onReport: (heard) => this.#member(heard),
    onState: (heard) => {
      grow(this.counts, heard);
      this.#tell();
    },
    onStopped: (failed) => this.#stop(failed),
    onEnd: () => this.#settle(),
  });

  constructor(
    private readonly sender: Sender,
    private readonly changed: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get sentBytes(): number {
    let sent = this.#doneBytes;
    for (const item of this.#sending.keys()) sent += Math.min(item.sent, item.file.size);
    return sent;
  }

  get notSent(): number {
    return this.#failed.length;
  }

  /** Zips whose files the server is still reading. */
  get reading(): number {
    return this.#archives.count;
  }

  /** A folder is still being looked through. */
  get collecting(): boolean {
    return this.#collecting > 0;
  }

  /** Something is on its way or being read. */
  get busy(): boolean {
    return this.#sending.size > 0 || this.#waiting.length > 0 || this.reading > 0 || this.collecting;
  }

  /** Time the rest needs at the present rate; undefined while nobody knows. */
  get leftMs(): number | undefined {
    const perSecond = this.rate.perSecond;
    return perSecond > 0 ? ((this.totalBytes - this.sentBytes) * 1000) / perSecond : undefined;
  }

  /** Take files as they are found and send them; a finished batch makes room for the new one. */
  async take(files: AsyncIterable<Found> | Iterable<Found>): Promise<void> {
    if (!this.busy) this.clear();
    this.cancelled = false;
    this.#collecting += 1;
    try {
      for await (const found of files) {
        if (!this.#accepts()) break;
        this.#add(found);
      }
    } finally {
      this.#collecting -= 1;
      this.#tell();
      this.#pump();
    }
  }

  /** Forget the whole batch; for files on their way use `cancel` first. */
  clear(): void {
    this.rows = [];
    this.counts = noCounts();
    this.stopped = null;
    this.cancelled = false;
    this.studies.clear();
    this.#failed = [];
    this.#archives.forget();
    this.totalBytes = this.#doneBytes = this.totalFiles = this.doneFiles = 0;
    this.#newImport();
    this.rate.restart();
    this.#tell();
  }

  /** Send no more; what has arrived stays. */
  cancel(): void {
    this.cancelled = true;
    this.stopped = null;
    const dropped = new Set([...this.#waiting, ...this.#sending.keys()].map((item) => item.row));
    const aborts = [...this.#sending.values()];
    this.#waiting = [];
    this.#sending.clear();
    for (const abort of aborts) abort.abort(new DOMException("cancelled", "AbortError"));
    this.rows = this.rows.filter((row) => !dropped.has(row));
    this.totalFiles = this.doneFiles;
    this.totalBytes = this.#doneBytes;
    this.#settle();
  }

  /** Go on after something stopped us: signed in again, room on the disk, the line is back. */
  resume(): void {
    this.stopped = null;
    this.rate.restart();
    this.#tell();
    this.#pump();
  }

  /** Send again what could not be sent. */
  again(): void {
    for (const item of this.#failed.splice(0)) {
      item.tries = 0;
      item.row.state = "waiting";
      item.row.code = "";
      this.doneFiles -= 1;
      this.#doneBytes -= item.file.size;
      this.#waiting.push(item);
    }
    if (this.#finished) this.#newImport();
    this.resume();
  }

  #accepts(): boolean {
    return !this.cancelled;
  }

  #begin(): Promise<string> {
    const begun = this.sender.begin().then((made) => made.id);
    begun.catch(() => {
      if (this.#id === begun) this.#id = undefined;
    });
    return begun;
  }

  #newImport(): void {
    this.#id = undefined;
    this.#members.clear();
    this.#finished = false;
  }

  #add({ file, name }: Found): void {
    const row = newRow(this.#key++, name);
    this.rows.push(row);
    this.#waiting.push({ row, file, sent: 0, tries: 0 });
    this.totalFiles += 1;
    this.totalBytes += file.size;
    this.#tell();
    this.#pump();
  }

  #pump(): void {
    while (this.stopped === null && this.#sending.size < AT_ONCE) {
      const item = this.#waiting.shift();
      if (!item) break;
      void this.#send(item);
    }
    this.#settle();
  }

  async #send(item: Item): Promise<void> {
    const abort = new AbortController();
    this.#sending.set(item, abort);
    item.row.state = "sending";
    item.sent = 0;
    const sent = (bytes: number): void => {
      item.sent = bytes;
      this.rate.mark(this.now(), this.sentBytes);
      this.#tell();
    };
    try {
      this.#id ??= this.#begin();
      const heard = await this.sender.send(await this.#id, item.file, item.row.name, sent, abort.signal);
      if (this.#sending.delete(item)) this.#arrived(item, heard);
    } catch (error) {
      if (this.#sending.delete(item)) this.#refused(item, error instanceof Failed ? error : new Failed(0, "unknown"));
    }
    this.#pump();
    this.#tell();
  }

  #arrived(item: Item, heard: Import): void {
    this.doneFiles += 1;
    this.#doneBytes += item.file.size;
    this.rate.mark(this.now(), this.sentBytes);
    grow(this.counts, heard);
    const own = heard.files.at(-1);
    if (!own) {
      this.#archives.add(item.row);
      return;
    }
    const early = this.#members.get(own.seq);
    if (early) this.rows = this.rows.filter((row) => row !== early);
    this.#members.set(own.seq, null);
    report(item.row, own);
    if (own.study_id) this.studies.add(own.study_id);
  }

  #member(heard: FileReport): void {
    if (heard.study_id) this.studies.add(heard.study_id);
    if (this.#members.has(heard.seq)) return;
    const row = newRow(this.#key++, heard.name);
    report(row, heard);
    this.#members.set(heard.seq, row);
    this.rows.push(row);
  }

  #refused(item: Item, failed: Failed): void {
    const pause = RETRY_MS[item.tries];
    if (failed.code === "import_finished") {
      this.#newImport();
      this.#back(item);
    } else if (STOPS.has(failed.code) || failed.status === 401) {
      this.#back(item);
      this.#stop(failed);
    } else if (isPassing(failed) && pause !== undefined) {
      item.tries += 1;
      this.#later(item, Math.max(pause, Number(failed.facts.retry_ms ?? 0)));
    } else if (failed.status === 0 && this.#waiting.length > 0) {
      // The line is down, it is not this file: do not run through all the others as well.
      item.tries = 0;
      this.#back(item);
      this.#stop(failed);
    } else {
      item.row.state = "not_sent";
      item.row.code = failed.code;
      item.row.facts = failed.facts;
      this.#failed.push(item);
      this.doneFiles += 1;
      this.#doneBytes += item.file.size;
    }
  }

  #back(item: Item): void {
    item.row.state = "waiting";
    this.#waiting.unshift(item);
  }

  /** Hold a place among those being sent until the next try. */
  #later(item: Item, ms: number): void {
    const abort = new AbortController();
    item.sent = 0;
    this.#sending.set(item, abort);
    const timer = setTimeout(() => {
      if (!this.#sending.delete(item)) return;
      this.#back(item);
      this.#pump();
    }, ms);
    abort.signal.addEventListener("abort", () => clearTimeout(timer));
  }

  #stop(failed: Failed): void {
    this.stopped = failed;
    this.#tell();
  }

  /** Everything has its outcome: say that no more comes. Should that get lost, nothing else does. */
  #settle(): void {
    this.#tell();
    if (this.busy || this.#finished || !this.#id) return;
    this.#finished = true;
    this.#id.then((id) => this.sender.finish(id)).then(
      (heard) => {
        grow(this.counts, heard);
        this.#tell();
      },
      () => undefined,
    );
  }

  /** Tell at most a few times a second: a thousand files must not draw a thousand times. */
  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    setTimeout(() => {
      this.#telling = false;
      this.changed();
    }, TOLD_MS);
  }
}

function isPassing(failed: Failed): boolean {
  return failed.code !== "unknown" && (failed.status === 0 || failed.status >= 500 || failed.status === 429);
}
