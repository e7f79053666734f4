import { hasText, t } from "../texts/texts";
import type { StackCard } from "../wire/messages";

/** What a stack is called: the file's own words for the host, the kind of picture for everybody else. */
export function stackTitle(stack: StackCard): string {
  return stack.title || kindOf(stack);
}

/** The kind of picture in the reader's words. */
export function kindOf(stack: StackCard): string {
  const id = `modality-${stack.modality.toLowerCase()}`;
  return hasText(id) ? t(id) : stack.modality;
}

/** What a patient reads over the picture. */
export function patientTitle(stack: StackCard): string {
  return t("your-picture", { kind: kindOf(stack) });
}
