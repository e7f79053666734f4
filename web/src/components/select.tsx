import type { JSX } from "preact";
import { Field } from "./field";

interface SelectFieldProps<Value extends string> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: Value;
  options: readonly { value: Value; text: string; disabled?: boolean }[];
  name?: string;
  class?: string;
  disabled?: boolean;
  onChoose: (value: Value) => void;
}

/** One of a list: the platform's own, which every phone and every reader knows. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>): JSX.Element {
  const { label, hint, error, value, options, name, class: extra, disabled, onChoose } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(ties) => (
        <select
          {...ties}
          class={extra ? `input ${extra}` : "input"}
          name={name}
          disabled={disabled}
          value={value}
          onChange={(event) => {
            const chosen = options.find((one) => one.value === event.currentTarget.value);
            if (chosen) onChoose(chosen.value);
          }}
        >
          {options.map((one) => (
            <option key={one.value} value={one.value} disabled={one.disabled}>
              {one.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
