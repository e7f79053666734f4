import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Choice } from "../components/field";
import type { ConsentPart } from "../wire/messages";
import { type Ticks, keyOf } from "./ticks";

interface FormPartsProps {
  parts: readonly ConsentPart[];
  ticks: Ticks;
  /** What a choice does; without it the form is only to be looked at. */
  onTick?: (kind: string, value: string, on: boolean) => void;
  /** Ends that have passed meanwhile cannot be chosen any more. */
  nowMs?: number;
}

/** The parts of a consent in their order: exactly these words and no others, because they are what is digested. */
export function FormParts({ parts, ticks, onTick, nowMs = 0 }: FormPartsProps): JSX.Element {
  return (
    <>
      {parts.map((part, at) => (
        <FormPart key={at} part={part} ticks={ticks} onTick={onTick} nowMs={nowMs} />
      ))}
    </>
  );
}

type FormPartProps = Omit<FormPartsProps, "parts" | "onTick"> & {
  part: ConsentPart;
  onTick: FormPartsProps["onTick"] | undefined;
};

function FormPart({ part, ticks, onTick, nowMs = 0 }: FormPartProps): JSX.Element {
  const heading = useId();
  const words = part.paragraphs.map((paragraph, at) => <p key={at}>{paragraph}</p>);
  if (!part.heading) return <div class="stack stack-tight">{words}</div>;
  return (
    <div class="card form-part" role="group" aria-labelledby={heading}>
      <h2 id={heading}>{part.heading}</h2>
      {words}
      {part.choices.map(({ value, words: said }) => (
        <Choice
          key={value}
          type={part.kind === "until" ? "radio" : "checkbox"}
          name={part.kind}
          value={value}
          checked={ticks.has(keyOf(part.kind, value))}
          disabled={!onTick || (part.kind === "until" && Number(value) <= nowMs)}
          onChange={(on) => onTick?.(part.kind, value, on)}
        >
          {said}
        </Choice>
      ))}
    </div>
  );
}
