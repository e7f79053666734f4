/**
 * The client's half of server/vault/session_keys.py, byte for byte: unwrapping the key of an epoch and opening frames.
 * lp(x) is the length of x as 4 bytes big-endian followed by x; text is UTF-8.
 */

const PUBLIC_BYTES = 65;
const NONCE_BYTES = 12;
const WRAPPED_BYTES = PUBLIC_BYTES + NONCE_BYTES + 48;
const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const text = new TextEncoder();

type Bytes = Uint8Array<ArrayBuffer>;

function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function lp(value: string): Bytes {
  const bytes = text.encode(value);
  return joined([u32(bytes.length), bytes]);
}

export function toBase64Url(bytes: Bytes): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function fromBase64Url(value: string): Bytes {
  const binary = atob(value.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** A key pair for one connection; its private half can never be read out. */
export function makePair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
}

/** The raw public point (65 bytes) as the `ecdh` of the connect auth. */
export async function publicText(pair: CryptoKeyPair): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
}

/** Where and when a key belongs. */
export interface Reign {
  session: string;
  participant: string;
  epoch: number;
}

/**
 * `K_frame` of an epoch from its wrapped form (ephemeral public 65 ‖ nonce 12 ‖ ciphertext 48), able to open frames
 * and nothing else: it is imported as not extractable. Rejects when it was wrapped for anyone or anything else.
 */
export async function unwrapKey(pair: CryptoKeyPair, wrapped: Bytes, reign: Reign): Promise<CryptoKey> {
  if (wrapped.length !== WRAPPED_BYTES) throw new Error("wrapped key: wrong length");
  const about = joined([text.encode("lb1 wrap"), lp(reign.session), lp(reign.participant), u32(reign.epoch)]);
  const peer = await crypto.subtle.importKey("raw", wrapped.slice(0, PUBLIC_BYTES), CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: peer }, pair.privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: about };
  const closing = await crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, [
    "unwrapKey",
  ]);
  const nonce = wrapped.slice(PUBLIC_BYTES, PUBLIC_BYTES + NONCE_BYTES);
  const opening = { name: "AES-GCM", iv: nonce, additionalData: about };
  const sealed = wrapped.slice(PUBLIC_BYTES + NONCE_BYTES);
  return crypto.subtle.unwrapKey("raw", sealed, closing, opening, { name: "AES-GCM" }, false, ["decrypt"]);
}

/** The address a sealed frame is bound to. */
export interface Address {
  session: string;
  epoch: number;
  fid: string;
  mime: string;
}

/** The encoded image in a sealed frame (nonce 12 ‖ ciphertext and tag). Rejects when a bit or the address differs. */
export function openFrame(key: CryptoKey, sealed: ArrayBuffer, address: Address): Promise<ArrayBuffer> {
  const bound = [lp("lb1"), lp(address.session), lp(String(address.epoch)), lp(address.fid), lp(address.mime)];
  const nonce = new Uint8Array(sealed, 0, NONCE_BYTES);
  const opening = { name: "AES-GCM", iv: nonce, additionalData: joined(bound) };
  return crypto.subtle.decrypt(opening, key, new Uint8Array(sealed, NONCE_BYTES));
}
