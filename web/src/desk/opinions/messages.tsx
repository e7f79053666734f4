import type { JSX } from "preact";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { SessionTypeCard } from "../../wire/messages";
import { PlannedFor } from "../consults/messages";
import { isSent, waysAsked } from "../consults/ways";
import { serverNow } from "../signedin";
import { type AskDraft, dueMs } from "./askdraft";

const MINUTE_MS = 60_000;

/** What somebody outside will be sent, word for word as the server will write it; nothing where all goes by hand. */
export function Messages({ draft, type }: { draft: AskDraft; type: SessionTypeCard }): JSX.Element | null {
  if (draft.whom !== "outside" || !isSent(draft.ways)) return null;
  // whole minutes: the words name no second, and are not asked for anew each time the page is drawn
  const now = Math.floor(serverNow() / MINUTE_MS) * MINUTE_MS;
  const due = dueMs(draft, now);
  const ways = waysAsked({ ...draft.ways, fromDoors: false, after: null, linkTo: "", codeTo: "" }, type, now);
  return (
    <Panel heading={t("preview-heading")}>
      <p class="quiet small">{t("preview-why")}</p>
      <PlannedFor
        name={draft.name.trim() || t("role-specialist")}
        asked={{ ways, minutes: draft.minutes, start_ms: null, kind: "second_opinion", due_ms: due ?? null }}
      />
    </Panel>
  );
}
