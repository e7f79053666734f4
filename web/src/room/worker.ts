import workerAddress from "../worker/frames.worker.ts?worker&url";
import type { FromWorker, ToWorker } from "../worker/protocol";
import { writeOverFreedKeys } from "./writtenover";

interface ScriptPolicy {
  createScriptURL(address: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): ScriptPolicy;
}

/** The page's one Trusted Types policy: it lets exactly the frames worker through. */
function trusted(address: string): string {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (!factory) return address;
  policy ??= factory.createPolicy("lightbox", {
    createScriptURL: (asked) => {
      if (asked !== workerAddress) throw new TypeError("not our worker");
      return asked;
    },
  });
  return policy.createScriptURL(address);
}
let policy: ScriptPolicy | undefined;

/** The frames worker of one room: one after the other, for a key leaves a browser's memory only with its worker. */
export class FramesWorker {
  /** Addresses of the sealed frames that are kept over a broken connection, as of the last `begin`. */
  have: string[] = [];
  #worker: Worker | null = this.#started();
  #begun: { session: string; participant: string; ready: (ecdh: string) => void } | null = null;

  constructor(readonly hear: (message: FromWorker) => void) {}

  /** Whether a key could be opened here: not after an end, until a new connection begins. */
  get alive(): boolean {
    return this.#worker !== null;
  }

  /** A key pair for a new connection: its public half. */
  begin(session: string, participant: string): Promise<string> {
    this.#worker ??= this.#started();
    return new Promise((ready) => {
      this.#begun = { session, participant, ready };
      this.say({ type: "begin", session, participant });
    });
  }

  say(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  /**
   * End it with all that it holds. A key that is merely dropped stays in memory for as long as nothing collects it,
   * which was measured to be minutes; with its worker it is freed at once, and then written over (LK-4).
   */
  end(): void {
    if (this.#worker) {
      this.#worker.terminate();
      writeOverFreedKeys();
    }
    this.#worker = null;
    this.have = [];
    // a connection that is just being made waits for its key pair
    const begun = this.#begun;
    if (begun) void this.begin(begun.session, begun.participant).then(begun.ready);
  }

  close(): void {
    this.#begun = null;
    this.end();
  }

  #started(): Worker {
    const worker = new Worker(trusted(workerAddress), { type: "module", name: "frames" });
    worker.addEventListener("message", (event: MessageEvent<FromWorker>) => {
      if (worker !== this.#worker) return;
      if (event.data.type === "public") {
        const { have, ecdh } = event.data;
        const begun = this.#begun;
        this.#begun = null;
        this.have = have;
        begun?.ready(ecdh);
      } else this.hear(event.data);
    });
    return worker;
  }
}
