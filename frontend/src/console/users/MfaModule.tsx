import { useRef, useState } from "react";
import { useViewer } from "../access.ts";
import { useNow } from "../parts/useNow.ts";
import { useLanguage } from "../texts/context.tsx";
import { Bindings, type Binding } from "./Bindings.tsx";
import { holding } from "./bypass.ts";
import { BypassSwitch } from "./BypassSwitch.tsx";
import { LockLine } from "./LockLine.tsx";
import { ResetDialog } from "./ResetDialog.tsx";
import type { User } from "./UserPage.tsx";

/** The module "Multi-Factor Authentication" of the user details (document 3.1 to 3.3, rules M1 to M3). */
export function MfaModule({ user }: { user: User }) {
  const { texts } = useLanguage();
  const { may, id: viewerId, role } = useViewer();
  const [resetting, setResetting] = useState<Binding | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element>(null);
  const now = useNow();
  const isOwn = user.id === viewerId;
  const mayAct = may("supportUsers") && !isOwn;
  const ask = (binding: Binding) => {
    opener.current = document.activeElement;
    setResetting(binding);
  };
  // The button that asked, unless it goes with the binding, now or when the row is read again: then the module.
  const focusAfter = () => (opener.current instanceof HTMLElement ? opener.current : heading.current);
  return (
    <section className="panel" aria-labelledby="mfa">
      <h2 id="mfa" ref={heading} tabIndex={-1}>
        {texts.user.mfa}
      </h2>
      {!mayAct && (
        <p className="notice notice-soft">{may("supportUsers") ? texts.support.own : texts.support.readOnly(texts.roles[role])}</p>
      )}
      <LockLine user={user} home={heading} />
      <BypassSwitch user={user} readOnly={!mayAct} />
      <Bindings user={user} isBypassed={holding(user.mfaBypass, now) !== null} onReset={mayAct ? ask : null} />
      {resetting && (
        <ResetDialog
          email={user.email}
          userId={user.id}
          binding={resetting}
          finalFocus={focusAfter}
          onReset={() => (opener.current = null)}
          onClose={() => setResetting(null)}
        />
      )}
    </section>
  );
}
