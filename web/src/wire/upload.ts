import { Failed } from "./http";
import type { ErrorBody, Import } from "./messages";

const SILENT_MS = 60_000;
const EXAMINED_MS = 180_000;
const NAME_CHARACTERS = 255;

/** What a file is called, fit for a header; names are patient data and never part of an address. */
export function nameHeader(name: string): string {
  // Cut from the left, for the end says more; half a character left over there is no character.
  return encodeURIComponent(name.slice(-NAME_CHARACTERS).replace(/\p{Surrogate}/gu, "\ufffd"));
}

/**
 * Send one file of an import and hear what became of it. Throws `Failed` (`unreachable` for a broken line) or, once
 * `signal` is aborted, its reason.
 *
 * XMLHttpRequest, because only it tells how many bytes are really on their way.
 */
export function sendFile(
  importId: string,
  file: Blob,
  name: string,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silent: ReturnType<typeof setTimeout> | undefined;
    const within = (ms: number): void => {
      clearTimeout(silent);
      silent = setTimeout(() => request.abort(), ms);
    };
    const abort = (): void => request.abort();
    const settle = (end: () => void): void => {
      clearTimeout(silent);
      signal.removeEventListener("abort", abort);
      end();
    };
    const lost = (): void =>
      settle(() => reject(signal.aborted ? (signal.reason as Error) : new Failed(0, "unreachable")));
    request.upload.onprogress = (event) => {
      within(SILENT_MS);
      onSent(event.loaded);
    };
    request.upload.onload = () => {
      within(EXAMINED_MS);
      onSent(file.size);
    };
    request.onload = () => settle(() => answered(request, resolve, reject));
    request.onerror = lost;
    request.onabort = lost;
    signal.addEventListener("abort", abort);
    request.open("POST", `/api/imports/${importId}/files`);
    request.responseType = "json";
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Lightbox-File-Name", nameHeader(name));
    within(SILENT_MS);
    request.send(file);
    if (signal.aborted) abort();
  });
}

function answered(
  request: XMLHttpRequest,
  resolve: (answer: Import) => void,
  reject: (failed: Failed) => void,
): void {
  const content = request.response as unknown;
  if (request.status >= 200 && request.status < 300 && content !== null) {
    resolve(content as Import);
    return;
  }
  const error = (content as Partial<ErrorBody> | null)?.error;
  reject(new Failed(request.status, error?.code ?? "unknown", error?.facts ?? {}));
}
