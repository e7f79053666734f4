import { computed, effect, signal } from "@preact/signals";
import { Clock } from "../store/clock";
import { Drafts } from "../store/drafts";
import { Drawings } from "../store/drawings";
import { Notices } from "../store/notices";
import { Objections } from "../store/objections";
import { Pencil } from "../store/pencil";
import { Pointing } from "../store/pointing";
import { RoomFacts } from "../store/room";
import { Steering } from "../store/steering";
import { ownMemory, sealedTab } from "../store/tabs";
import { Unsent } from "../store/unsent";
import { errorText, language, wallClock } from "../texts/texts";
import { valueWords } from "../viewer/figures";
import { carried } from "../viewer/link";
import type { FrameFailed, SaidEvents, Ticket, Welcome } from "../wire/messages";
import { type Answer, Connection, type Facts, type Heard, type Line } from "../wire/socket";
import { type Owner, OwnHands } from "./ownhands";
import { watchPage } from "./pagelife";
import { Pictures } from "./pictures";
import { Reporter } from "./reporter";
import { Talks } from "./talks";

/** How this person proves themselves anew: by a code of the clinic's, or by their own second factor. */
export interface Proof {
  by: "guest" | "staff";
  prove: (code: string) => Promise<unknown>;
}

export interface RoomPorts {
  ticket: () => Promise<Ticket>;
  proof: Proof;
  /** Whose hands these are, among those who sign in on this browser; null: a guest's. */
  owner: Owner | null;
}

/** How it ended for this person. */
export interface Over {
  code: string;
  facts: Facts;
}

/** One room as this page lives it: message → store → paint, gesture → command → socket. */
export class LiveRoom {
  readonly facts = new RoomFacts();
  readonly clock = new Clock();
  readonly notices = new Notices();
  /** What is half filled in here; a reload of this tab finds it, and nobody once it is over. */
  readonly unsent = new Unsent();
  /** What is being written, and where to. */
  readonly drafts = new Drafts(this.unsent);
  readonly drawings = new Drawings();
  /** To the host: who objects to whom. */
  readonly objections = new Objections();
  readonly pencil = new Pencil(this.drawings, {
    put: (said) => this.#connection.say("mark:put", said),
    drop: (said) => this.#connection.say("mark:drop", said),
    refused: (code) => this.notices.say(errorText(code), true),
  });
  readonly pointing = new Pointing((pointer) => this.#connection.tell("pointer", pointer));
  /** Tools, windows, and whether single letters act (WCAG 2.1.4), as this person wants them. */
  readonly hands: OwnHands;
  readonly line = signal<Line>("connecting");
  /** This screen is served as one on a thin line: smaller and rougher pictures while they move. */
  readonly thin = signal(false);
  /** When it starts, while the doors are not open yet. */
  readonly early = signal<number | null>(null);
  /** The picture in view cannot be displayed: why. */
  readonly failed = signal<FrameFailed | null>(null);
  readonly over = signal<Over | null>(null);
  /** People added later whom this person has read about and does not mind. */
  readonly fineWith = signal<ReadonlySet<string>>(new Set());
  readonly steering = new Steering(
    (code) => this.notices.say(errorText(code), true),
    (before, after) => carried(before, after, this.facts.stacks.value),
  );
  /** Input rests while what it would do cannot be told. */
  readonly paused = computed(
    () => this.line.value !== "up" || this.pictures.blurred.value || this.facts.dark.value !== "",
  );
  readonly pictures: Pictures;
  readonly talks: Talks;
  readonly reporter: Reporter;
  readonly #connection: Connection;
  readonly #end = new AbortController();
  #wordsKey = "";

  constructor(readonly ports: RoomPorts) {
    this.hands = new OwnHands(ownMemory(localStorage, ports.owner?.id ?? ""), ports.owner);
    this.#connection = new Connection({
      ticket: ports.ticket,
      publicKey: (ticket) => this.pictures.begin(ticket.room, ticket.participant),
      caps: () => ({ mime: ["image/jpeg", "image/png"], ...this.reporter.screen }),
      resume: () => ({ ...this.talks.sure(), have: this.pictures.have }),
      line: (line) => this.#lineIs(line),
      over: (code, facts) => this.#isOver(code, facts),
      early: (startMs) => (this.early.value = startMs),
      language: () => language.value,
      clock: wallClock,
      hidden: () => document.hidden,
      heard: this.#heard(),
    });
    this.talks = new Talks(this.facts, this.notices, this.#connection);
    this.pictures = new Pictures({
      line: this.#connection,
      shut: () => this.over.value !== null || this.facts.dark.value !== "",
      lit: () => this.facts.lit(),
      dark: (reason) => this.#unleased(reason),
      unpaired: () => this.#connection.renew(),
    });
    this.reporter = new Reporter(this.clock, this.#connection, () => this.line.value === "up", this.#end.signal);
    this.#watchPage();
    const stop = effect(() => {
      const until = this.facts.state.value?.until_ms ?? null;
      this.pictures.deadline(until === null ? null : Math.max(0, until - this.clock.now()));
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
    this.hands.leave();
    this.pictures.end();
    this.drawings.clear();
  }

  /** Say something; a refusal is worded once. Answers whether it went well. */
  async command<Event extends keyof SaidEvents>(event: Event, payload: SaidEvents[Event]): Promise<Answer> {
    const answer = await this.ask(event, payload);
    if (!answer.ok) this.notices.say(errorText(answer.code), true);
    return answer;
  }

  /** The same, when whoever asks has better words for a refusal. */
  async ask<Event extends keyof SaidEvents>(event: Event, payload: SaidEvents[Event]): Promise<Answer> {
    return this.#connection.say(event, payload).catch((): Answer => ({ ok: false, code: "unreachable" }));
  }

  /** One's own finger, on one's own screen too: whoever points sees that they do. */
  pointAt(picture: { stack: number; pos: number } | null, at: [number, number] | null): void {
    const by = this.facts.me.value?.id ?? "";
    if (!this.facts.has("point")) return;
    if (picture && at && !this.facts.listens.value) {
      this.pointing.at(picture.stack, picture.pos, at[0], at[1]);
      this.drawings.point({ by, stack: picture.stack, pos: picture.pos, x: at[0], y: at[1], kind: "dot" });
    } else {
      this.pointing.gone();
      if (this.drawings.pointers.peek().has(by)) this.drawings.point({ by, stack: null, pos: 0, x: 0, y: 0, kind: "dot" });
    }
  }

  /** Whether this person minds somebody who was added later. */
  minds(id: string, objects: boolean): void {
    const fine = new Set(this.fineWith.value);
    if (objects) fine.delete(id);
    else fine.add(id);
    this.fineWith.value = fine;
  }

  /** Back to the shared view: at once here, and said. */
  async follow(): Promise<void> {
    this.steering.back();
    await this.command("view:follow", {});
  }

  /** The value under a point, in words; empty where there is none. */
  async valueAt(picture: { stack: number; pos: number }, [x, y]: [number, number]): Promise<string> {
    if (!this.facts.has("read_values")) return "";
    const answer = await this.#connection.say("value:at", { ...picture, x, y }).catch(() => null);
    if (!answer?.ok || !Array.isArray(answer.values)) return "";
    return valueWords(answer.values as number[], typeof answer.unit === "string" ? answer.unit : "");
  }

  /** Whether this person draws: clinicians, while there is something to draw on. */
  draws(): boolean {
    return this.facts.clinician.value && this.facts.has("draw") && ["lobby", "live"].includes(this.facts.phase.value) && !this.paused.value;
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

  // --- the line -----------------------------------------------------------------------------------------------------

  #lineIs(line: Line): void {
    const before = this.line.value;
    this.line.value = line;
    if (line === "up") {
      this.pictures.acks.restart();
      void this.reporter.askTime();
      this.hands.meet();
    } else if (before === "up") {
      this.talks.disconnected();
      this.steering.disconnected();
      this.pencil.forget();
    }
  }

  #isOver(code: string, facts: Over["facts"]): void {
    this.#goDark(code);
    this.over.value = { code, facts };
    this.unsent.forget();
    this.pictures.extinguish();
  }

  // --- messages -----------------------------------------------------------------------------------------------------

  #heard(): Heard {
    const counted = <Message extends { m: number }>(take: (message: Message) => void) => {
      return (message: Message): void => {
        this.pictures.acks.control(message.m);
        take(message);
      };
    };
    return {
      "room:welcome": counted((welcome) => this.#greeted(welcome)),
      "room:state": counted((state) => {
        this.clock.hint(state.server_ms);
        this.facts.progress(state);
        if (!["closing", "locked"].includes(state.phase)) return;
        this.#goDark(state.reason);
        this.pictures.extinguish();
      }),
      presence: counted(({ participants }) => this.#present(participants)),
      control: counted(({ token }) => this.steering.control(token)),
      manifest: counted((manifest) => this.facts.show(manifest)),
      view: ({ view, cseq }) => this.steering.take(view, cseq),
      "view:mine": ({ view, cseq }) => this.steering.alone(view, cseq),
      marks: counted((marks) => this.drawings.take(marks)),
      pointer: (pointer) => this.drawings.point(pointer),
      bookmarks: counted(({ bookmarks }) => this.facts.keep(bookmarks)),
      priors: counted(({ wishes }) => this.facts.wish(wishes)),
      board: counted(({ ballots }) => this.facts.vote(ballots)),
      frame: (meta, sealed) => {
        // what could not be had before has come after all
        if (this.failed.value?.stack === meta.stack && this.failed.value.pos === meta.pos) this.failed.value = null;
        this.pictures.frame(meta, sealed);
      },
      "frame:failed": (failed) => (this.failed.value = failed),
      key: counted((key) => this.pictures.key(key)),
      lease: (lease) => {
        this.clock.hint(lease.server_ms);
        this.thin.value = lease.low;
        this.pictures.lease(lease);
      },
      dark: counted(({ reason }) => {
        this.pictures.forget();
        this.#goDark(reason);
      }),
      chat: counted(({ lines }) => this.talks.heard(lines)),
      "chat:unkept": counted((unkept) => this.talks.unkept(unkept)),
      privacy: counted((notice) => this.facts.inform(notice)),
      consent: counted((form) => this.facts.ask(form)),
      scope: counted((scope) => this.facts.scoped(scope)),
      bye: ({ code }) => {
        // nobody is signed in here any more: nothing stays on the screen while it is asked who is
        if (code === "signed_out") this.#goDark(code);
      },
    };
  }

  #greeted(welcome: Welcome): void {
    this.early.value = null;
    this.clock.hint(welcome.state.server_ms);
    this.facts.greet(welcome);
    this.facts.progress(welcome.state);
    this.objections.present(welcome.participants);
    this.#findAgain(welcome.words_key);
    this.steering.be(welcome.me.id);
    this.steering.control(welcome.token);
    this.steering.connected(async (said) => {
      const answer = await this.#connection.say("view:set", said);
      return answer.ok ? { ok: true, rev: Number(answer.rev ?? 0) } : { ok: false, code: answer.code };
    });
    this.talks.greeted(welcome);
    this.reporter.report();
  }

  #findAgain(key: string): void {
    if (key === this.#wordsKey || key === "") return;
    this.#wordsKey = key;
    this.unsent.remember(sealedTab(sessionStorage, "lightbox.unsent.room", key));
  }

  #present(participants: Welcome["participants"]): void {
    const before = this.facts.mine.value?.presence;
    this.facts.present(participants);
    this.objections.present(participants);
    this.talks.all.read(this.facts.mine.value?.read ?? 0);
    if (this.facts.mine.value?.presence === before) return;
    this.reporter.report();
    void this.talks.fillGaps(0);
  }

  // --- the dark -----------------------------------------------------------------------------------------------------

  /** The worker dropped its key: a lease or a deadline ran out, or it was told to. */
  #unleased(reason: string): void {
    this.#goDark(reason);
    if (reason !== "told") this.pictures.extinguish();
    // Without a lease the key is gone for good: only a new connection brings another.
    if (reason === "lease" && this.line.value === "up") this.#connection.renew();
  }

  #goDark(why: string): void {
    this.pictures.dark();
    this.facts.goDark(why || "told");
    if (this.facts.phase.value === "locked" || this.facts.phase.value === "closing") this.steering.clear();
  }

  /** Out of sight nothing stays painted; back in sight it is decoded anew under a living lease. */
  #watchPage(): void {
    const life = {
      hidden: () => {
        this.pictures.hide();
        this.reporter.report();
        this.hands.hurry();
      },
      shown: () => {
        this.pictures.show();
        this.reporter.report();
      },
      gone: () => this.pictures.extinguish(),
      resumed: () => this.#connection.renew(),
      online: () => this.#connection.hurry(),
    };
    watchPage(life, this.#end.signal);
  }
}
