/**
 * Texts that pages load together are built into one file for each language (vite.config.ts): on a far line every request
 * costs a trip. The server names these files in the shells, so that they come beside the scripts (server/transport/pages.py).
 */
export const WORD_SETS = {
  guest: ["common", "join", "link", "lobby"],
  room: ["room", "tools", "stacks", "showing"],
  staff: ["desk", "names", "files", "logins", "staff", "policy", "door", "channels", "keeping", "note", "opinions", "entries", "installation"],
} as const;

/** What a guest's page says before the room. */
export const GUEST_TEXTS = WORD_SETS.guest;

/** What it says in the room. */
export const GUEST_ROOM_TEXTS = [...WORD_SETS.guest, ...WORD_SETS.room] as const;

/** Every text a staff page may say, the rooms' and the consent's included. */
export const DESK_TEXTS = [...WORD_SETS.guest, ...WORD_SETS.room, ...WORD_SETS.staff, "seen", "reading"] as const;

/** The set whose file a text is in, null for one of its own. */
export function setOf(text: string): string | null {
  return Object.entries(WORD_SETS).find(([, texts]) => (texts as readonly string[]).includes(text))?.[0] ?? null;
}
