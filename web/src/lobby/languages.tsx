import type { JSX } from "preact";
import { LANGUAGES, LANGUAGE_NAMES, language, t } from "../texts/texts";

/** A guest's page in another language, opened anew: what is asked on it is then worded, and kept, in that language. */
export function OtherLanguages(): JSX.Element {
  return (
    <nav class="languages" aria-label={t("language-choice")}>
      {LANGUAGES.filter((name) => name !== language.value).map((name) => (
        <a key={name} class="link" lang={name} hrefLang={name} href={`?lang=${name}`}>
          {LANGUAGE_NAMES[name]}
        </a>
      ))}
    </nav>
  );
}
