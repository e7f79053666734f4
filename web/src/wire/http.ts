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

const PATIENCE_MS = 15000;

/** Ask the server: JSON both ways, cookies of this origin, never cached. Throws `Failed`. */
async function ask<Answer>(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
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
  let answer: Response;
  try {
    answer = await fetch(path, request);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Failed(0, "unreachable");
  }
  return read<Answer>(answer);
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

export function post<Answer>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>("POST", path, body, signal);
}

export function put<Answer>(path: string, body: unknown): Promise<Answer> {
  return ask<Answer>("PUT", path, body);
}

export function remove<Answer>(path: string): Promise<Answer> {
  return ask<Answer>("DELETE", path, undefined);
}
