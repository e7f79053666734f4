import { Conversation, type SendChat } from "../store/conversation";
import type { Channel } from "../store/drafts";
import type { Notices } from "../store/notices";
import type { RoomFacts } from "../store/room";
import type { Auth, ChatLine, ChatUnkept, Welcome } from "../wire/messages";
import type { Connection } from "../wire/socket";
import { systemWords } from "./system";

/** Said over the picture too: nobody may overlook them. */
const LOUD = new Set(["warning", "extended", "presenting"]);
const ROUNDS_AT_MOST = 50;

/** What is said in the room: the talk of all, and the one clinicians have among themselves. */
export class Talks {
  readonly all = new Conversation();
  /** Host and specialists among themselves; empty for everybody else. */
  readonly clinicians = new Conversation();

  constructor(
    readonly facts: RoomFacts,
    readonly notices: Notices,
    readonly line: Pick<Connection, "say" | "tell">,
  ) {}

  of(channel: Channel): Conversation {
    return channel === "talk" ? this.all : this.clinicians;
  }

  /** Up to which line nothing is missing here, for a connection that resumes. */
  sure(): Pick<NonNullable<Auth["resume"]>, "chat" | "clinicians"> {
    return { chat: lastSure(this.all), clinicians: lastSure(this.clinicians) };
  }

  greeted(welcome: Welcome): void {
    for (const conversation of [this.all, this.clinicians]) conversation.be(welcome.me.id);
    this.all.take(welcome.chat);
    this.all.connected(this.#saying("talk"));
    this.clinicians.take(welcome.clinicians);
    if (this.facts.clinician.value) this.clinicians.connected(this.#saying("clinicians"));
    this.all.returned(ofAll(welcome.unkept));
    this.clinicians.returned(ofClinicians(welcome.unkept));
    void this.fillGaps();
  }

  disconnected(): void {
    this.all.disconnected();
    this.clinicians.disconnected();
  }

  heard(lines: readonly ChatLine[]): void {
    const { last } = this.all;
    this.all.take(ofAll(lines));
    this.clinicians.take(ofClinicians(lines));
    for (const line of lines) if (line.kind === "system" && line.seq > last) this.#sayLoud(line);
    if (this.all.gapAfter !== null || this.clinicians.gapAfter !== null) void this.fillGaps();
  }

  /** Lines that are not stored yet, and such as never will be. */
  unkept({ lines, gone }: ChatUnkept): void {
    this.all.takeUnkept(ofAll(lines), ofAll(gone));
    this.clinicians.takeUnkept(ofClinicians(lines), ofClinicians(gone));
  }

  /** Everything up to `seq` of a channel was on this screen; of the talk others are told. */
  read(seq: number, channel: Channel): void {
    this.of(channel).read(seq);
    if (channel === "talk" && (this.facts.mine.value?.read ?? 0) < seq) this.line.tell("chat:read", { seq });
  }

  /** Fetch what is missing between known lines and after the last one. */
  async fillGaps(from?: number): Promise<void> {
    if (!this.facts.admitted.value) return;
    await this.#fill("talk", from);
    if (this.facts.clinician.value) await this.#fill("clinicians", from);
  }

  async #fill(channel: Channel, from?: number): Promise<void> {
    const conversation = this.of(channel);
    for (let round = 0; round < ROUNDS_AT_MOST; round += 1) {
      const first = round === 0 ? from : undefined;
      const seq = first ?? lastSure(conversation);
      const answer = await this.line.say("chat:since", { seq, channel }).catch(() => null);
      const lines = answer?.ok ? (answer.lines as ChatLine[] | undefined) : undefined;
      if (!answer?.ok || !lines || lines.length === 0) return;
      conversation.take(lines);
      if (conversation.gapAfter === null && answer.more !== true) return;
    }
  }

  #saying(channel: Channel): SendChat {
    return async (cid, text, picture) => {
      const answer = await this.line.say("chat:send", { cid, text, channel, picture });
      return answer.ok ? { ok: true } : { ok: false, code: answer.code };
    };
  }

  #sayLoud(line: ChatLine): void {
    if (!LOUD.has(line.code)) return;
    // who reads alone steers, and has nobody to tell; to a patient it is no news: the talk has it
    if (line.code === "presenting" && (this.facts.welcome.value?.reading || !this.facts.clinician.value)) return;
    const words = systemWords(line, this.facts.names.value, this.facts.me.value?.id ?? "");
    if (words) this.notices.say(words, line.code === "warning");
  }
}

function ofAll(lines: readonly ChatLine[]): ChatLine[] {
  return lines.filter((line) => line.channel !== "clinicians");
}

function ofClinicians(lines: readonly ChatLine[]): ChatLine[] {
  return lines.filter((line) => line.channel === "clinicians");
}

/** The last line up to which none is missing. */
function lastSure(conversation: Conversation): number {
  return conversation.gapAfter ?? conversation.last;
}
