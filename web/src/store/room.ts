import { type ReadonlySignal, computed, signal } from "@preact/signals-core";
import type {
  BookmarkCard,
  ConsentForm,
  Identity,
  Manifest,
  ParticipantCard,
  RoomOutMe,
  RoomState,
  StackCard,
  Welcome,
} from "../wire/messages";

/** Why no picture may be here now; empty while one may. */
export type DarkWhy = string;

/** What is known about the room, as the server last said it. Only messages change it. */
export class RoomFacts {
  readonly #me = signal<RoomOutMe | null>(null);
  readonly #welcome = signal<Welcome | null>(null);
  readonly #state = signal<RoomState | null>(null);
  readonly #participants = signal<readonly ParticipantCard[]>([]);
  readonly #names = signal<ReadonlyMap<string, string>>(new Map());
  readonly #stacks = signal<readonly StackCard[]>([]);
  readonly #identity = signal<Identity | null>(null);
  readonly #form = signal<ConsentForm | null>(null);
  readonly #bookmarks = signal<readonly BookmarkCard[]>([]);
  readonly #dark = signal<DarkWhy>("");

  get me(): ReadonlySignal<RoomOutMe | null> {
    return this.#me;
  }
  /** Clinic, host, word and place as first told. */
  get welcome(): ReadonlySignal<Welcome | null> {
    return this.#welcome;
  }
  get state(): ReadonlySignal<RoomState | null> {
    return this.#state;
  }
  get participants(): ReadonlySignal<readonly ParticipantCard[]> {
    return this.#participants;
  }
  /** Everybody who was ever told of, for lines about those who have gone. */
  get names(): ReadonlySignal<ReadonlyMap<string, string>> {
    return this.#names;
  }
  get stacks(): ReadonlySignal<readonly StackCard[]> {
    return this.#stacks;
  }
  get identity(): ReadonlySignal<Identity | null> {
    return this.#identity;
  }
  /** A consent to read and answer now. */
  get form(): ReadonlySignal<ConsentForm | null> {
    return this.#form;
  }
  /** The views clinicians kept, by number. */
  get bookmarks(): ReadonlySignal<readonly BookmarkCard[]> {
    return this.#bookmarks;
  }
  get dark(): ReadonlySignal<DarkWhy> {
    return this.#dark;
  }

  readonly phase = computed(() => this.#state.value?.phase ?? "");
  readonly mine = computed(() => this.#participants.value.find((one) => one.id === this.#me.value?.id) ?? null);
  /** In the talk: the host always, a guest once admitted. */
  readonly admitted = computed(() => this.#me.value?.host === true || this.mine.value?.presence === "admitted");
  readonly clinician = computed(() => ["provider", "specialist"].includes(this.#me.value?.role ?? ""));
  readonly waiting = computed(() => this.#participants.value.filter((one) => one.presence === "waiting"));
  readonly patient = computed(() => this.#participants.value.find((one) => one.role === "patient") ?? null);

  greet(welcome: Welcome): void {
    this.#me.value = welcome.me;
    this.#welcome.value = welcome;
    this.#state.value = welcome.state;
    this.#remember([...welcome.participants, welcome.me]);
    this.#participants.value = welcome.participants;
  }

  progress(state: RoomState): void {
    this.#state.value = state;
    if (["closing", "locked"].includes(state.phase)) this.goDark(state.reason || state.phase);
  }

  present(participants: readonly ParticipantCard[]): void {
    this.#remember(participants);
    this.#participants.value = participants;
    const mine = this.mine.value;
    if (mine && ["given", "refused", "withdrawn"].includes(mine.consent)) this.#form.value = null;
  }

  #remember(people: readonly { id: string; name: string }[]): void {
    const names = new Map(this.#names.value);
    for (const { id, name } of people) names.set(id, name);
    if (names.size > this.#names.value.size) this.#names.value = names;
  }

  show(manifest: Manifest): void {
    this.#stacks.value = manifest.stacks;
    this.#identity.value = manifest.identity;
    if (manifest.stacks.length > 0) this.#dark.value = "";
  }

  keep(bookmarks: readonly BookmarkCard[]): void {
    this.#bookmarks.value = bookmarks;
  }

  ask(form: ConsentForm): void {
    this.#form.value = form;
  }

  answered(): void {
    this.#form.value = null;
  }

  goDark(why: DarkWhy): void {
    this.#dark.value = why;
  }

  /** A key came: pictures may be shown again. */
  lit(): void {
    this.#dark.value = "";
  }
}
