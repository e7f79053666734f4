import workerAddress from "../worker/frames.worker.ts?worker&url";
import type { FromWorker, ToWorker } from "../worker/protocol";

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

/** The frames worker of one room. */
export class FramesWorker {
  /** Addresses of the sealed frames that are kept over a broken connection, as of the last `begin`. */
  have: string[] = [];
  readonly #worker: Worker;
  #ready: ((ecdh: string) => void) | undefined;

  constructor(readonly hear: (message: FromWorker) => void) {
    this.#worker = new Worker(trusted(workerAddress), { type: "module", name: "frames" });
    this.#worker.addEventListener("message", (event: MessageEvent<FromWorker>) => {
      if (event.data.type === "public") {
        this.have = event.data.have;
        this.#ready?.(event.data.ecdh);
      } else this.hear(event.data);
    });
  }

  /** A key pair for a new connection: its public half. */
  begin(session: string, participant: string): Promise<string> {
    return new Promise((resolve) => {
      this.#ready = resolve;
      this.say({ type: "begin", session, participant });
    });
  }

  say(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  end(): void {
    this.say({ type: "dark" });
    this.#worker.terminate();
  }
}
