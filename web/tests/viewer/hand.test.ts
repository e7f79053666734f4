import { expect, test } from "vitest";
import { NO_ZOOM, type OwnZoom, fitted } from "../../src/viewer/geometry";
import { Hand, type Subject } from "../../src/viewer/hand";
import { AS_DELIVERED, taken } from "../../src/viewer/mouse";
import type { Viewport } from "../../src/wire/messages";
import { stackCard, viewport } from "../frames";

function phone(changes: Partial<Subject> = {}): { hand: Hand; turned: number[] } {
  const turned: number[] = [];
  const subject: Subject = {
    grip: () => null,
    box: () => ({ w: 390, h: 390 }),
    matrix: () => null,
    picture: () => null,
    holds: () => false,
    leaves: () => false,
    tool: () => "scroll",
    mouse: () => AS_DELIVERED,
    own: (): OwnZoom => NO_ZOOM,
    setOwn: () => undefined,
    propose: () => undefined,
    step: () => undefined,
    sketch: () => null,
    points: () => false,
    point: () => undefined,
    hover: () => undefined,
    swipes: () => true,
    turn: (by) => turned.push(by),
    touched: () => undefined,
    redraw: () => undefined,
    ...changes,
  };
  return { hand: new Hand(subject), turned };
}

function pulled(hand: Hand, dx: number, dy: number, pointer: "touch" | "mouse" = "touch"): void {
  if (hand.hold([200, 200], "left", pointer)) {
    hand.drag(dx / 4, dy / 4);
    hand.drag(dx, dy);
  }
  hand.letGo();
}

test("a finger pulled sideways turns to another of several pictures, either way", () => {
  const { hand, turned } = phone();
  pulled(hand, -120, 10);
  pulled(hand, 120, -10);
  expect(turned).toEqual([1, -1]);
});

test("a short pull, one up or down, a mouse, and a single picture turn nothing", () => {
  const { hand, turned } = phone();
  pulled(hand, -30, 0);
  pulled(hand, -60, 120);
  pulled(hand, -120, 0, "mouse");
  const alone = phone({ swipes: () => false });
  pulled(alone.hand, -120, 0);
  expect([...turned, ...alone.turned]).toEqual([]);
});

test("over one's own magnification a finger moves the picture instead", () => {
  const { hand, turned } = phone({ own: () => ({ scale: 2, dx: 0, dy: 0 }) });
  pulled(hand, -120, 0);
  expect(turned).toEqual([]);
});

test("each button does what lies under it, the left one what was chosen; a finger knows no buttons", () => {
  const stack = stackCard();
  const start = viewport({ pos: 50 });
  const made: Viewport[] = [];
  const { hand } = phone({
    swipes: () => false,
    holds: () => true,
    tool: () => "window",
    mouse: () => taken(AS_DELIVERED, "right", "pan"),
    grip: () => ({ start, stack, matrix: fitted(start, stack, { w: 512, h: 512 }), img: [256, 256], window: { center: 40, width: 400, function: "LINEAR" }, boxH: 512, dx: 0, dy: 0 }),
    propose: (change) => made.push(change(start)),
  });
  const moved = (button: "left" | "middle" | "right", pointer: "touch" | "mouse"): Viewport | undefined => {
    hand.hold([200, 200], button, pointer);
    hand.drag(0, 60);
    hand.letGo();
    return made.pop();
  };
  const size = ([x0, , x1]: readonly number[]): number => (x1 ?? 0) - (x0 ?? 0);
  expect(moved("left", "mouse")?.voi?.center).toBeGreaterThan(40);
  expect(size(moved("middle", "mouse")?.area ?? [])).toBeGreaterThan(512);
  expect(size(moved("right", "mouse")?.area ?? [])).toBeCloseTo(512);
  expect(moved("left", "touch")?.pos).toBeGreaterThan(50);
});

test("a wheel magnifies where the tools were exchanged so", () => {
  expect(phone().hand.wheelMagnifies()).toBe(false);
  expect(phone({ mouse: () => taken(AS_DELIVERED, "wheel", "zoom") }).hand.wheelMagnifies()).toBe(true);
});
