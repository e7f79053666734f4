import type { JSX } from "preact";
import { PhoneLink } from "../components/phonelink";
import { t } from "../texts/texts";

/** Whom to ring when something goes wrong; at the foot of every guest's page. */
export function ClinicPhone({ phone }: { phone: string }): JSX.Element {
  if (!phone) return <p class="page-foot quiet">{t("join-trouble-no-phone")}</p>;
  return (
    <p class="page-foot quiet">
      {t("join-trouble")}{" "}
      <PhoneLink phone={phone} />
    </p>
  );
}
