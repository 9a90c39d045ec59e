import { texts } from "../door.ts";
import type { Mailing } from "../mailing.ts";
import { SendCode } from "../parts/SendCode.tsx";
import type { Challenge } from "../stage.ts";
import { CodeForm } from "./CodeForm.tsx";

interface Props {
  challenge: Challenge;
  maskedEmail: string;
  mailing: Mailing;
  takesFocus: boolean;
}

/** Codes by email: first the button, then the field (ux.md 3). */
export function EmailMethod({ challenge, maskedEmail, mailing, takesFocus }: Props) {
  return (
    <>
      {!mailing.sentTo && <p>{texts.willEmail(maskedEmail)}</p>}
      <SendCode mailing={mailing} />
      {mailing.sentTo && <CodeForm kind="EMAIL" challenge={challenge} takesFocus={takesFocus} />}
    </>
  );
}
