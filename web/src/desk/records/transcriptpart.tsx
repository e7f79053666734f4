import type { JSX } from "preact";
import { Panel } from "../../components/panel";
import { clockTime, hasText, inLine, t } from "../../texts/texts";
import type { TranscriptLine } from "../../wire/messages";
import type { Names } from "./entrywords";

interface TranscriptPartProps {
  lines: readonly TranscriptLine[];
  names: Names;
}

/** Everything that was written, as it was read. */
export function TranscriptPart({ lines, names }: TranscriptPartProps): JSX.Element {
  return (
    <Panel heading={t("transcript")}>
      {lines.length === 0 ? <p class="quiet">{t("transcript-empty")}</p> : null}
      <ol class="stack">
        {lines.map((line) => (
          <li key={line.seq} class="said-by">
            {line.kind === "text" ? (
              <>
                <span class="quiet small">{inLine([line.author_name || t("entry-somebody"), clockTime(line.at_ms)])}</span>
                <span class="said-text" dir="auto">
                  {line.text}
                </span>
              </>
            ) : (
              <span class="quiet small">{inLine([clockTime(line.at_ms), lineWords(line, names)])}</span>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** System lines and signals carry a code; the words are those of the room. */
function lineWords(line: TranscriptLine, names: Names): string {
  const code = line.text.replaceAll("_", "-");
  const id = line.kind === "signal" ? `signal-from-${code}` : `line-${code}`;
  if (!hasText(id)) return line.text;
  const facts: Record<string, string | number> & { name: string; mine: string } = { name: line.author_name, mine: "other" };
  for (const [fact, value] of Object.entries(line.facts)) {
    const name = typeof value === "string" ? names.get(value) : undefined;
    if (name) facts.name = name;
    facts[fact] = typeof value === "boolean" ? String(value) : value;
  }
  return t(id, facts);
}
