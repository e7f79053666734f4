import type { Clinic } from "../wire/messages";

/** Whose server this is: the page itself says so to everybody (`server/transport/pages.py`). */
export function clinicOfPage(): Clinic {
  const { clinic, phone } = document.documentElement.dataset;
  return { name: clinic ?? "", phone: phone ?? "" };
}
