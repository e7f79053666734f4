import { type ReadonlySignal, signal } from "@preact/signals";
import { Acks } from "../store/acks";
import { Shelf } from "../viewer/shelf";
import type { FrameMeta, Key, Lease } from "../wire/messages";
import type { Connection } from "../wire/socket";
import type { FromWorker, Picture } from "../worker/protocol";
import { Thumbs } from "./thumbs";
import { FramesWorker } from "./worker";

export interface PicturesPorts {
  line: Pick<Connection, "tell">;
  /** Whether nothing may come to the page now. */
  shut: () => boolean;
  /** A key came: what was dark may be shown again. */
  lit: () => void;
  /** The worker dropped its key and frames. */
  dark: (reason: string) => void;
  /** A key came for a worker that has ended: only a new connection brings one that opens. */
  unpaired: () => void;
}

/** The pictures of this page: sealed frames go to the worker, the few decoded ones come back from it. */
export class Pictures {
  readonly shelf = new Shelf();
  /** Small pictures beside names and lines. */
  readonly thumbs = new Thumbs(this.shelf);
  readonly acks: Acks;
  /** Set by whoever paints. */
  onBitmap: () => void = () => undefined;
  onDark: () => void = () => undefined;

  readonly #blurred = signal(false);
  readonly #worker = new FramesWorker((message) => this.#heard(message));
  #focused: () => void = () => undefined;
  #epoch = 0;

  constructor(readonly ports: PicturesPorts) {
    this.acks = new Acks((ack) => ports.line.tell("ack", ack));
  }

  /** No lease for 10 s. */
  get blurred(): ReadonlySignal<boolean> {
    return this.#blurred;
  }

  /** Addresses of the sealed frames that are here. */
  get have(): string[] {
    return this.#worker.have;
  }

  begin(session: string, participant: string): Promise<string> {
    return this.#worker.begin(session, participant);
  }

  key({ epoch, wrapped, lease_ms }: Key): void {
    if (!this.#worker.alive) this.ports.unpaired();
    this.#worker.say({ type: "key", epoch, wrapped, lease_ms });
  }

  lease({ epoch, until_ms, server_ms }: Lease): void {
    this.#worker.say({ type: "lease", epoch, left_ms: Math.max(0, until_ms - server_ms) });
  }

  /** Viewing ends this long from now (null: nobody knows yet). */
  deadline(left_ms: number | null): void {
    this.#worker.say({ type: "deadline", left_ms });
  }

  frame(meta: FrameMeta, sealed: ArrayBuffer | undefined): void {
    this.acks.arrived(meta.n, sealed?.byteLength ?? 0);
    this.#worker.say({ type: "frame", meta, sealed: sealed ?? null }, sealed ? [sealed] : []);
  }

  /** Have these ready, most wanted first. */
  focus(pictures: Picture[]): void {
    this.#focused = () => this.#worker.say({ type: "focus", pictures });
    this.#focused();
  }

  /** Nothing is shown any more. */
  dark(): void {
    this.#erase();
    this.#blurred.value = false;
  }

  /** Keys and sealed frames go too. */
  forget(): void {
    this.#erase();
    this.#worker.say({ type: "dark" });
  }

  /** Viewing is over, or the key's time is: nothing of it stays in this browser, in no memory either. */
  extinguish(): void {
    this.dark();
    this.#worker.end();
  }

  /** Out of sight nothing stays painted. */
  hide(): void {
    this.#erase();
    this.#worker.say({ type: "hide" });
  }

  /** Decoded anew, under a living lease. */
  show(): void {
    this.#worker.say({ type: "show" });
    this.#focused();
  }

  end(): void {
    this.#worker.close();
    this.thumbs.clear();
    this.shelf.clear();
  }

  /** Canvas first, then bitmaps; keys and sealed frames stay with the worker. */
  #erase(): void {
    this.onDark();
    this.thumbs.clear();
    this.shelf.clear();
  }

  #heard(message: FromWorker): void {
    switch (message.type) {
      case "public":
        break;
      case "stored":
        this.acks.stored(message.n);
        break;
      case "want":
        this.ports.line.tell("frame:want", { fids: message.fids.slice(0, 64) });
        break;
      case "bitmap":
        this.#shelve(message);
        break;
      case "drop":
        this.shelf.drop(message.keys);
        break;
      case "blur":
        this.#blurred.value = message.on;
        break;
      case "keyed":
        this.#turned(message.epoch);
        this.ports.lit();
        this.#focused();
        break;
      case "dark":
        this.ports.dark(message.reason);
        break;
    }
  }

  /** A new epoch's pictures may be fewer, or masked where the former ones were not: none of those stays. */
  #turned(epoch: number): void {
    if (epoch > this.#epoch) this.thumbs.clear();
    this.shelf.retain(epoch);
    this.#epoch = epoch;
  }

  #shelve({ meta, bitmap }: FromWorker & { type: "bitmap" }): void {
    if (document.hidden || this.ports.shut()) {
      bitmap.close();
      return;
    }
    this.shelf.put({ meta, bitmap });
    this.thumbs.arrived();
    this.onBitmap();
  }
}
