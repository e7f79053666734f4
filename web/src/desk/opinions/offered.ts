import { mine } from "../signedin";

/** Whether the clinic's policy has second opinions at all. */
export function offersOpinions(): boolean {
  return mine().policy.types.some((type) => type.kind === "second_opinion");
}
