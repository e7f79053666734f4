import { type TabMemory } from "./unsent";

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Of this tab, and of whoever filled it in: another person finds nothing, and what was there is gone. */
export function ownTab(store: Store, place: string, owner: string): TabMemory {
  return {
    load: () => {
      const found = store.getItem(place) ?? "";
      if (found.startsWith(`${owner} `)) return found.slice(owner.length + 1);
      store.removeItem(place);
      return null;
    },
    save: (text) => put(store, place, `${owner} ${text}`),
    clear: () => store.removeItem(place),
  };
}

/** Of this browser, for one of those who sign in on it; guests have no name to keep it by, and lose it at the lock. */
export function ownMemory(store: Store, owner: string): Pick<Storage, "getItem" | "setItem"> {
  const at = (place: string): string => (owner === "" ? place : `${place} ${owner}`);
  return {
    getItem: (place) => store.getItem(at(place)),
    setItem: (place, value) => put(store, at(place), value),
  };
}

const NONCE_BYTES = 12;

/**
 * Of this tab, and closed under a key that the server gives to this seat while its consult is alive, and never after: what a
 * browser may still have of it on its disk opens for nobody.
 */
export function sealedTab(store: Store, place: string, secret: string): TabMemory {
  const key = crypto.subtle.importKey("raw", bytesOf(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
  // only the newest text may be written, and nothing once it was cleared
  let turn = 0;
  return {
    load: async () => {
      const mine = turn;
      const sealed = bytesOf(store.getItem(place) ?? "");
      try {
        const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.slice(0, NONCE_BYTES) }, await key, sealed.slice(NONCE_BYTES));
        return new TextDecoder().decode(open);
      } catch {
        if (mine === turn) store.removeItem(place);
        return null;
      }
    },
    save: (text) => {
      const mine = ++turn;
      void sealed(key, text).then((closed) => {
        if (mine === turn) put(store, place, closed);
      });
    },
    clear: () => {
      turn += 1;
      store.removeItem(place);
    },
  };
}

async function sealed(key: Promise<CryptoKey>, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...iv) + [...new Uint8Array(closed)].map((byte) => String.fromCharCode(byte)).join(""));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** A tab without room goes on without: the words are still on the page. */
function put(store: Store, place: string, text: string): void {
  try {
    store.setItem(place, text);
  } catch {
    store.removeItem(place);
  }
}
