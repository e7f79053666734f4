import { expect, test } from "vitest";
import { Objections } from "../../src/store/objections";
import type { ParticipantCard } from "../../src/wire/messages";

function person(id: string, objections: string[], presence = "expected"): ParticipantCard {
  return { id, name: id, objections, presence } as unknown as ParticipantCard;
}

const open = (objections: Objections): string[] => objections.open.value.map(({ person: { id }, by }) => `${by.join()} ${id}`);

test("an objection stands until it is noted, taken back, or the person is gone", () => {
  const objections = new Objections();
  objections.present([person("ana", ["martin"]), person("bea", ["martin"])]);
  expect(open(objections)).toEqual(["martin ana", "martin bea"]);
  for (const one of objections.open.value.slice(0, 1)) objections.note(one);
  objections.present([person("ana", ["martin"]), person("bea", ["martin"])]);
  expect(open(objections)).toEqual(["martin bea"]);
  objections.present([person("ana", ["martin"]), person("bea", ["martin"], "removed")]);
  expect(open(objections)).toEqual([]);
});

test("what is noted of one person is not noted of another, nor of the same one anew", () => {
  const objections = new Objections();
  objections.present([person("ana", ["martin"])]);
  for (const one of objections.open.value) objections.note(one);
  objections.present([person("ana", ["martin", "rosa"])]);
  expect(open(objections)).toEqual(["rosa ana"]);
  objections.present([person("ana", ["rosa"])]);
  objections.present([person("ana", ["rosa", "martin"])]);
  expect(open(objections)).toEqual(["rosa,martin ana"]);
});
