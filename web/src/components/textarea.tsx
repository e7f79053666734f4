import type { JSX, Ref } from "preact";
import { Field, type FieldTies } from "./field";

interface TextAreaProps {
  label: string;
  /** Said to who listens, not shown: the place says what is written there. */
  unseen?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
  value: string;
  rows: number;
  maxLength: number;
  class?: string;
  placeholder?: string;
  disabled?: boolean;
  /** Of what else is said about it, when the label is unseen. */
  describedBy?: string | undefined;
  field?: Ref<HTMLTextAreaElement>;
  /** Found by this name from elsewhere. */
  "data-chat-input"?: boolean;
  onText: (text: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  onBlur?: () => void;
}

/** Several lines of text, in whatever direction their words run. */
export function TextArea(props: TextAreaProps): JSX.Element {
  const { label, unseen, hint, error, class: extra, describedBy, field, onText, ...rest } = props;
  const area = (ties: Partial<FieldTies> & { "aria-label"?: string }): JSX.Element => (
    <textarea
      {...rest}
      {...ties}
      {...(field ? { ref: field } : {})}
      class={extra ? `input ${extra}` : "input"}
      dir="auto"
      onInput={(event) => onText(event.currentTarget.value)}
    />
  );
  if (unseen) return area({ "aria-label": label, ...(describedBy ? { "aria-describedby": describedBy } : {}) });
  return (
    <Field label={label} hint={hint} error={error}>
      {area}
    </Field>
  );
}
