import { texts } from "../door.ts";
import { CopyKey } from "./CopyKey.tsx";

/** The secret for typing: groups of four to the eye, letter by letter to the ear, no blank when selected and copied. */
export function SecretKey({ secret, account }: { secret: string; account: string }) {
  return (
    <div class="key">
      <p>{texts.enterKey}</p>
      <p translate={false} class="secret">
        <span aria-hidden="true">
          {secret.match(/.{1,4}/g)?.map((group) => <span key={group}>{group}</span>)}
        </span>
        <span class="unseen unselected">{secret.split("").join(" ")}</span>
      </p>
      <CopyKey secret={secret} />
      <dl>
        <dt>{texts.account}</dt>
        <dd translate={false}>{account}</dd>
        <dt>{texts.keyKind}</dt>
        <dd>{texts.keyKindValue}</dd>
      </dl>
    </div>
  );
}
