// The password step (L1, A7): one request, and what its refusals leave on the page.
import { useState } from "preact/hooks";
import { ApiError } from "../shared/client.ts";
import { type Action, useAction } from "./action.ts";
import { useWait, type Wait } from "./countdown.ts";
import { visit } from "./door.ts";
import { send } from "./visit.ts";
import { StartLoginDocument, type StartLoginMutation } from "./gql/graphql.ts";

type Answer = StartLoginMutation["startLogin"];

/** An input beyond a documented limit cannot be anybody's email or password: told like any other wrong one. */
function asWrong(error: unknown): Answer {
  if (error instanceof ApiError && error.code === "BAD_USER_INPUT") return { __typename: "InvalidCredentials" };
  throw error;
}

export interface PasswordStep extends Pick<Action, "isBusy" | "failure"> {
  /** A new object with every wrong password; null: not wrong. */
  wrong: object | null;
  /** Until another password is looked at. */
  wait: Wait;
  submit: (email: string, password: string) => void;
}

export function usePasswordStep(): PasswordStep {
  const { isBusy, failure, run } = useAction();
  const [wrong, setWrong] = useState<object | null>(null);
  const wait = useWait();

  async function start(email: string, password: string): Promise<void> {
    setWrong(null);
    const input = { clientId: visit.clientId, email: email.trim(), password, delivery: "COOKIE" as const };
    const answer = await send(StartLoginDocument, { input }).then(({ startLogin }) => startLogin, asWrong);
    if (answer.__typename === "RateLimited") wait.start(answer.retryAfter);
    else if (answer.__typename === "InvalidCredentials") setWrong({});
    else visit.start(answer);
  }

  return {
    isBusy,
    failure,
    wrong,
    wait,
    submit: (email, password) => void run(() => start(email, password)),
  };
}
