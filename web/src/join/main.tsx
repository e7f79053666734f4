import { render } from "preact";
import "../design/tokens.css";
import "../design/base.css";
import "../design/controls.css";
import "../design/pages.css";
import { keepFocus } from "../components/keptfocus";
import { takeSecret } from "../components/linksecret";
import { GUEST_TEXTS } from "../texts/sets";
import { loadTexts, preferredLanguage } from "../texts/texts";
import { JoinApp } from "./join";

const KEPT = "lightbox.link";

// The secret leaves the address bar before anything else happens (T-03).
const secret = takeSecret(KEPT);

async function start(secret: string): Promise<void> {
  document.documentElement.dataset.audience = "guest";
  document.body.dataset.mood = "light";
  keepFocus();
  await loadTexts(GUEST_TEXTS, preferredLanguage(location.search, navigator.languages));
  const root = document.getElementById("root");
  if (root) render(<JoinApp secret={secret} />, root);
}

if (secret !== undefined) void start(secret);
// Another link opened in this tab loads nothing by itself: only the fragment changed.
addEventListener("hashchange", () => {
  if (location.hash !== "") takeSecret(KEPT);
});
