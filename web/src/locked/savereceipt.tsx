import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { saveFile } from "../components/savefile";
import { errorText, t } from "../texts/texts";
import { Failed, getFile } from "../wire/http";

const PATIENCE_MS = 30_000;

interface SaveReceiptProps {
  /** Where the receipt is. */
  path: string;
  /** What it is known by. */
  number: string;
}

/** One's own receipt as a file, with what it is good for in plain words. */
export function SaveReceipt({ path, number }: SaveReceiptProps): JSX.Element {
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    setWords("");
    try {
      saveFile(await written(path, () => setWords(t("receipt-saving"))), `lightbox-receipt-${number}.txt`);
      setWords(t("receipt-saved"));
    } catch (error) {
      setWords(errorText(error instanceof Failed ? error.code : "unknown"));
    }
    setBusy(false);
  };
  return (
    <>
      <p>{t("receipt-proves")}</p>
      <div class="row">
        <Button looks="outline" busy={busy} onClick={() => void save()}>
          {t("receipt-save")}
        </Button>
      </div>
      <p class="quiet" role="status">
        {words || t("receipt-check")}
      </p>
    </>
  );
}

/** The file, once everything that belongs into it is written: a screen that went dark late is waited for. */
async function written(path: string, onWait: () => void): Promise<Blob> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await getFile(path);
    } catch (error) {
      const retry = error instanceof Failed && error.code === "receipt_later" ? Number(error.facts.retry_ms) : 0;
      if (!retry || Date.now() + retry > end) throw error;
      onWait();
      await new Promise((resolve) => setTimeout(resolve, retry));
    }
  }
}
