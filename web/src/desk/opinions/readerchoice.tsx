import type { JSX } from "preact";
import { Choice, TextField } from "../../components/field";
import { Panel } from "../../components/panel";
import { SelectField } from "../../components/select";
import { t } from "../../texts/texts";
import { calls } from "../calls";
import { WaysChoice } from "../consults/wayschoice";
import { usePolled } from "../polled";
import { CLINICIANS } from "../sharedwith";
import { mine, serverNow } from "../signedin";
import type { AskPart } from "./askform";

const OUTSIDE = 1;
const fetchColleagues = (): ReturnType<typeof calls.colleagues> => calls.colleagues();

/** Whom one asks: a colleague who signs in, or somebody outside with a link and codes. */
export function ReaderChoice({ draft, type, change, wrong }: AskPart): JSX.Element {
  const { value } = usePolled(fetchColleagues, 0);
  const me = mine();
  const colleagues = (value?.colleagues ?? []).filter((person) => person.id !== me.person.id && CLINICIANS.includes(person.role));
  return (
    <Panel heading={t("asking-whom")}>
      <div role="radiogroup" aria-label={t("asking-whom")}>
        {(["colleague", "outside"] as const).map((whom) => (
          <Choice key={whom} type="radio" name="whom" checked={draft.whom === whom} onChange={() => change({ whom })}>
            {t(`asking-whom-${whom}`)}
          </Choice>
        ))}
      </div>
      {draft.whom === "outside" ? (
        <>
          <div data-field="name">
            <TextField
              label={t("asking-name")}
              hint={t("asking-name-hint")}
              error={wrong("name")}
              value={draft.name}
              autocomplete="off"
              maxLength={80}
              dir="auto"
              onText={(name) => change({ name })}
            />
          </div>
          <WaysChoice
            name={draft.name || t("role-specialist")}
            guest={OUTSIDE}
            ways={draft.ways}
            type={type}
            channels={me.channels}
            startMs={serverNow()}
            timed={false}
            wrong={wrong}
            onChange={(ways) => change({ ways })}
          />
        </>
      ) : value && colleagues.length === 0 ? (
        <p class="quiet" data-field="colleague">
          {t("asking-no-colleague")}
        </p>
      ) : (
        <div data-field="colleague">
          <SelectField
            label={t("asking-colleague")}
            error={wrong("colleague")}
            value={draft.colleague}
            options={[{ value: "", text: t("share-choose") }, ...colleagues.map((person) => ({ value: person.id, text: person.name }))]}
            onChoose={(colleague) => change({ colleague })}
          />
        </div>
      )}
    </Panel>
  );
}
