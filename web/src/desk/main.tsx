import { render } from "preact";
import "../design/tokens.css";
import "../design/base.css";
import "../design/controls.css";
import "../design/pages.css";
import "../design/desk.css";
import "../design/names.css";
import { loadTexts, preferredLanguage } from "../texts/texts";
import { DeskApp } from "./app";
import { DESK_TEXTS, keptLanguage } from "./door/languages";
import { lookWho } from "./signedin";

async function start(): Promise<void> {
  document.documentElement.dataset.audience = "staff";
  document.body.dataset.mood = "dark";
  const kept = keptLanguage();
  const asked = kept ? [kept, ...navigator.languages] : navigator.languages;
  await Promise.all([loadTexts(DESK_TEXTS, preferredLanguage(location.search, asked)), lookWho()]);
  const root = document.getElementById("root");
  if (root) render(<DeskApp />, root);
}

void start();
