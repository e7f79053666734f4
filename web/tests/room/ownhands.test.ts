import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { OwnHands, type Owner } from "../../src/room/ownhands";
import { ownMemory } from "../../src/store/tabs";
import { AS_DELIVERED } from "../../src/viewer/mouse";
import { Failed } from "../../src/wire/http";
import type { ChangePreferences, Preferences } from "../../src/wire/messages";
import { stackCard } from "../frames";

const MINE = { center: 7, width: 111, function: "LINEAR" } as const;
const STACK = stackCard();
const LEFT_HANDED = { ...AS_DELIVERED, left: "zoom", right: "window" } as const;

class Browser {
  readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

/** As the server does it: the last to change a part is right about that part. */
class Server {
  readonly all = new Map<string, Preferences>();
  signedIn = "eva";
  isAway = false;
  writes = 0;

  of(person: string): Preferences {
    return this.all.get(person) ?? { person, version: 0, mouse: null, letters: null, windows: [] };
  }

  #asked<Answer>(answer: () => Answer): Promise<Answer> {
    return this.isAway ? Promise.reject(new Failed(0, "unreachable")) : Promise.resolve(answer());
  }

  #change({ person, mouse, letters, windows = [] }: ChangePreferences): Preferences {
    if (person !== this.signedIn) throw new Failed(403, "forbidden");
    this.writes += 1;
    const kept = this.of(person);
    const others = kept.windows.filter((one) => !windows.some((each) => each.modality === one.modality && each.unit === one.unit));
    const now = { ...kept, version: kept.version + 1, mouse: mouse ?? kept.mouse, letters: letters ?? kept.letters, windows: [...others, ...windows] };
    this.all.set(person, now);
    return now;
  }

  owner(id: string): Owner {
    return { id, read: () => this.#asked(() => this.of(this.signedIn)), change: (changed) => this.#asked(() => this.#change(changed)) };
  }
}

function hands(browser: Browser, server: Server, id = "eva"): OwnHands {
  return new OwnHands(ownMemory(browser, id), server.owner(id));
}

/** The room is open for as long as anything may take. */
async function opened(one: OwnHands): Promise<OwnHands> {
  one.meet();
  await vi.advanceTimersByTimeAsync(5000);
  return one;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what is changed at one desk is there at the next, and as delivered again there too", async () => {
  const server = new Server();
  const here = await opened(hands(new Browser(), server));
  here.mouse.take("right", "window");
  here.letters.turn(false);
  here.windows.arrange(STACK, [{ name: "mine", window: MINE }, { name: "", file: 0 }]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.writes).toBe(1);
  const there = await opened(hands(new Browser(), server));
  expect(there.mouse.tools.value).toEqual(LEFT_HANDED);
  expect(there.letters.on.value).toBe(false);
  expect(there.windows.of(STACK).row).toEqual([{ name: "mine", window: MINE }, { name: "", file: 0 }]);
  there.mouse.reset();
  there.windows.arrange(STACK, null);
  there.leave();
  await opened(here);
  expect(here.mouse.tools.value).toEqual(AS_DELIVERED);
  expect(here.windows.of(STACK).row).toBeUndefined();
  expect(here.letters.on.value).toBe(false);
});

test("of two desks that were apart each is right about the part it changed last", async () => {
  const server = new Server();
  const [home, clinic] = [new Browser(), new Browser()];
  const away = await opened(hands(home, server));
  server.isAway = true;
  away.letters.turn(false);
  await vi.advanceTimersByTimeAsync(2000);
  away.leave();
  server.isAway = false;
  const other = await opened(hands(clinic, server));
  other.mouse.take("right", "window");
  other.leave();
  // the browser was closed meanwhile: what it could not say it says now
  const back = await opened(hands(home, server));
  expect([back.letters.on.value, back.mouse.tools.value]).toEqual([false, LEFT_HANDED]);
  expect(server.of("eva")).toMatchObject({ letters: false, mouse: LEFT_HANDED });
});

test("without the server the hands of this browser do, and are told when it is back", async () => {
  const server = new Server();
  const one = await opened(hands(new Browser(), server));
  server.isAway = true;
  one.mouse.take("right", "window");
  await vi.advanceTimersByTimeAsync(2000);
  expect(one.mouse.tools.value).toEqual(LEFT_HANDED);
  server.isAway = false;
  await opened(one);
  expect(server.of("eva").mouse).toEqual(LEFT_HANDED);
});

test("who turns to another window, or to another desk, takes along what they changed a moment ago", async () => {
  const server = new Server();
  const one = await opened(hands(new Browser(), server));
  one.mouse.take("right", "window");
  one.hurry();
  await vi.advanceTimersByTimeAsync(0);
  expect(server.of("eva").mouse).toEqual(LEFT_HANDED);
  one.hurry();
  await vi.advanceTimersByTimeAsync(5000);
  expect(server.writes).toBe(1);
});

test("what a hand changes while the answer is under way stays, and is told next", async () => {
  const server = new Server();
  server.all.set("eva", { person: "eva", version: 1, mouse: LEFT_HANDED, letters: null, windows: [] });
  const one = hands(new Browser(), server);
  one.meet();
  one.mouse.choose("pan");
  await vi.advanceTimersByTimeAsync(5000);
  expect(one.mouse.tools.value.left).toBe("pan");
  expect(server.of("eva").mouse?.left).toBe("pan");
});

test("what a browser had from before is brought along once, and nothing where all is as delivered", async () => {
  const server = new Server();
  const before = new Browser();
  new OwnHands(ownMemory(before, "eva"), null).windows.keep(STACK, MINE);
  await opened(hands(new Browser(), server));
  expect(server.writes).toBe(0);
  await opened(hands(before, server));
  expect(server.of("eva").windows).toEqual([{ modality: "CT", unit: "HU", kept: [MINE], row: null }]);
  await opened(hands(before, server));
  expect(server.writes).toBe(1);
});

test("the window used last stays on this browser, and does not go when another desk is heard", async () => {
  const server = new Server();
  const browser = new Browser();
  const one = await opened(hands(browser, server));
  one.windows.used(STACK, MINE);
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.writes).toBe(0);
  server.all.set("eva", { person: "eva", version: 1, mouse: null, letters: null, windows: [{ modality: "CT", unit: "HU", kept: [], row: [] }] });
  await opened(one);
  expect(one.windows.of(STACK)).toEqual({ kept: [], last: MINE, row: [] });
});

test("a page that outlived its login neither writes into the next person's hands nor reads them", async () => {
  const server = new Server();
  const browser = new Browser();
  server.all.set("ben", { person: "ben", version: 1, mouse: LEFT_HANDED, letters: false, windows: [] });
  const eva = await opened(hands(browser, server));
  server.signedIn = "ben";
  await opened(eva);
  expect(eva.mouse.tools.value).toEqual(AS_DELIVERED);
  eva.windows.keep(STACK, MINE);
  eva.leave();
  await vi.advanceTimersByTimeAsync(5000);
  expect(server.of("ben").windows).toEqual([]);
  const ben = await opened(hands(browser, server, "ben"));
  expect(ben.windows.of(STACK).kept).toEqual([]);
  expect(ben.letters.on.value).toBe(false);
});

test("a guest's hands are this browser's: nothing is asked and nothing is told", () => {
  const browser = new Browser();
  const guest = new OwnHands(ownMemory(browser, ""), null);
  guest.meet();
  guest.mouse.take("right", "window");
  guest.leave();
  expect([...browser.kept.keys()]).toEqual(["lightbox.mouse"]);
});

test("only what the server has a word for is told: windows of an odd file stay here, half letters go", async () => {
  const server = new Server();
  const one = await opened(hands(new Browser(), server));
  one.windows.keep(stackCard({ modality: "ct?" }), MINE);
  one.windows.arrange(STACK, [{ name: "x\ud83d", window: MINE }, { name: "wide", window: { ...MINE, width: 3e6 } }]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.of("eva").windows).toEqual([{ modality: "CT", unit: "HU", kept: [], row: [{ name: "x", shows: MINE }] }]);
});

test("what another hand wrote into the list of what is unsent is left out", async () => {
  for (const odd of ["{", "7", '["erase", 3, "CT|cm"]']) {
    const [server, browser] = [new Server(), new Browser()];
    browser.setItem("lightbox.unsent-hands eva", odd);
    await opened(hands(browser, server));
    expect(server.writes).toBe(0);
  }
});

test("who arranged more kinds of pictures than the server takes at once has them told one part after the other", async () => {
  const server = new Server();
  const browser = new Browser();
  const kinds = Array.from({ length: 25 }, (_, number) => `X${String(number)}|`);
  ownMemory(browser, "eva").setItem("lightbox.unsent-hands", JSON.stringify(kinds));
  const owner = server.owner("eva");
  const told: number[] = [];
  const counted = { ...owner, change: (changed: ChangePreferences) => (told.push(changed.windows?.length ?? 0), owner.change(changed)) };
  await opened(new OwnHands(ownMemory(browser, "eva"), counted));
  expect(told).toEqual([20, 5]);
});
