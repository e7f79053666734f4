import { effect } from "@preact/signals";
import { ownTab } from "../store/tabs";
import { Unsent } from "../store/unsent";
import { onLeaving, who } from "./signedin";

/** The half-filled forms of whoever is signed in: in this tab, until they are sent or its person leaves. */
export const unsent = new Unsent();

effect(() => {
  const now = who.value;
  if (now.at === "in") unsent.remember(ownTab(sessionStorage, "lightbox.unsent", now.me.person.id));
});

onLeaving(() => unsent.forget());
