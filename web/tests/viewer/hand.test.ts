import { expect, test } from "vitest";
import { NO_ZOOM, type OwnZoom } from "../../src/viewer/geometry";
import { Hand, type Subject } from "../../src/viewer/hand";

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
