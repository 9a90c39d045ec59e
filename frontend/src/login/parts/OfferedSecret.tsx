import type { ComponentChildren } from "preact";
import { useDoor } from "../door.ts";
import type { BeginOtpBindingMutation } from "../gql/graphql.ts";
import { Disclosure } from "./Disclosure.tsx";
import { SecretKey } from "./SecretKey.tsx";

export type Offer = Extract<BeginOtpBindingMutation["beginOtpBinding"], { __typename: "OtpEnrollment" }>;

/** A phone cannot scan its own screen. */
export const isPhone = (): boolean => matchMedia("(pointer: coarse) and (max-width: 600px)").matches;

/** The first step of the binding: the secret, by camera, by link or by hand. Null while it is on its way. */
export function OfferedSecret({ offer }: { offer: Offer | null }) {
  const { texts, visit } = useDoor();
  const app = visit.applicationName;
  if (!offer) return <div class="qr waiting" aria-hidden="true" />;

  const picture: ComponentChildren = (
    <div class="qr">
      <img src={offer.qrCode} width={200} height={200} alt={texts.qrCode(app)} />
    </div>
  );
  const key = <SecretKey secret={offer.secret} account={offer.accountName} />;
  if (!isPhone()) {
    return (
      <>
        {picture}
        <Disclosure id="by-hand" label={texts.troubleScanning}>
          {key}
        </Disclosure>
      </>
    );
  }
  return (
    <>
      <a class="second wide" href={offer.otpauthUri}>
        {texts.openInApp}
      </a>
      {key}
      <Disclosure id="by-camera" label={texts.showQrCode}>
        {picture}
      </Disclosure>
    </>
  );
}
