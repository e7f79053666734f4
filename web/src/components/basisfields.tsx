import type { JSX } from "preact";
import { BASIS_WORDS, type BasisName, type BasisWords } from "../consent/bases";
import { t } from "../texts/texts";
import { TextField } from "./field";

interface BasisFieldsProps {
  basis: BasisName;
  words: BasisWords;
  onWords: (words: BasisWords) => void;
  /** What is wrong with a field, if anything. */
  wrong: (field: string) => string | undefined;
}

/** What a basis has to name, so that somebody can check it later: each kind its own. */
export function BasisFields({ basis, words, onWords, wrong }: BasisFieldsProps): JSX.Element {
  return (
    <>
      {BASIS_WORDS[basis].map((name) => (
        <div key={name} data-field={name}>
          <TextField
            label={t(`basis-word-${name.replace("_", "-")}`)}
            value={words[name] ?? ""}
            maxLength={300}
            dir="auto"
            autocomplete="off"
            error={wrong(name)}
            onText={(text) => onWords({ ...words, [name]: text })}
          />
        </div>
      ))}
      {basis === "emergency" ? <p class="quiet small">{t("basis-reviewed")}</p> : null}
    </>
  );
}
