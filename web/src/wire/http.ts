import type { ErrorBody } from "./messages";

type ErrorFacts = Record<string, string | number | boolean>;

/** The server said no (or could not be reached: `unreachable`), in the one error shape. */
export class Failed extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly facts: ErrorFacts = {},
  ) {
    super(code);
    this.name = "Failed";
  }
}

/** Whether the same question may be answered a little later: the line, or the server, was away. */
export function mayPass({ status }: Failed): boolean {
  return status === 0 || status === 429 || status >= 500;
}

const PATIENCE_MS = 15000;

const PARTING_TRIES = 10;

/**
 * Ask the server: JSON both ways, cookies of this origin, never cached. Throws `Failed`.
 *
 * A process that stops says so before it does anything: whoever is there a moment later is asked again.
 */
async function ask<Answer>(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
  for (let left = PARTING_TRIES; ; left -= 1) {
    try {
      return await read<Answer>(await answerOf(method, path, body, signal));
    } catch (error) {
      if (!(error instanceof Failed) || error.code !== "draining" || left === 0) throw error;
      const restMs = Number(error.facts.retry_ms ?? 0) * (0.75 + Math.random() / 2);
      await new Promise((rested) => setTimeout(rested, restMs));
      signal?.throwIfAborted();
    }
  }
}

async function answerOf(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const limit = AbortSignal.timeout(PATIENCE_MS);
  const request: RequestInit = {
    method,
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  };
  if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers = { "Content-Type": "application/json" };
  }
  try {
    return await fetch(path, request);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Failed(0, "unreachable");
  }
}

async function read<Answer>(answer: Response): Promise<Answer> {
  const content: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return content as Answer;
  const error = (content as Partial<ErrorBody> | undefined)?.error;
  throw new Failed(answer.status, error?.code ?? "unknown", error?.facts ?? {});
}

export function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>("GET", path, undefined, signal);
}

/** A file to keep, as it is. */
export async function getFile(path: string): Promise<Blob> {
  const answer = await answerOf("GET", path, undefined);
  return answer.ok ? answer.blob() : read<Blob>(answer);
}

export function post<Answer>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>("POST", path, body, signal);
}

const FILE_PATIENCE_MS = 120_000;

/** What is asked for as a file that is written down at once; only its name comes from us. */
export async function postForFile(path: string, body: unknown): Promise<Blob> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(FILE_PATIENCE_MS),
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json" },
    });
    if (answer.ok) return await answer.blob();
  } catch {
    throw new Failed(0, "unreachable");
  }
  return read<Blob>(answer);
}

export function put<Answer>(path: string, body: unknown): Promise<Answer> {
  return ask<Answer>("PUT", path, body);
}

export function remove<Answer>(path: string): Promise<Answer> {
  return ask<Answer>("DELETE", path, undefined);
}
