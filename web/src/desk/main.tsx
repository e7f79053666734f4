import { render } from "preact";
import "../design/tokens.css";
import "../design/base.css";
import "../design/controls.css";
import "../design/pages.css";
import "../design/desk.css";
import "../design/names.css";
import { keepFocus } from "../components/keptfocus";
import { takeSecret } from "../components/linksecret";
import { DESK_TEXTS } from "../texts/sets";
import { loadTexts, preferredLanguage } from "../texts/texts";
import { DeskApp } from "./app";
import { EnrollApp } from "./door/enroll";
import { keptLanguage } from "./door/languages";
import { watchHands } from "./hands";
import { lookWho } from "./signedin";

const KEPT = "lightbox.enroll";
const ENROLL = "/enroll";
// The secret of a one-time link leaves the address bar before anything else happens (T-03).
const secret = location.pathname === ENROLL ? takeSecret(KEPT) : null;

async function start(): Promise<void> {
  document.documentElement.dataset.audience = "staff";
  document.body.dataset.mood = "dark";
  keepFocus();
  const kept = keptLanguage();
  const asked = kept ? [kept, ...navigator.languages] : navigator.languages;
  const root = document.getElementById("root");
  const texts = loadTexts(DESK_TEXTS, preferredLanguage(location.search, asked));
  if (typeof secret === "string") {
    await texts;
    if (root) render(<EnrollApp secret={secret} />, root);
    return;
  }
  await Promise.all([texts, lookWho()]);
  watchHands();
  if (root) render(<DeskApp />, root);
}

if (secret !== undefined) void start();
// Another link opened in this tab loads nothing by itself: only the fragment changed.
addEventListener("hashchange", () => {
  if (location.pathname === ENROLL && location.hash !== "") takeSecret(KEPT);
});
