import { computed, effect, signal } from "@preact/signals";
import { Acks } from "../store/acks";
import { Clock } from "../store/clock";
import { Conversation, type SendChat } from "../store/conversation";
import { type Channel, Drafts } from "../store/drafts";
import { Drawings } from "../store/drawings";
import { Notices } from "../store/notices";
import { Pencil } from "../store/pencil";
import { Pointing } from "../store/pointing";
import { RoomFacts } from "../store/room";
import { Steering } from "../store/steering";
import { errorText, language } from "../texts/texts";
import { valueWords } from "../viewer/figures";
import { carried } from "../viewer/link";
import { OwnWindowsKept } from "../viewer/ownwindows";
import { Shelf } from "../viewer/shelf";
import type { ChatLine, FrameFailed, FrameMeta, Lease, SaidEvents, Ticket, Welcome } from "../wire/messages";
import { type Answer, Connection, type Facts, type Heard, type Line } from "../wire/socket";
import type { FromWorker } from "../worker/protocol";
import { systemWords } from "./system";
import { Thumbs } from "./thumbs";
import { FramesWorker } from "./worker";

export interface RoomPorts {
  ticket: () => Promise<Ticket>;
}

/** How it ended for this person. */
export interface Over {
  code: string;
  facts: Facts;
}

/** The last line up to which none is missing. */
function lastSure(conversation: Conversation): number {
  return conversation.gapAfter ?? conversation.last;
}

const LOUD = new Set(["warning", "extended", "presenting"]);
const PINGS = 5;
const PINGS_EVERY_MS = 60_000;

/** One room as this page lives it: message → store → paint, gesture → command → socket. */
export class LiveRoom {
  readonly facts = new RoomFacts();
  readonly clock = new Clock();
  readonly notices = new Notices();
  readonly conversation = new Conversation();
  /** Host and specialists among themselves; empty for everybody else. */
  readonly clinicians = new Conversation();
  /** What is being written, and where to. */
  readonly drafts = new Drafts();
  readonly shelf = new Shelf();
  /** Small pictures beside names and lines. */
  readonly thumbs = new Thumbs(this.shelf);
  readonly drawings = new Drawings();
  readonly pencil = new Pencil(this.drawings, {
    put: (said) => this.#connection.say("mark:put", said),
    drop: (said) => this.#connection.say("mark:drop", said),
    refused: (code) => this.notices.say(errorText(code), true),
  });
  readonly pointing = new Pointing((pointer) => this.#connection.tell("pointer", pointer));
  /** The windows this person keeps on this browser. */
  readonly windows = new OwnWindowsKept(localStorage);
  readonly line = signal<Line>("connecting");
  readonly blurred = signal(false);
  /** When it starts, while the doors are not open yet. */
  readonly early = signal<number | null>(null);
  /** The picture in view cannot be displayed: why. */
  readonly failed = signal<FrameFailed | null>(null);
  readonly over = signal<Over | null>(null);
  readonly steering = new Steering(
    (code) => this.notices.say(errorText(code), true),
    (before, after) => carried(before, after, this.facts.stacks.value),
  );
  /** Input rests while what it would do cannot be told. */
  readonly paused = computed(
    () => this.line.value !== "up" || this.blurred.value || this.facts.dark.value !== "",
  );
  /** Set by whoever paints. */
  onBitmap: () => void = () => undefined;
  onDark: () => void = () => undefined;

  readonly #acks = new Acks((ack) => this.#connection.tell("ack", ack));
  readonly #worker = new FramesWorker((message) => this.#fromWorker(message));
  readonly #connection: Connection;
  readonly #end = new AbortController();
  #viewport: { w: number; h: number; dpr: number } = { w: 0, h: 0, dpr: 1 };
  #focused: () => void = () => undefined;

  constructor(ports: RoomPorts) {
    this.#connection = new Connection({
      ticket: ports.ticket,
      publicKey: (ticket) => this.#worker.begin(ticket.room, ticket.participant),
      caps: () => ({ mime: ["image/jpeg", "image/png"], ...this.#size() }),
      resume: () => ({
        chat: lastSure(this.conversation),
        clinicians: lastSure(this.clinicians),
        have: this.#worker.have,
      }),
      line: (line) => this.#lineIs(line),
      over: (code, facts) => this.#isOver(code, facts),
      early: (startMs) => (this.early.value = startMs),
      language: () => language.value,
      heard: this.#heard(),
    });
    this.#watchPage();
    const stop = effect(() => {
      const until = this.facts.state.value?.until_ms ?? null;
      const left_ms = until === null ? null : Math.max(0, until - this.clock.now());
      this.#worker.say({ type: "deadline", left_ms });
    });
    this.#end.signal.addEventListener("abort", stop);
    const told = effect(() => this.steering.allow(this.#mayLookAround()));
    this.#end.signal.addEventListener("abort", told);
  }

  open(): void {
    this.#connection.open();
  }

  close(): void {
    this.#end.abort();
    this.#connection.close();
    this.#worker.end();
    this.thumbs.clear();
    this.shelf.clear();
    this.drawings.clear();
  }

  /** Say something; a refusal is worded once. Answers whether it went well. */
  async command<Event extends keyof SaidEvents>(event: Event, payload: SaidEvents[Event]): Promise<Answer> {
    const answer = await this.#connection.say(event, payload).catch((): Answer => ({ ok: false, code: "unreachable" }));
    if (!answer.ok) this.notices.say(errorText(answer.code), true);
    return answer;
  }

  focus(pictures: Parameters<FramesWorker["say"]>[0] & { type: "focus" }): void {
    this.#focused = () => this.#worker.say(pictures);
    this.#focused();
  }

  painted(meta: FrameMeta): void {
    this.#acks.shown(meta.fid, this.clock.now());
  }

  sized(w: number, h: number, dpr: number): void {
    this.#viewport = { w: Math.round(w), h: Math.round(h), dpr };
    this.#report();
  }

  /** Back to the shared view: at once here, and said. */
  async follow(): Promise<void> {
    this.steering.back();
    await this.command("view:follow", {});
  }

  /** The value under a point, in words; empty where there is none. */
  async valueAt(picture: { stack: number; pos: number }, [x, y]: [number, number]): Promise<string> {
    const answer = await this.#connection.say("value:at", { ...picture, x, y }).catch(() => null);
    if (!answer?.ok || !Array.isArray(answer.values)) return "";
    return valueWords(answer.values as number[], typeof answer.unit === "string" ? answer.unit : "");
  }

  /** Whether this person draws: clinicians, while there is something to draw on. */
  draws(): boolean {
    return this.facts.clinician.value && ["lobby", "live"].includes(this.facts.phase.value) && !this.paused.value;
  }

  /** A mark is changed by its author, the host and whoever steers; one without an author is this hand's own. */
  mayChange(author: string): boolean {
    const me = this.facts.me.value;
    return me !== null && (author === "" || author === me.id || me.host || this.steering.mine.value);
  }

  /** The host always, others as the host lets them, while the talk is on. */
  #mayLookAround(): boolean {
    const me = this.facts.me.value;
    if (!me || this.facts.phase.value !== "live") return false;
    return me.host || (this.facts.state.value?.lookers ?? []).includes(me.role);
  }

  /** Everything up to `seq` of a channel was on this screen; of the talk others are told. */
  read(seq: number, channel: Channel = "talk"): void {
    (channel === "talk" ? this.conversation : this.clinicians).read(seq);
    if (channel === "talk" && (this.facts.mine.value?.read ?? 0) < seq) this.#connection.tell("chat:read", { seq });
  }

  #size(): { w: number; h: number; dpr: number } {
    const { w, h, dpr } = this.#viewport;
    return { w, h, dpr: Math.min(Math.max(dpr, 0.5), 8) };
  }

  #report(): void {
    const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
    const save_data = connection?.saveData === true;
    const rtt = this.clock.trip;
    this.#connection.tell("client:report", { ...this.#size(), hidden: document.hidden, save_data, rtt });
  }

  // --- the line -----------------------------------------------------------------------------------------------------

  #lineIs(line: Line): void {
    const before = this.line.value;
    this.line.value = line;
    if (line === "up") {
      this.#acks.restart();
      void this.#askTime();
    } else if (before === "up") {
      this.conversation.disconnected();
      this.clinicians.disconnected();
      this.steering.disconnected();
      this.pencil.forget();
    }
  }

  async #askTime(): Promise<void> {
    this.clock.restart();
    for (let ping = 0; ping < PINGS && this.line.value === "up"; ping += 1) {
      const t0 = this.clock.local();
      const answer = await this.#connection.say("time:ping", { t0 }).catch(() => null);
      if (answer?.ok && typeof answer.t1 === "number") this.clock.sample(t0, answer.t1);
      if (ping === 0 || ping === PINGS - 1) this.#report();
      await new Promise((resolve) => setTimeout(resolve, 600));
    }
  }

  #isOver(code: string, facts: Over["facts"]): void {
    this.#goDark(code);
    this.over.value = { code, facts };
    this.#worker.say({ type: "dark" });
  }

  // --- messages -----------------------------------------------------------------------------------------------------

  #heard(): Heard {
    const counted = <Message extends { m: number }>(take: (message: Message) => void) => {
      return (message: Message): void => {
        this.#acks.control(message.m);
        take(message);
      };
    };
    return {
      "room:welcome": counted((welcome) => this.#greeted(welcome)),
      "room:state": counted((state) => {
        this.clock.hint(state.server_ms);
        this.facts.progress(state);
        if (["closing", "locked"].includes(state.phase)) this.#goDark(state.reason);
      }),
      presence: counted(({ participants }) => this.#present(participants)),
      control: counted(({ token }) => this.steering.control(token)),
      manifest: counted((manifest) => this.facts.show(manifest)),
      view: ({ view, cseq }) => this.steering.take(view, cseq),
      "view:mine": ({ view, cseq }) => this.steering.alone(view, cseq),
      marks: counted((marks) => this.drawings.take(marks)),
      pointer: (pointer) => this.drawings.point(pointer),
      bookmarks: counted(({ bookmarks }) => this.facts.keep(bookmarks)),
      frame: (meta, sealed) => this.#framed(meta, sealed),
      "frame:failed": (failed) => (this.failed.value = failed),
      key: counted(({ epoch, wrapped, lease_ms }) => this.#worker.say({ type: "key", epoch, wrapped, lease_ms })),
      lease: (lease) => this.#leased(lease),
      dark: counted(({ reason }) => {
        this.#worker.say({ type: "dark" });
        this.#goDark(reason);
      }),
      chat: counted(({ lines }) => this.#chatted(lines)),
      consent: counted((form) => this.facts.ask(form)),
      bye: () => undefined,
    };
  }

  #greeted(welcome: Welcome): void {
    this.early.value = null;
    this.clock.hint(welcome.state.server_ms);
    this.facts.greet(welcome);
    this.facts.progress(welcome.state);
    this.steering.be(welcome.me.id);
    this.steering.control(welcome.token);
    this.conversation.take(welcome.chat);
    this.conversation.connected(this.#said("talk"));
    this.clinicians.take(welcome.clinicians);
    if (this.facts.clinician.value) this.clinicians.connected(this.#said("clinicians"));
    this.steering.connected(async (said) => {
      const answer = await this.#connection.say("view:set", said);
      return answer.ok ? { ok: true } : { ok: false, code: answer.code };
    });
    void this.#fillGaps();
    this.#report();
  }

  #said(channel: Channel): SendChat {
    return async (cid, text, picture) => {
      const answer = await this.#connection.say("chat:send", { cid, text, channel, picture });
      return answer.ok ? { ok: true } : { ok: false, code: answer.code };
    };
  }

  #present(participants: Welcome["participants"]): void {
    const before = this.facts.mine.value?.presence;
    this.facts.present(participants);
    this.conversation.read(this.facts.mine.value?.read ?? 0);
    if (this.facts.mine.value?.presence === before) return;
    this.#report();
    void this.#fillGaps(0);
  }

  #framed(meta: FrameMeta, sealed: ArrayBuffer | undefined): void {
    this.#acks.arrived(meta.n, sealed?.byteLength ?? 0);
    this.#worker.say({ type: "frame", meta, sealed: sealed ?? null }, sealed ? [sealed] : []);
  }

  #leased({ epoch, until_ms, server_ms }: Lease): void {
    this.#worker.say({ type: "lease", epoch, left_ms: Math.max(0, until_ms - server_ms) });
  }

  #chatted(lines: readonly ChatLine[]): void {
    const last = this.conversation.last;
    this.conversation.take(lines.filter((line) => line.channel !== "clinicians"));
    this.clinicians.take(lines.filter((line) => line.channel === "clinicians"));
    for (const line of lines) if (line.kind === "system" && line.seq > last) this.#sayLoud(line);
    if (this.conversation.gapAfter !== null || this.clinicians.gapAfter !== null) void this.#fillGaps();
  }

  /** The chat says everything once; what must not be overlooked is said over the picture too. */
  #sayLoud(line: ChatLine): void {
    if (!LOUD.has(line.code)) return;
    const words = systemWords(line, this.facts.names.value, this.facts.me.value?.id ?? "");
    if (words) this.notices.say(words, line.code === "warning");
  }

  /** Fetch what is missing between known lines and after the last one. */
  async #fillGaps(from?: number): Promise<void> {
    if (!this.facts.admitted.value) return;
    await this.#fill(this.conversation, "talk", from);
    if (this.facts.clinician.value) await this.#fill(this.clinicians, "clinicians", from);
  }

  async #fill(conversation: Conversation, channel: Channel, from?: number): Promise<void> {
    for (let round = 0; round < 50; round += 1) {
      const first = round === 0 ? from : undefined;
      const seq = first ?? conversation.gapAfter ?? conversation.last;
      const answer = await this.#connection.say("chat:since", { seq, channel }).catch(() => null);
      const lines = answer?.ok ? (answer.lines as ChatLine[] | undefined) : undefined;
      if (!answer?.ok || !lines || lines.length === 0) return;
      conversation.take(lines);
      if (conversation.gapAfter === null && answer.more !== true) return;
    }
  }

  // --- pictures -----------------------------------------------------------------------------------------------------

  #fromWorker(message: FromWorker): void {
    switch (message.type) {
      case "public":
        break;
      case "stored":
        this.#acks.stored(message.n);
        break;
      case "want":
        this.#connection.tell("frame:want", { fids: message.fids.slice(0, 64) });
        break;
      case "bitmap":
        this.#shelve(message);
        break;
      case "drop":
        this.shelf.drop(message.keys);
        break;
      case "blur":
        this.blurred.value = message.on;
        break;
      case "keyed":
        this.facts.lit();
        this.#focused();
        break;
      case "dark":
        this.#goDark(message.reason);
        // Without a lease the key is gone for good: only a new connection brings another.
        if (message.reason === "lease" && this.line.value === "up") this.#connection.renew();
        break;
    }
  }

  #shelve({ meta, bitmap }: FromWorker & { type: "bitmap" }): void {
    if (this.over.value || document.hidden || this.facts.dark.value !== "") {
      bitmap.close();
      return;
    }
    this.shelf.put({ meta, bitmap });
    this.thumbs.arrived();
    this.onBitmap();
  }

  /** Canvas first, then bitmaps. */
  #erase(): void {
    this.onDark();
    this.thumbs.clear();
    this.shelf.clear();
  }

  #goDark(why: string): void {
    this.#erase();
    this.blurred.value = false;
    this.facts.goDark(why || "told");
    if (this.facts.phase.value === "locked" || this.facts.phase.value === "closing") this.steering.clear();
  }

  /** Out of sight nothing stays painted; back in sight it is decoded anew under a living lease. */
  #watchPage(): void {
    const { signal: ended } = this.#end;
    const seen = (): void => {
      if (document.hidden) {
        this.#erase();
        this.#worker.say({ type: "hide" });
      } else {
        this.#worker.say({ type: "show" });
        this.#focused();
      }
      this.#report();
    };
    document.addEventListener("visibilitychange", seen, { signal: ended });
    globalThis.addEventListener("online", () => this.#connection.hurry(), { signal: ended });
    globalThis.addEventListener("pagehide", () => this.#gone(), { signal: ended });
    document.addEventListener("freeze", () => this.#gone(), { signal: ended });
    document.addEventListener("resume", () => this.#connection.renew(), { signal: ended });
    globalThis.addEventListener("pageshow", (event) => event.persisted && location.reload(), { signal: ended });
    const timer = setInterval(() => void this.#askTime(), PINGS_EVERY_MS);
    ended.addEventListener("abort", () => clearInterval(timer));
  }

  /** The page may be kept by the browser: leave nothing in it. */
  #gone(): void {
    this.#erase();
    this.#worker.say({ type: "dark" });
  }
}
