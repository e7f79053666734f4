import { expect, test } from "vitest";
import { AS_DELIVERED, HOLDS, MOVERS, MouseKept, fitting, isAsDelivered, taken } from "../../src/viewer/mouse";

function memory(found: string | null = null): { getItem: () => string | null; setItem: (_: string, value: string) => void; kept: string | null } {
  const kept = { kept: found, getItem: () => kept.kept, setItem: (_: string, value: string): void => void (kept.kept = value) };
  return kept;
}

test("a tool that another button has changes places with the one that lies there", () => {
  expect(taken(AS_DELIVERED, "right", "pan")).toEqual({ left: "window", middle: "zoom", right: "pan", wheel: "scroll" });
  expect(taken(AS_DELIVERED, "left", "zoom")).toEqual({ left: "zoom", middle: "pan", right: "window", wheel: "scroll" });
  expect(taken(AS_DELIVERED, "wheel", "zoom")).toEqual({ left: "window", middle: "pan", right: "scroll", wheel: "zoom" });
});

test("whatever is taken, no two buttons ever have the same tool, and a button takes nothing from the wheel", () => {
  let tools = AS_DELIVERED;
  for (const hold of HOLDS) {
    for (const tool of MOVERS) {
      const { wheel } = tools;
      tools = taken(tools, hold, tool);
      expect(new Set([tools.left, tools.middle, tools.right]).size).toBe(3);
      expect(fitting("wheel")).toContain(tools.wheel);
      if (hold !== "wheel") expect(tools.wheel).toBe(wheel);
    }
  }
});

test("a wheel neither windows nor pans, and what is there already changes nothing", () => {
  expect(taken(AS_DELIVERED, "wheel", "window")).toBe(AS_DELIVERED);
  expect(taken(AS_DELIVERED, "left", "window")).toBe(AS_DELIVERED);
});

test("what was exchanged is found again, words for tools and nothing else, until all is as delivered", () => {
  const place = memory();
  const mouse = new MouseKept(place);
  mouse.take("right", "pan");
  expect(JSON.parse(place.kept ?? "")).toEqual({ left: "window", middle: "zoom", right: "pan", wheel: "scroll" });
  const again = new MouseKept(place);
  expect(again.tools.value.right).toBe("pan");
  again.reset();
  expect(isAsDelivered(new MouseKept(place).tools.value)).toBe(true);
});

test("a tool pressed in the row goes under the left button alone", () => {
  const mouse = new MouseKept(memory());
  mouse.choose("zoom");
  expect(mouse.tools.value).toEqual({ ...AS_DELIVERED, left: "zoom" });
});

test("what another version or another hand wrote there is not trusted", () => {
  for (const odd of ["{", "7", "null", '{"left":"erase","wheel":"pan","right":3}', '["pan"]']) {
    expect(new MouseKept(memory(odd)).tools.value).toEqual(AS_DELIVERED);
  }
});
