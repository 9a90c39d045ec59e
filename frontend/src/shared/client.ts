/** A document with the types of its result and variables, as codegen writes it. */
export interface TypedDocument<Result, Variables> {
  toString(): string;
  __apiType?: (variables: Variables) => Result;
}

/** `NETWORK`: no readable answer came back. Every other code is the server's `extensions.code`. */
export class ApiError extends Error {
  readonly code: string;
  readonly correlationId: string | undefined;
  /** The input that broke a documented limit, as `input.email`. */
  readonly field: string | undefined;

  constructor(code: string, message: string, correlationId?: string, field?: string) {
    super(message);
    this.code = code;
    this.correlationId = correlationId;
    this.field = field;
  }
}

interface Answer<Result> {
  data?: Result | null;
  errors?: { message: string; extensions?: { code?: string; correlationId?: string; field?: string } }[];
}

async function post<Result>(client: string, query: string, variables: unknown, signal?: AbortSignal): Promise<Answer<Result>> {
  try {
    const reply = await fetch("/graphql", {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "content-type": "application/json",
        "X-Ostiary-Client": client,
        // Mail is written in the language that is on the screen, not in the browser's.
        "accept-language": document.documentElement.lang,
      },
      body: JSON.stringify({ query, variables }),
      signal: signal ?? null,
    });
    return (await reply.json()) as Answer<Result>;
  } catch {
    throw new ApiError("NETWORK", "no answer");
  }
}

/**
 * The GraphQL client of one entry. Resolves with the data; rejects with `ApiError` if the server answered with an
 * error or not at all. Expected refusals are no errors: they are members of the mutation's union, told by `__typename`.
 */
export function createClient(client: "console" | "login") {
  return async function send<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Result> {
    const answer = await post<Result>(client, document.toString(), variables, signal);
    const error = answer.errors?.[0];
    if (error) {
      const { code = "INTERNAL_SERVER_ERROR", correlationId, field } = error.extensions ?? {};
      throw new ApiError(code, error.message, correlationId, field);
    }
    if (!answer.data) throw new ApiError("NETWORK", "no answer");
    return answer.data;
  };
}
