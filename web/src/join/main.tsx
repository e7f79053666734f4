import { render } from "preact";
import "../design/tokens.css";
import "../design/base.css";
import "../design/controls.css";
import "../design/pages.css";
import { loadTexts, preferredLanguage, t } from "../texts/texts";
import { JoinApp, takeSecret } from "./join";

// The secret leaves the address bar before anything else happens (T-03).
const secret = takeSecret();

async function start(): Promise<void> {
  document.documentElement.dataset.audience = "guest";
  document.body.dataset.mood = "light";
  await loadTexts(["common", "join"], preferredLanguage(location.search, navigator.languages));
  document.title = t("join-title");
  const root = document.getElementById("root");
  if (root) render(<JoinApp secret={secret} />, root);
}

void start();
