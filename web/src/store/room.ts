import { type ReadonlySignal, computed, signal } from "@preact/signals-core";
import type {
  BallotCard,
  BookmarkCard,
  ConsentForm,
  Identity,
  Manifest,
  ParticipantCard,
  PrivacyNotice,
  RoomOutMe,
  RoomState,
  Scope,
  StackCard,
  Welcome,
  WishCard,
} from "../wire/messages";

/** What a session type can take from a role. */
export type Right = "chat" | "confer" | "point" | "draw" | "keep_views" | "look_around" | "steer" | "read_values";

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
  readonly #notice = signal<PrivacyNotice | null>(null);
  readonly #form = signal<ConsentForm | null>(null);
  readonly #scope = signal<Scope | null>(null);
  readonly #bookmarks = signal<readonly BookmarkCard[]>([]);
  readonly #wishes = signal<readonly WishCard[]>([]);
  readonly #ballots = signal<readonly BallotCard[]>([]);
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
  /** A privacy notice to read now; the consent comes after it. */
  get notice(): ReadonlySignal<PrivacyNotice | null> {
    return this.#notice;
  }
  /** What may be seen now, as it was last asked for. */
  get scope(): ReadonlySignal<Scope | null> {
    return this.#scope;
  }
  /** A consent to read and answer now. */
  get form(): ReadonlySignal<ConsentForm | null> {
    return this.#form;
  }
  /** The views clinicians kept, by number. */
  get bookmarks(): ReadonlySignal<readonly BookmarkCard[]> {
    return this.#bookmarks;
  }
  /** Earlier pictures that specialists asked for; clinicians hear of them. */
  get wishes(): ReadonlySignal<readonly WishCard[]> {
    return this.#wishes;
  }
  /** What the board was asked; clinicians hear of it. */
  get ballots(): ReadonlySignal<readonly BallotCard[]> {
    return this.#ballots;
  }
  get dark(): ReadonlySignal<DarkWhy> {
    return this.#dark;
  }

  readonly phase = computed(() => this.#state.value?.phase ?? "");
  readonly mine = computed(() => this.#participants.value.find((one) => one.id === this.#me.value?.id) ?? null);
  /** In the talk: the host always, a guest once admitted. */
  readonly admitted = computed(() => this.#me.value?.host === true || this.mine.value?.presence === "admitted");
  readonly clinician = computed(() => ["provider", "specialist"].includes(this.#me.value?.role ?? ""));
  /** An interpreter, a relative: hears and reads, and neither writes nor points. */
  readonly listens = computed(() => this.#me.value?.role === "observer");
  readonly waiting = computed(() => this.#participants.value.filter((one) => one.presence === "waiting"));
  readonly patient = computed(() => this.#participants.value.find((one) => one.role === "patient") ?? null);

  /** Whether the type of this consult leaves a right to whoever sits here. */
  has(right: Right): boolean {
    return !(this.#me.value?.withheld ?? []).includes(right);
  }

  /** The same of the people of a role, as the host is told. */
  leaves(role: string, right: Right): boolean {
    return !(this.#welcome.value?.policy?.withheld[role] ?? []).includes(right);
  }

  /** The number of somebody's seat; nobody's while they are not known. */
  seatOf(id: string | undefined): number | undefined {
    return this.#participants.value.find((one) => one.id === id)?.number;
  }

  greet(welcome: Welcome): void {
    this.#me.value = welcome.me;
    this.#welcome.value = welcome;
    this.#state.value = welcome.state;
    this.#remember([...welcome.participants, welcome.me]);
    this.#participants.value = welcome.participants;
    this.#wishes.value = welcome.wishes;
    this.#ballots.value = welcome.ballots;
  }

  progress(state: RoomState): void {
    this.#state.value = state;
    if (["closing", "locked"].includes(state.phase)) this.goDark(state.reason || state.phase);
  }

  present(participants: readonly ParticipantCard[]): void {
    this.#remember(participants);
    this.#participants.value = participants;
    const mine = this.mine.value;
    if (mine && ["given", "refused", "withdrawn"].includes(mine.consent)) this.answered();
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

  wish(wishes: readonly WishCard[]): void {
    this.#wishes.value = wishes;
  }

  vote(ballots: readonly BallotCard[]): void {
    this.#ballots.value = ballots;
  }

  inform(notice: PrivacyNotice): void {
    this.#notice.value = notice;
    this.#form.value = null;
  }

  ask(form: ConsentForm): void {
    this.#notice.value = null;
    this.#form.value = form;
  }

  answered(): void {
    this.#notice.value = null;
    this.#form.value = null;
  }

  scoped(scope: Scope | null): void {
    this.#scope.value = scope;
  }

  /** `told` is the worker's echo of what was said already: it takes no reason away. */
  goDark(why: DarkWhy): void {
    if (why !== "told" || this.#dark.value === "") this.#dark.value = why;
  }

  /** A key came: pictures may be shown again. */
  lit(): void {
    this.#dark.value = "";
  }
}
