// The pending offer of one challenge (L5): asked for when the binding appears, the same again after a reload.
import { useEffect, useState } from "preact/hooks";
import { useAction } from "./action.ts";
import { send } from "./visit.ts";
import { visit } from "./door.ts";
import { BeginOtpBindingDocument } from "./gql/graphql.ts";
import type { Mailing } from "./mailing.ts";
import type { Offer } from "./parts/OfferedSecret.tsx";
import { isOfferedAgain } from "./place.ts";

export interface PendingOffer {
  /** Null while it is on its way. */
  offer: Offer | null;
  /** The server forgot it: a new one must be asked for. */
  isExpired: boolean;
  /** Another one was shown before, in this login or an earlier one: that entry in the person's app is of no use. */
  isReplaced: boolean;
  failure: string | null;
  begin: () => void;
  expire: () => void;
}

export function useOffer(token: string, mailing: Mailing): PendingOffer {
  const { failure, run } = useAction();
  const [offer, setOffer] = useState<Offer | null>(null);
  const [isExpired, setExpired] = useState(false);
  const [firstSecret, setFirstSecret] = useState<string | null>(null);
  const [isAgain, setAgain] = useState(false);

  async function ask(): Promise<void> {
    const { beginOtpBinding: answer } = await send(BeginOtpBindingDocument, { input: { challenge: token } });
    if (answer.__typename !== "OtpEnrollment") {
      await visit.turn(answer);
      return;
    }
    setFirstSecret((first) => first ?? answer.secret);
    setAgain(isOfferedAgain(visit.clientId, answer.accountName, token));
    setOffer(answer);
    // The binding needs a mailed code. It is sent by itself once in a challenge; a reload finds it sent.
    if (!mailing.sentTo) mailing.send();
  }

  function begin(): void {
    setExpired(false);
    setOffer(null);
    void run(ask);
  }

  useEffect(begin, []); // eslint-disable-line react-hooks/exhaustive-deps -- once, when the binding appears

  return {
    offer,
    isExpired,
    isReplaced: offer !== null && (isAgain || offer.secret !== firstSecret),
    failure,
    begin,
    expire: () => {
      setExpired(true);
    },
  };
}
