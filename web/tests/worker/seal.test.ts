import { expect, test } from "vitest";
import vectors from "../../../tests/vault/vectors.json";
import { fromBase64Url, makePair, openFrame, publicText, toBase64Url, unwrapKey } from "../../src/worker/seal";

// The server's own published examples (server/vault/session_keys.py): both sides must agree byte for byte.
const { session, participant, epoch, frame, wrap } = vectors;

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

async function browserPair(): Promise<CryptoKeyPair> {
  const point = bytes(wrap.browser_public);
  const jwk = {
    kty: "EC",
    crv: "P-256",
    d: toBase64Url(bytes(wrap.browser_private)),
    x: toBase64Url(point.slice(1, 33)),
    y: toBase64Url(point.slice(33)),
  };
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const privateKey = await crypto.subtle.importKey("jwk", jwk, curve, false, ["deriveBits"]);
  return { privateKey, publicKey: await crypto.subtle.importKey("raw", point, curve, true, []) };
}

const address = { session, epoch, fid: frame.fid, mime: frame.mime };

test("a key wrapped by the server opens the frame it sealed", async () => {
  const key = await unwrapKey(await browserPair(), bytes(wrap.wrapped), { session, participant, epoch });
  expect(new Uint8Array(await openFrame(key, bytes(frame.sealed).buffer, address))).toEqual(bytes(frame.image));
});

test("neither the frame key nor the private key can be read out", async () => {
  const key = await unwrapKey(await browserPair(), bytes(wrap.wrapped), { session, participant, epoch });
  await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
  const own = await makePair();
  await expect(crypto.subtle.exportKey("jwk", own.privateKey)).rejects.toThrow();
});

test.each([
  ["another session", { session: "f".repeat(32), participant, epoch }],
  ["another participant", { session, participant: "0".repeat(16), epoch }],
  ["another epoch", { session, participant, epoch: epoch + 1 }],
])("a key wrapped for %s does not open", async (_, reign) => {
  await expect(unwrapKey(await browserPair(), bytes(wrap.wrapped), reign)).rejects.toThrow();
});

test("a wrapped key of another length is refused before anything is derived", async () => {
  const short = bytes(wrap.wrapped).slice(1);
  await expect(unwrapKey(await browserPair(), short, { session, participant, epoch })).rejects.toThrow("length");
});

test.each([
  ["another address", { ...address, fid: "A".repeat(22) }],
  ["another type", { ...address, mime: "image/png" }],
  ["another epoch", { ...address, epoch: 8 }],
])("a frame does not open under %s", async (_, other) => {
  const key = await unwrapKey(await browserPair(), bytes(wrap.wrapped), { session, participant, epoch });
  await expect(openFrame(key, bytes(frame.sealed).buffer, other)).rejects.toThrow();
});

test("the public key in the connect auth is 65 bytes as 87 characters", async () => {
  const text = await publicText(await makePair());
  expect(text).toMatch(/^[A-Za-z0-9_-]{87}$/);
  expect(fromBase64Url(text)[0]).toBe(4);
});
