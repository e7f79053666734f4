import type { ComponentChildren, InputHTMLAttributes, JSX, LooseInputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Gets the attributes that tie the control to its words. */
  children: (ties: FieldTies) => ComponentChildren;
}

export interface FieldTies {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: "true";
}

/** A control with its label, what helps to fill it in, and what is wrong with it. */
export function Field({ label, hint, error, children }: FieldProps): JSX.Element {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const ties: FieldTies = { id };
  if (described) ties["aria-describedby"] = described;
  if (error) ties["aria-invalid"] = "true";
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {children(ties)}
      {hint ? (
        <span class="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <span class="field-error" id={`${id}-error`} role="alert">
          {error}
        </span>
      ) : null}
    </div>
  );
}

interface InputProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: string;
  type?: "text" | "password" | "search" | "tel" | "email" | "date" | "datetime-local" | "number";
  class?: string;
  name?: string;
  autocomplete?: "off" | "username" | "current-password" | "new-password" | "one-time-code" | "name";
  inputMode?: "text" | "numeric" | "search";
  maxLength?: number;
  min?: number | string;
  max?: number | string;
  step?: number;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  readOnly?: boolean;
  autofocus?: boolean;
  spellcheck?: boolean;
  dir?: "ltr" | "auto";
  onText: (text: string) => void;
}

/** One line of text. */
export function TextField({ label, hint, error, type = "text", onText, class: extra, ...rest }: InputProps): JSX.Element {
  const attributes: LooseInputHTMLAttributes = { ...rest, type, class: extra ? `input ${extra}` : "input" };
  return (
    <Field label={label} hint={hint} error={error}>
      {(ties) => (
        <input
          {...(attributes as InputHTMLAttributes)}
          {...ties}
          onInput={(event) => {
            onText(event.currentTarget.value);
          }}
        />
      )}
    </Field>
  );
}

interface CodeFieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: string;
  digits?: number;
  autofocus?: boolean;
  onText: (text: string) => void;
}

/** A one-time code: the phone offers it from a message, shows digits, and spaces people type do no harm. */
export function CodeField({ digits = 6, onText, ...rest }: CodeFieldProps): JSX.Element {
  return (
    <TextField
      {...rest}
      type="text"
      name="code"
      class="code-input"
      inputMode="numeric"
      autocomplete="one-time-code"
      spellcheck={false}
      maxLength={digits * 2 + 4}
      dir="ltr"
      onText={onText}
    />
  );
}

interface ChoiceProps {
  type?: "checkbox" | "radio";
  name?: string;
  value?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
  children: ComponentChildren;
}

/** A box or a dot with its words; the words are part of the target. */
export function Choice({ type = "checkbox", onChange, children, ...rest }: ChoiceProps): JSX.Element {
  return (
    <label class="choice">
      <input {...rest} type={type} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{children}</span>
    </label>
  );
}
