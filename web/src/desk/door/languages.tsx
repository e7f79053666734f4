import type { JSX } from "preact";
import { DESK_TEXTS } from "../../texts/sets";
import { LANGUAGES, LANGUAGE_NAMES, type Language, language, loadTexts, t } from "../../texts/texts";

const KEPT = "lightbox.language";

/** What was chosen on this machine before, "" when nothing was. */
export function keptLanguage(): string {
  return localStorage.getItem(KEPT) ?? "";
}

/** The other languages, each in its own words. */
export function Languages(): JSX.Element {
  const choose = (name: Language): void => {
    localStorage.setItem(KEPT, name);
    void loadTexts(DESK_TEXTS, name);
  };
  return (
    <nav class="languages" aria-label={t("language-choice")}>
      {LANGUAGES.filter((name) => name !== language.value).map((name) => (
        <button key={name} type="button" class="link" lang={name} onClick={() => choose(name)}>
          {LANGUAGE_NAMES[name]}
        </button>
      ))}
    </nav>
  );
}
