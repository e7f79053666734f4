import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { OtherLanguages } from "../lobby/languages";
import { ClinicPhone } from "../lobby/phone";
import type { OpinionPort } from "../store/answer";
import { Failed, get, post, postForFile } from "../wire/http";
import type { Clinic, CodeSent, Entered, OwedOpinion, Ticket } from "../wire/messages";
import { ReadingPlace } from "./place";

interface GuestReadingProps {
  clinic: Clinic;
  onNothing: (failed: Failed) => void;
}

/** The request of a guest's seat, on paper; the room is dark as ever. */
export function GuestReading({ clinic, onNothing }: GuestReadingProps): JSX.Element {
  const port = useMemo(guestPort, []);
  return (
    <ReadingPlace
      port={port}
      clinic={clinic}
      onNothing={onNothing}
      frame={(page, waits) => (
        <>
          <main class="page page-guest page-reading" data-mood="light">
            {clinic.name ? <p class="quiet">{clinic.name}</p> : null}
            {page}
            {waits ? null : <ClinicPhone phone={clinic.phone} />}
          </main>
          {waits ? null : <OtherLanguages />}
        </>
      )}
    />
  );
}

/** Whose request it is, the guest's cookie says. */
function guestPort(): OpinionPort {
  return {
    by: "guest",
    read: () => get<OwedOpinion>("/api/opinion"),
    accept: () => post<OwedOpinion>("/api/opinion/accept"),
    decline: (asked) => post<OwedOpinion>("/api/opinion/decline", asked),
    begin: () => post<OwedOpinion>("/api/opinion/begin"),
    reveal: () => post<OwedOpinion>("/api/opinion/reveal"),
    sign: (asked) => post<OwedOpinion>("/api/opinion/sign", asked),
    signedAt: (version) => `/api/opinion/versions/${version}/signed`,
    sendCode: () => post<CodeSent>("/api/opinion/code"),
    findings: (code) => postForFile("/api/opinion/findings", { code }),
    ticket: () => post<Ticket>("/api/join/ticket"),
    prove: (code) => post<Entered>("/api/join/prove", { code }),
  };
}
