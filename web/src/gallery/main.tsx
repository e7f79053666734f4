import { render } from "preact";
import "../design/tokens.css";
import "../design/base.css";
import "../design/controls.css";
import "../design/pages.css";
import "../design/desk.css";
import "../design/gallery.css";
import { loadTexts, preferredLanguage } from "../texts/texts";
import { Gallery } from "./gallery";
import { GALLERY_TEXTS } from "./switches";

/** For whoever builds pages, in development only: every control of ours in every state. It asks the server for nothing. */
async function start(): Promise<void> {
  document.documentElement.dataset.audience = "staff";
  document.body.dataset.mood = "dark";
  document.title = "Gallery";
  await loadTexts(GALLERY_TEXTS, preferredLanguage(location.search, ["en"]));
  const root = document.getElementById("root");
  if (root) render(<Gallery />, root);
}

void start();
