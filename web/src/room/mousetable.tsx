import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { SelectField } from "../components/select";
import { t } from "../texts/texts";
import { HOLDS, type Hold, type MouseKept, type Mover, fitting, isAsDelivered, taken } from "../viewer/mouse";
import { MouseSign } from "./mousesign";

/** What lies under each button and the wheel, to exchange; what changed places with it is said. */
export function MouseTable({ mouse }: { mouse: MouseKept }): JSX.Element {
  const [said, setSaid] = useState("");
  const tools = mouse.tools.value;
  const take = (hold: Hold, tool: Mover): void => {
    const after = taken(tools, hold, tool);
    const moved = HOLDS.filter((one) => one !== hold && after[one] !== tools[one]);
    setSaid(moved.map((one) => t("mouse-now", { hold: t(`mouse-${one}`), tool: t(`tool-${after[one]}`) })).join(" "));
    mouse.take(hold, tool);
  };
  const reset = (): void => {
    mouse.reset();
    setSaid(t("mouse-is-reset"));
  };
  return (
    <section class="stack stack-tight" aria-labelledby="mouse-heading">
      <h3 id="mouse-heading">{t("mouse")}</h3>
      <p class="quiet">{t("mouse-what")}</p>
      <div class="mouse-table">
        {HOLDS.map((hold) => (
          <div key={hold} class="mouse-row">
            <MouseSign hold={hold} />
            <SelectField
              label={t(`mouse-${hold}`)}
              value={tools[hold]}
              options={fitting(hold).map((tool) => ({ value: tool, text: t(`tool-${tool}`) }))}
              onChoose={(tool) => take(hold, tool)}
            />
          </div>
        ))}
      </div>
      <div class="row row-apart">
        <span class="small" role="status">
          {said}
        </span>
        <Button disabled={isAsDelivered(tools)} onClick={reset}>
          {t("mouse-reset")}
        </Button>
      </div>
    </section>
  );
}
