/** What an application does with the ID token (OpenID Connect Core 1.0, 3.1.3.7). */

import { read, url } from "./client.ts";

export interface Claims {
  iss: string;
  sub: string;
  aud: string;
  exp: number;
  auth_time: number;
  amr: string[];
}

interface Jwk extends JsonWebKey {
  kid: string;
}

const decoded = (part: string) => Buffer.from(part, "base64url");

/** The claims, once signature, issuer, audience and expiry are seen to be right; throws otherwise. */
export async function verifiedClaims(idToken: string, clientId: string): Promise<Claims> {
  const [head = "", payload = "", signature = ""] = idToken.split(".");
  const { alg, kid } = JSON.parse(decoded(head).toString()) as { alg: string; kid: string };
  if (alg !== "ES256") throw new Error(`signed with ${alg}`);
  const { keys } = await read<{ keys: Jwk[] }>("/.well-known/jwks.json");
  const jwk = keys.find((key) => key.kid === kid);
  if (!jwk) throw new Error("signed with a key that is not published");
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", jwk, curve, false, ["verify"]);
  const signed = Buffer.from(`${head}.${payload}`);
  if (!(await crypto.subtle.verify({ ...curve, hash: "SHA-256" }, key, decoded(signature), signed))) {
    throw new Error("the signature is wrong");
  }
  const claims = JSON.parse(decoded(payload).toString()) as Claims;
  if (claims.iss !== url || claims.aud !== clientId) throw new Error("for somebody else");
  if (claims.exp * 1000 <= Date.now()) throw new Error("expired");
  return claims;
}
