/** Where one can be in the staff pages. Addresses hold opaque ids only, never anything about a person. */
export type Route =
  | { page: "today" }
  | { page: "studies" }
  | { page: "study"; study: string }
  | { page: "new-consult"; study: string }
  | { page: "consult"; consult: string }
  | { page: "room"; consult: string }
  /** About a study, out of a consult, or (neither) about a study still to be picked. */
  | { page: "ask"; study: string; consult: string }
  | { page: "opinion"; opinion: string }
  | { page: "reading"; opinion: string }
  | { page: "records" }
  | { page: "record"; consult: string }
  | { page: "logins" }
  | { page: "people" }
  | { page: "installation" }
  | { page: "audit" }
  | { page: "audit-consult"; consult: string }
  | { page: "audit-seen" }
  | { page: "audit-emergencies" }
  | { page: "help" }
  | { page: "nowhere" };

export type PageName = Route["page"];

const ID = "([0-9a-f]{32})";
const WITH_ID: readonly [RegExp, (id: string) => Route][] = [
  [new RegExp(`^/studies/${ID}$`), (study) => ({ page: "study", study })],
  [new RegExp(`^/consults/${ID}$`), (consult) => ({ page: "consult", consult })],
  [new RegExp(`^/consults/${ID}/room$`), (consult) => ({ page: "room", consult })],
  [new RegExp(`^/opinions/${ID}$`), (opinion) => ({ page: "opinion", opinion })],
  [new RegExp(`^/opinions/${ID}/read$`), (opinion) => ({ page: "reading", opinion })],
  [new RegExp(`^/audit/consults/${ID}$`), (consult) => ({ page: "audit-consult", consult })],
  [new RegExp(`^/records/${ID}$`), (consult) => ({ page: "record", consult })],
];

const CONSULTS: readonly PageName[] = ["new-consult", "consult", "room", "records", "record"];
const CLINICAL: readonly PageName[] = ["studies", "study", "ask", "opinion", "reading", ...CONSULTS];
const AUDIT: readonly PageName[] = ["audit", "audit-consult", "audit-seen", "audit-emergencies"];

/** Whether people of this role have anything to do on a page; the server decides for itself. */
export function isFor(role: string, page: PageName): boolean {
  if (page === "people") return role === "administrator";
  if (page === "installation") return role === "administrator" || role === "auditor";
  if (AUDIT.includes(page)) return role === "auditor";
  return !CLINICAL.includes(page) || !["administrator", "auditor"].includes(role);
}

/** The page an address names. */
export function routeOf(pathname: string, search = ""): Route {
  const path = pathname.length > 1 ? pathname.replace(/\/+$/, "") : pathname;
  switch (path) {
    case "/":
    case "":
      return { page: "today" };
    case "/studies":
      return { page: "studies" };
    case "/records":
      return { page: "records" };
    case "/logins":
      return { page: "logins" };
    case "/people":
      return { page: "people" };
    case "/installation":
      return { page: "installation" };
    case "/audit":
      return { page: "audit" };
    case "/audit/seen":
      return { page: "audit-seen" };
    case "/audit/emergencies":
      return { page: "audit-emergencies" };
    case "/help":
      return { page: "help" };
    case "/consults/new":
      return { page: "new-consult", study: idIn(search, "study") };
    case "/opinions/new":
      return { page: "ask", study: idIn(search, "study"), consult: idIn(search, "consult") };
  }
  for (const [shape, made] of WITH_ID) {
    const id = shape.exec(path)?.[1];
    if (id) return made(id);
  }
  return { page: "nowhere" };
}

/** An id that a query names; "" for whatever is none. */
function idIn(search: string, name: string): string {
  const id = new URLSearchParams(search).get(name) ?? "";
  return new RegExp(`^${ID}$`).test(id) ? id : "";
}

/** The address of a page. */
export function addressOf(route: Route): string {
  switch (route.page) {
    case "today":
    case "nowhere":
      return "/";
    case "studies":
    case "records":
    case "logins":
    case "people":
    case "installation":
    case "audit":
    case "help":
      return `/${route.page}`;
    case "audit-consult":
      return `/audit/consults/${route.consult}`;
    case "audit-seen":
      return "/audit/seen";
    case "audit-emergencies":
      return "/audit/emergencies";
    case "study":
      return `/studies/${route.study}`;
    case "new-consult":
      return route.study ? `/consults/new?study=${route.study}` : "/consults/new";
    case "ask":
      if (route.consult) return `/opinions/new?consult=${route.consult}`;
      return route.study ? `/opinions/new?study=${route.study}` : "/opinions/new";
    case "opinion":
      return `/opinions/${route.opinion}`;
    case "reading":
      return `/opinions/${route.opinion}/read`;
    case "consult":
      return `/consults/${route.consult}`;
    case "room":
      return `/consults/${route.consult}/room`;
    case "record":
      return `/records/${route.consult}`;
  }
}
