import { expect, test } from "vitest";
import { Lease } from "../../src/worker/lease";

const start = { monotonic: 0, wall: 1_000_000 };
const after = (ms: number): typeof start => ({ monotonic: ms, wall: 1_000_000 + ms });

function leased(): Lease {
  const lease = new Lease();
  lease.renew(30_000, start);
  return lease;
}

test("a fresh lease is sharp", () => expect(leased().state(after(9_999))).toBe("sharp"));
test("no lease for 10 s blurs", () => expect(leased().state(after(10_000))).toBe("blur"));
test("no lease for 30 s drops the key", () => expect(leased().state(after(30_000))).toBe("lease"));

test("a lease shorter than 30 s ends when it says", () => {
  const lease = new Lease();
  lease.renew(4_000, start);
  expect(lease.state(after(4_000))).toBe("lease");
});

test("a lease longer than 30 s is not believed", () => {
  const lease = new Lease();
  lease.renew(600_000, start);
  expect(lease.state(after(30_000))).toBe("lease");
});

test("a renewal makes it sharp again", () => {
  const lease = leased();
  lease.renew(30_000, after(12_000));
  expect(lease.state(after(13_000))).toBe("sharp");
});

test("a machine that slept counts the wall clock", () => {
  expect(leased().state({ monotonic: 100, wall: 1_031_000 })).toBe("lease");
});

test("a wall clock set back does not lengthen a lease", () => {
  expect(leased().state({ monotonic: 31_000, wall: 0 })).toBe("lease");
});

test("the deadline ends it whatever leases say", () => {
  const lease = leased();
  lease.deadline(5_000, start);
  lease.renew(30_000, after(4_900));
  expect(lease.state(after(4_999))).toBe("sharp");
  expect(lease.state(after(5_000))).toBe("deadline");
});

test("an extended deadline holds on", () => {
  const lease = leased();
  lease.deadline(5_000, start);
  lease.deadline(305_000, after(1_000));
  expect(lease.state(after(6_000))).toBe("sharp");
});

test("without a key there is nothing to blur", () => expect(new Lease().state(after(60_000))).toBe("sharp"));
