import { useState } from "preact/hooks";
import { texts, visit } from "../door.ts";
import type { BeginOtpBindingMutation } from "../gql/graphql.ts";
import { Disclosure } from "./Disclosure.tsx";
import { SecretKey } from "./SecretKey.tsx";

export type Offer = Extract<BeginOtpBindingMutation["beginOtpBinding"], { __typename: "OtpEnrollment" }>;

/** A phone cannot scan its own screen. Decided once: a page must not change its order when the phone is turned. */
export const useIsPhone = (): boolean =>
  useState(() => matchMedia("(pointer: coarse) and (max-width: 600px)").matches)[0];

/**
 * The first step of the binding: the secret, by camera, by link or by hand. Null while it is on its way: everything has
 * its place already, so that nothing jumps when it comes.
 */
export function OfferedSecret({ offer, isPhone }: { offer: Offer | null; isPhone: boolean }) {
  const picture = (
    <div class={offer ? "qr" : "qr waiting"}>
      {offer && <img src={offer.qrCode} width={200} height={200} alt={texts.qrCode(visit.applicationName)} />}
    </div>
  );
  const key = <SecretKey secret={offer?.secret ?? ""} account={offer?.accountName ?? ""} />;
  return isPhone ? (
    <>
      <a class="second wide" href={offer?.otpauthUri}>
        {texts.openInApp}
      </a>
      {key}
      <Disclosure id="by-camera" label={texts.showQrCode}>
        {picture}
      </Disclosure>
    </>
  ) : (
    <>
      {picture}
      <Disclosure id="by-hand" label={texts.troubleScanning}>
        {key}
      </Disclosure>
    </>
  );
}
