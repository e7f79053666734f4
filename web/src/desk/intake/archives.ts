import { Failed } from "../../wire/http";
import type { FileReport, Import } from "../../wire/messages";
import type { Row } from "./rows";

const POLL_MS = 1000;

export interface ArchiveEvents {
  state(since: number): Promise<Import>;
  onReport(report: FileReport): void;
  onState(heard: Import): void;
  onStopped(failed: Failed): void;
  onEnd(): void;
}

/** Zips that arrived and are being read by the server: asks for the reports of their members until all are there. */
export class Archives {
  #rows: Row[] = [];
  #since = 0;
  #asking = false;

  constructor(private readonly events: ArchiveEvents) {}

  get count(): number {
    return this.#rows.length;
  }

  add(row: Row): void {
    row.state = "reading";
    this.#rows.push(row);
    if (!this.#asking) void this.#ask();
  }

  forget(): void {
    this.#rows = [];
    this.#since = 0;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#rows.length > 0) {
      const more = await this.#page().catch((error: unknown) => this.#failed(error));
      if (!more && this.#rows.length > 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    this.#asking = false;
    this.events.onEnd();
  }

  /** One page of reports; says whether there may be more at once. */
  async #page(): Promise<boolean> {
    const asked = this.#rows.length;
    const heard = await this.events.state(this.#since);
    for (const one of heard.files) {
      this.#since = Math.max(this.#since, one.seq);
      this.events.onReport(one);
    }
    if (heard.working === 0 && heard.files.length === 0) {
      for (const row of this.#rows.splice(0, asked)) row.state = "unpacked";
    }
    this.events.onState(heard);
    return heard.files.length > 0;
  }

  #failed(error: unknown): boolean {
    if (error instanceof Failed && error.status === 404) this.#rows = [];
    if (error instanceof Failed && (error.status === 404 || error.status === 401)) this.events.onStopped(error);
    return false;
  }
}
