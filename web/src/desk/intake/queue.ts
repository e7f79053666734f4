import { Failed } from "../../wire/http";
import type { FileReport, Import } from "../../wire/messages";
import { Archives } from "./archives";
import type { Found } from "./collect";
import { type Item, Lanes } from "./lanes";
import { verdict } from "./retries";
import { type Counts, type Row, grow, newRow, noCounts, report } from "./rows";
import { Tally } from "./tally";

const TOLD_MS = 120;

/** The ways a queue reaches the server; tests bring their own. */
export interface Sender {
  begin(): Promise<Import>;
  send(id: string, file: Blob, name: string, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Import>;
  state(id: string, since: number): Promise<Import>;
  finish(id: string): Promise<Import>;
}

/** Sends files four at a time and knows what became of each; goes on while other pages are looked at. */
export class UploadQueue {
  rows: Row[] = [];
  counts: Counts = noCounts();
  /** Why nothing is sent although files wait; null when nothing stops us. */
  stopped: Failed | null = null;
  cancelled = false;
  readonly studies = new Set<string>();
  readonly #tally = new Tally();
  readonly #lanes = new Lanes();
  #id: Promise<string> | undefined;
  #collecting = 0;
  #failed: Item[] = [];
  /** Reports heard while zips were asked for, by number: an answer of its own takes the place of one. */
  #members = new Map<number, Row | null>();
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

  get totalBytes(): number {
    return this.#tally.bytes;
  }

  get totalFiles(): number {
    return this.#tally.files;
  }

  get doneFiles(): number {
    return this.#tally.doneFiles;
  }

  /** Bytes per second over the last few seconds; 0 while it is not known. */
  get perSecond(): number {
    return this.#tally.rate.perSecond;
  }

  get sentBytes(): number {
    return this.#tally.doneBytes + this.#lanes.sentBytes;
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
    return !this.#lanes.areEmpty || this.reading > 0 || this.collecting;
  }

  /** Time the rest needs at the present rate; undefined while nobody knows. */
  get leftMs(): number | undefined {
    return this.perSecond > 0 ? ((this.totalBytes - this.sentBytes) * 1000) / this.perSecond : undefined;
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
    this.#tally.clear();
    this.#newImport();
    this.#tell();
  }

  /** Send no more; what has arrived stays. */
  cancel(): void {
    this.cancelled = true;
    this.stopped = null;
    const dropped = this.#lanes.empty();
    this.rows = this.rows.filter((row) => !dropped.has(row));
    this.#tally.cut();
    this.#settle();
  }

  /** Go on after something stopped us: signed in again, room on the disk, the line is back. */
  resume(): void {
    this.stopped = null;
    this.#tally.rate.restart();
    this.#tell();
    this.#pump();
  }

  /** Send again what could not be sent. */
  again(): void {
    for (const item of this.#failed.splice(0)) {
      item.tries = 0;
      item.row.code = "";
      this.#tally.undone(item.file.size);
      this.#lanes.add(item);
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
    this.#lanes.add({ row, file, sent: 0, tries: 0 });
    this.#tally.add(file.size);
    this.#tell();
    this.#pump();
  }

  #pump(): void {
    while (this.stopped === null) {
      const next = this.#lanes.enter();
      if (!next) break;
      void this.#send(next.item, next.signal);
    }
    this.#settle();
  }

  async #send(item: Item, signal: AbortSignal): Promise<void> {
    const sent = (bytes: number): void => {
      item.sent = bytes;
      if (bytes >= item.file.size) item.row.state = "checking";
      this.#tally.rate.mark(this.now(), this.sentBytes);
      this.#tell();
    };
    try {
      this.#id ??= this.#begin();
      const heard = await this.sender.send(await this.#id, item.file, item.row.name, sent, signal);
      if (this.#lanes.leave(item)) this.#arrived(item, heard);
    } catch (error) {
      if (this.#lanes.leave(item)) this.#refused(item, error instanceof Failed ? error : new Failed(0, "unknown"));
    }
    this.#pump();
    this.#tell();
  }

  #arrived(item: Item, heard: Import): void {
    this.#tally.done(item.file.size);
    this.#tally.rate.mark(this.now(), this.sentBytes);
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
    const found = verdict(failed, item.tries, this.#lanes.hasWaiting);
    switch (found.then) {
      case "again":
        item.tries += 1;
        this.#lanes.later(item, found.afterMs, () => this.#pump());
        return;
      case "begin_anew":
        this.#newImport();
        this.#lanes.back(item);
        return;
      case "stop":
        item.tries = 0;
        this.#lanes.back(item);
        this.#stop(failed);
        return;
      case "give_up":
        item.row.state = "not_sent";
        item.row.code = failed.code;
        item.row.facts = failed.facts;
        this.#failed.push(item);
        this.#tally.done(item.file.size);
    }
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
