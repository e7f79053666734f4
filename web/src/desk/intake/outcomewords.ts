import { errorText, hasText, t } from "../../texts/texts";
import type { Tone } from "../../components/chip";
import type { Row } from "./rows";

/** What became of one file, in words: what happened, why, and what helps. */
export function outcomeWords(row: Row): string {
  if (row.state === "not_an_image" || row.state === "unreadable") return reason(row);
  if (row.state === "not_sent") return t("file-not-sent", { why: errorText(row.code, row.facts) });
  return t(`file-${row.state}`);
}

function reason(row: Row): string {
  const named = `foreign-${row.kind.replaceAll("_", "-")}`;
  const kind = hasText(named) ? t(named) : "";
  if (row.code === "not_dicom" || row.code === "not_an_image" || row.code === "") {
    const id = row.code === "not_dicom" ? "file-not-dicom" : `file-${row.state.replaceAll("_", "-")}`;
    return kind ? t(`${id}-kind`, { kind }) : t(id);
  }
  const id = `file-${row.code.replaceAll("_", "-")}`;
  return hasText(id) ? t(id) : errorText(row.code, row.facts);
}

const TONES: Partial<Record<Row["state"], Tone>> = {
  accepted: "fine",
  unreadable: "stop",
  not_an_image: "attention",
  not_sent: "stop",
};

export function outcomeTone(row: Row): Tone {
  return TONES[row.state] ?? "plain";
}
