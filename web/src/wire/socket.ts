import { type Socket, io } from "socket.io-client";
import { Failed } from "./http";
import { type Auth, type HeardEvents, PROTO, type SaidEvents, type Ticket } from "./messages";

/** The server's answer to something said. */
export type Answer = ({ ok: true } & Record<string, unknown>) | ({ ok: false; code: string } & Record<string, unknown>);

/** Why there is no connection, for words on the page. */
export type Line = "connecting" | "up" | "reconnecting" | "crowded" | "arriving" | "over";

export type Heard = {
  [Event in keyof HeardEvents]: (payload: HeardEvents[Event], attachment?: ArrayBuffer) => void;
};

export type Facts = Record<string, string | number | boolean>;

export interface Wiring {
  /** A fresh single-use ticket. */
  ticket: () => Promise<Ticket>;
  /** A new key pair for this connection: its public half. */
  publicKey: (ticket: Ticket) => Promise<string>;
  caps: () => Omit<Auth["caps"], "ecdh">;
  /** The last line of each channel of the chat that is here. */
  resume: () => NonNullable<Auth["resume"]>;
  line: (line: Line) => void;
  /** It is over: the server will not have us back (`code`: locked, removed, denied, moved, auth, …). */
  over: (code: string, facts: Facts) => void;
  /** The doors are not open yet: we come back by ourselves. */
  early: (startMs: number) => void;
  /** The language consent is asked in, and the clock its times are worded for. */
  language: () => string;
  clock: () => NonNullable<Auth["clock"]>;
  /** Whether nobody can see this page now. */
  hidden: () => boolean;
  heard: Heard;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5000;
const ANSWER_MS = 8000;
const EARLY_MS = 15_000;
/** Between two owners: somebody has the room within seconds, so the wait does not grow. */
const BETWEEN = "elsewhere";
const BETWEEN_MS = 500;
/** After these no new connection is tried. */
const FINAL = new Set(["locked", "removed", "denied", "moved", "left", "proto", "forbidden"]);
/** Answers to a request for a ticket that mean the same. */
const FINAL_STATUS = new Set([401, 403, 404, 410, 423]);

/** One room connection after the other: each with a fresh ticket and key pair, jittered back-off in between. */
export class Connection {
  #socket: Socket | null = null;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #goodbye = "";
  #closed = false;

  constructor(readonly wiring: Wiring) {}

  open(): void {
    this.wiring.line("connecting");
    void this.#connect();
  }

  /** Leave for good. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#drop();
  }

  /** Drop this connection and come back at once, with new keys. */
  renew(): void {
    if (this.#closed) return;
    this.#drop();
    this.#attempt = 0;
    this.#later();
  }

  /** The machine has a line again: do not wait for the next try. */
  hurry(): void {
    if (this.#timer === undefined || this.#closed) return;
    this.#attempt = 0;
    this.#wait(0);
  }

  /** Say something and hear the answer; rejects when the line is down or nobody answers. */
  async say<Event extends keyof SaidEvents>(event: Event, payload: SaidEvents[Event]): Promise<Answer> {
    const socket = this.#socket;
    if (!socket?.connected) throw new Error("line down");
    return (await socket.timeout(ANSWER_MS).emitWithAck(event, payload)) as Answer;
  }

  /** Say something nobody answers. */
  tell<Event extends keyof SaidEvents>(event: Event, payload: SaidEvents[Event]): void {
    if (this.#socket?.connected) this.#socket.emit(event, payload);
  }

  async #connect(): Promise<void> {
    this.#goodbye = "";
    let ticket: Ticket;
    let ecdh: string;
    try {
      ticket = await this.wiring.ticket();
      ecdh = await this.wiring.publicKey(ticket);
    } catch (error) {
      if (this.#closed) return;
      this.#refused(error);
      return;
    }
    if (!this.#closed) this.#dial(ticket, ecdh);
  }

  /** No ticket: too early and too fast pass by themselves, other refusals are final, a silent server is tried again. */
  #refused(error: unknown): void {
    const retryMs = error instanceof Failed && error.status === 503 ? Number(error.facts.retry_ms ?? 0) : 0;
    if (error instanceof Failed && retryMs > 0) {
      // too many come at once: the server says when there is room for us
      this.wiring.line(error.code === "crowded" || error.code === "arriving" ? error.code : "reconnecting");
      this.#wait(retryMs);
    } else if (!(error instanceof Failed) || !FINAL_STATUS.has(error.status) || error.code === "factor_needed") {
      // whoever sits at a dark desk is asked for the factor by the page around the room
      this.#later(error instanceof Failed ? error.code : "");
    } else if (error.code === "too_early") {
      this.wiring.early(Number(error.facts.start_ms));
      this.#wait(EARLY_MS * (0.5 + Math.random()));
    } else {
      this.#finish(error.code, error.facts);
    }
  }

  #dial(ticket: Ticket, ecdh: string): void {
    const auth: Auth = {
      proto: PROTO,
      ticket: ticket.ticket,
      caps: { ...this.wiring.caps(), ecdh },
      resume: this.wiring.resume(),
      language: this.wiring.language(),
      clock: this.wiring.clock(),
      hidden: this.wiring.hidden(),
    };
    const socket = io("/room", {
      transports: ["websocket"],
      query: { room: ticket.room },
      auth,
      reconnection: false,
      forceNew: true,
      timeout: ANSWER_MS,
    });
    this.#socket = socket;
    socket.on("connect", () => this.#up(socket));
    socket.on("connect_error", (error) => this.#lost(socket, codeOf(error)));
    socket.on("disconnect", () => this.#lost(socket, this.#goodbye));
    for (const event of Object.keys(this.wiring.heard) as (keyof HeardEvents)[]) {
      const hear = this.wiring.heard[event] as (payload: unknown, attachment?: ArrayBuffer) => void;
      socket.on(event, (payload: unknown, attachment?: ArrayBuffer) => {
        if (socket === this.#socket) hear(payload, attachment);
      });
    }
    socket.on("bye", (bye: { code: string }) => {
      this.#goodbye = bye.code;
      if (FINAL.has(bye.code)) this.#lost(socket, bye.code);
    });
  }

  #up(socket: Socket): void {
    if (socket !== this.#socket) return;
    this.#attempt = 0;
    this.wiring.line("up");
  }

  #lost(socket: Socket, code: string): void {
    if (socket !== this.#socket) return;
    this.#drop();
    if (FINAL.has(code)) this.#finish(code, {});
    else this.#later(code);
  }

  #finish(code: string, facts: Facts): void {
    this.#closed = true;
    this.wiring.line("over");
    this.wiring.over(code, facts);
  }

  #later(code = ""): void {
    if (this.#closed) return;
    this.wiring.line("reconnecting");
    if (code === BETWEEN) {
      this.#wait(BETWEEN_MS * (0.5 + Math.random()));
      return;
    }
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#attempt);
    this.#attempt += 1;
    this.#wait(longest / 2 + Math.random() * (longest / 2));
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#connect();
    }, ms);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.removeAllListeners();
    socket?.disconnect();
  }
}

/** The server refuses a connection with a code as message or in the error's details. */
function codeOf(error: Error & { data?: unknown }): string {
  const details = error.data;
  if (typeof details === "object" && details !== null && "code" in details) return String(details.code);
  return error.message;
}
