/**
 * A whole login with typed operations: password, first OTP binding, the next login with a code, the ID token.
 *
 *     EMAIL=… PASSWORD=… node login.ts
 *
 * The code that is mailed is read from the demo's mailbox, which no other installation has.
 */

import { nextCode, otpCode, read, send } from "./client.ts";
import {
  BeginOtpBindingDocument,
  ConfirmOtpBindingDocument,
  SendEmailCodeDocument,
  SignOutDocument,
  StartLoginDocument,
  VerifyFactorDocument,
  type CompletedFragment,
} from "./gql/graphql.ts";
import { verifiedClaims } from "./idToken.ts";

const clientId = "demo";
const email = process.env["EMAIL"] ?? "";
const password = process.env["PASSWORD"] ?? "";

type Member = { __typename: string; message?: string };

/** The member of the union that is wanted, with its type; any other ends the program with the server's advice. */
function expect<Union extends Member, Name extends Union["__typename"]>(answer: Union, name: Name) {
  if (answer.__typename !== name) throw new Error(`${answer.__typename}: ${answer.message ?? "not expected here"}`);
  return answer as Extract<Union, { __typename: Name }>;
}

/** The password. The challenge's token is the login: keep it to yourself. */
async function start() {
  const { startLogin } = await send(StartLoginDocument, { input: { clientId, email, password } });
  return expect(startLogin, "LoginChallenge");
}

/** Have the code mailed, and read it: the subject begins with it. */
async function mailedCode(challenge: string): Promise<string> {
  const { sendEmailCode } = await send(SendEmailCodeDocument, { input: { challenge } });
  console.log(`A code was mailed to ${expect(sendEmailCode, "EmailCodeSent").maskedEmail}`);
  const mails = await read<{ to: string; subject: string }[]>("/mailbox.json");
  return mails.find((mail) => mail.to === email)?.subject.slice(0, 6) ?? "";
}

/** Look at the ID token, and end the session. */
async function finish(completed: CompletedFragment): Promise<void> {
  const claims = await verifiedClaims(completed.idToken, clientId);
  console.log(`Signed in: ${completed.user.email}, ID token for ${claims.aud}, amr ${claims.amr.join(" ")}`);
  await send(SignOutDocument, {}, completed.accessToken ?? "");
}

async function verify(challenge: string, kind: "OTP" | "EMAIL", code: string) {
  return (await send(VerifyFactorDocument, { input: { challenge, kind, code } })).verifyFactor;
}

/** The first binding: the app's code and the mailed one, in one submission. Answers the app's secret. */
async function bindOtp(challenge: string): Promise<string> {
  const { beginOtpBinding } = await send(BeginOtpBindingDocument, { input: { challenge } });
  const { secret } = expect(beginOtpBinding, "OtpEnrollment");
  const emailCode = await mailedCode(challenge);
  const input = { challenge, code: otpCode(secret), emailCode };
  const { confirmOtpBinding } = await send(ConfirmOtpBindingDocument, { input });
  await finish(expect(confirmOtpBinding, "LoginCompleted"));
  return secret;
}

const challenge = await start();
if (challenge.methods.some((method) => method.kind === "OTP" && method.bound)) {
  console.log("OTP is bound already, and its secret is never shown again: signing in by mail");
  const code = await mailedCode(challenge.token);
  await finish(expect(await verify(challenge.token, "EMAIL", code), "LoginCompleted"));
} else {
  const secret = await bindOtp(challenge.token);
  console.log("OTP is bound");
  const { token } = await start();
  const wrong = expect(await verify(token, "OTP", "wrong"), "InvalidCode");
  console.log(`A wrong code: ${wrong.reason}, ${String(wrong.attemptsRemaining)} more lock the account`);
  console.log("Waiting for the next code: each is accepted once");
  await nextCode();
  await finish(expect(await verify(token, "OTP", otpCode(secret)), "LoginCompleted"));
}
