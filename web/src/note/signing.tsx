import type { JSX } from "preact";
import { ProvenAction } from "../components/provenaction";
import type { NoteWriting } from "../store/note";
import { t } from "../texts/texts";

interface SigningProps {
  writing: NoteWriting;
  onSigned: () => void;
}

/** Signing a note that has words. */
export function Signing({ writing, onSigned }: SigningProps): JSX.Element | null {
  if (writing.text.value.trim() === "") return null;
  return (
    <ProvenAction
      opens={t("note-sign")}
      looks="primary"
      hint={t("note-code-hint")}
      does={t("note-sign-now")}
      act={async (code) => {
        await writing.sign(code);
        onSigned();
      }}
    />
  );
}
