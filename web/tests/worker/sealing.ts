import type { FrameMeta } from "../../src/wire/messages";
import { type Reign, fromBase64Url, toBase64Url } from "../../src/worker/seal";

/** The server's half of worker/seal.ts, for tests: one fixed frame key, wrapped and used. */
const KEY = new Uint8Array(32).fill(7);
const CURVE = { name: "ECDH", namedCurve: "P-256" };

type Bytes = Uint8Array<ArrayBuffer>;

function joined(...parts: readonly Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function u32(value: number): Bytes {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

function utf8(value: string): Bytes {
  return new TextEncoder().encode(value);
}

function lp(value: string): Bytes {
  return joined(u32(utf8(value).length), utf8(value));
}

async function closed(material: CryptoKey, about: Bytes, plain: Bytes): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: about }, material, plain);
  return joined(nonce, new Uint8Array(sealed));
}

/** The frame key for a worker that showed this public key. */
export async function wrappedKey(ecdh: string, reign: Reign): Promise<string> {
  const own = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const peer = await crypto.subtle.importKey("raw", fromBase64Url(ecdh), CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: peer }, own.privateKey, 256);
  const about = joined(utf8("lb1 wrap"), lp(reign.session), lp(reign.participant), u32(reign.epoch));
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: about };
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const closing = await crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  return toBase64Url(joined(point, await closed(closing, about, KEY)));
}

export async function sealedFrame(session: string, meta: FrameMeta): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey("raw", KEY, "AES-GCM", false, ["encrypt"]);
  const about = joined(...["lb1", session, String(meta.epoch), meta.fid, meta.mime].map(lp));
  return (await closed(key, about, utf8("image"))).buffer;
}
