import { expect, test } from "vitest";
import { Drafts } from "../../src/store/drafts";
import { ownTab, sealedTab } from "../../src/store/tabs";
import { Unsent } from "../../src/store/unsent";

class Tab {
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

const PLACE = "lightbox.unsent";
const SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const OTHER = "_-ECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

function opened(tab: Tab, owner: string): Unsent {
  const unsent = new Unsent();
  unsent.remember(ownTab(tab, PLACE, owner));
  return unsent;
}

/** A page of the room; what the tab kept is there once it was opened. */
function room(tab: Tab, secret = SECRET): { unsent: Unsent; drafts: Drafts } {
  const unsent = new Unsent();
  unsent.remember(sealedTab(tab, PLACE, secret));
  return { unsent, drafts: new Drafts(unsent) };
}

test("a half-filled form is there after a reload for the same person, and for nobody else", () => {
  const tab = new Tab();
  opened(tab, "eva").keep("c1 add", { name: "Half" });
  expect(opened(tab, "eva").at("c1 add")).toEqual({ name: "Half" });
  expect(opened(tab, "ben").at("c1 add")).toBeUndefined();
  expect(tab.kept.size).toBe(0);
});

test("what was sent is kept nowhere", () => {
  const tab = new Tab();
  const unsent = opened(tab, "eva");
  unsent.keep("c1 add", { name: "Half" });
  unsent.drop("c1 add");
  expect(tab.kept.size).toBe(0);
});

test("the end of a consult takes what was begun for it, and nothing else", () => {
  const tab = new Tab();
  const unsent = opened(tab, "eva");
  for (const place of ["c1 add", "c1 deny 2", "c10 add"]) unsent.keep(place, { name: place });
  unsent.dropUnder("c1 ");
  expect([unsent.at("c1 add"), unsent.at("c1 deny 2"), unsent.at("c10 add")]).toEqual([undefined, undefined, { name: "c10 add" }]);
});

test("what another hand wrote into the tab is no form", () => {
  for (const text of ["eva {", "eva [1]", "eva null", 'eva {"a": "words"}', "eva"]) {
    const tab = new Tab();
    tab.setItem(PLACE, text);
    expect(opened(tab, "eva").at("a")).toBeUndefined();
  }
});

test("a line begun in the room is there after a reload, and stands nowhere in plain words", async () => {
  const tab = new Tab();
  room(tab).drafts.change("clinicians", { text: "looks malignant" });
  await expect.poll(() => tab.kept.size).toBe(1);
  expect([...tab.kept.values()].join()).not.toMatch(/malignant|clinicians/);
  const { drafts } = room(tab);
  await expect.poll(() => drafts.of("clinicians").value.text).toBe("looks malignant");
  expect(drafts.of("talk").value.text).toBe("");
});

test("without the key of this seat nothing of it opens, and it goes", async () => {
  const tab = new Tab();
  room(tab).unsent.keep("line talk", { text: "mine" });
  await expect.poll(() => tab.kept.size).toBe(1);
  const other = room(tab, OTHER);
  await expect.poll(() => tab.kept.size).toBe(0);
  expect(other.unsent.at("line talk")).toBeUndefined();
});

test("after the end nothing is written any more, even what was being closed then", async () => {
  const tab = new Tab();
  const { unsent } = room(tab);
  unsent.keep("line talk", { text: "first" });
  await expect.poll(() => tab.kept.size).toBe(1);
  unsent.keep("line talk", { text: "second" });
  unsent.forget();
  // a text of another page, closed later by the same machinery, is there: the second had its time
  const after = new Tab();
  room(after).unsent.keep("line talk", { text: "third" });
  await expect.poll(() => after.kept.size).toBe(1);
  expect(tab.kept.size).toBe(0);
});

test("words typed before the tab was opened are not overwritten by what it kept", async () => {
  const tab = new Tab();
  const before = room(tab);
  before.drafts.change("talk", { text: "old" });
  before.unsent.keep("wish", { words: "2024" });
  await expect.poll(() => tab.kept.size).toBe(1);
  const { unsent, drafts } = room(tab);
  drafts.change("talk", { text: "new" });
  await expect.poll(() => unsent.at("wish")).toEqual({ words: "2024" });
  expect(drafts.of("talk").value.text).toBe("new");
});
