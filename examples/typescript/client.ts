/** Ostiary's API from TypeScript: `fetch`, and documents that know the types of their variables and answers. */

import { createHmac } from "node:crypto";
import type { TypedDocumentString } from "./gql/graphql.ts";

export const url = process.env["OSTIARY_URL"] ?? "http://127.0.0.1:8000";

/** The request was refused: who you are, or what was sent. Expected refusals are data, told by `__typename`. */
export class ApiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

interface Answer<Result> {
  data?: Result | null;
  errors?: { message: string; extensions: { code: string } }[];
}

/** The answer's `data`; throws ApiError. `token`: of a session, or an API token. */
export async function send<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  token?: string,
): Promise<Result> {
  const reply = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: document, variables }),
  });
  const answer = (await reply.json()) as Answer<Result>;
  const error = answer.errors?.[0];
  if (error) throw new ApiError(error.extensions.code, error.message);
  if (!answer.data) throw new ApiError("NO_DATA", "neither data nor an error came back");
  return answer.data;
}

/** The JSON that the server has at `path`. */
export async function read<Result>(path: string): Promise<Result> {
  return (await (await fetch(url + path)).json()) as Result;
}

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** What an authenticator app shows now (RFC 6238: SHA-1, six digits, 30 seconds). */
export function otpCode(secret: string): string {
  const bits = [...secret].map((letter) => base32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(step).digest();
  const number = digest.readUInt32BE(digest.readUInt8(19) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** A code is accepted once, so whoever has just used one waits for the app to show another. */
export function nextCode(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30_000 - (Date.now() % 30_000)));
}
