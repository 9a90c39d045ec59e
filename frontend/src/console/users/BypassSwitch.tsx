import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { formatTime } from "../../shared/time.ts";
import { useViewer } from "../access.ts";
import { SetMfaBypassDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Switch } from "../parts/Switch.tsx";
import { describe } from "../problems.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { useUserEvents } from "./userEvents.ts";
import type { User } from "./UserPage.tsx";

function Bypassed({ userId }: { userId: string }) {
  const { locale, texts } = useLanguage();
  const last = useUserEvents(userId, useViewer().may("seeAudit")).data?.bypass.edges[0]?.node;
  return (
    <p className="notice notice-warn notice-line">
      <IconAlertTriangle size={20} aria-hidden="true" />
      <span>
        {last?.actor
          ? texts.user.bypassedBy(last.actor.email, formatTime(locale, last.occurredAt))
          : texts.user.bypassOn}
      </span>
    </p>
  );
}

/** "Require MFA for this user", said positively; off asks first (document 3.3, rule M3). */
export function BypassSwitch({ user }: { user: User }) {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const announce = useAnnounce();
  const change = useChange(SetMfaBypassDocument);
  const [isAsking, setIsAsking] = useState(false);

  async function set(bypassed: boolean): Promise<string | undefined> {
    const { setMfaBypass } = await change.mutateAsync({ input: { userId: user.id, bypassed } });
    if (setMfaBypass.__typename === "NotFound") return texts.states.gone;
    announce(bypassed ? texts.user.bypassOn : texts.user.bypassOff);
    return undefined;
  }

  async function requireAgain(): Promise<void> {
    try {
      const refusal = await set(false);
      if (refusal) announce(refusal);
    } catch (error) {
      announce(describe(error, texts));
    }
  }

  return (
    <>
      <div className="setting">
        <div>
          <p id="require-mfa" className="setting-title">
            {texts.user.require}
          </p>
          <p id="require-mfa-about" className="soft">
            {user.mfaBypassed ? texts.user.requireOff : texts.user.requireOn}
          </p>
        </div>
        <Switch
          checked={!user.mfaBypassed}
          labelledBy="require-mfa"
          describedBy="require-mfa-about"
          readOnly={!may("supportUsers")}
          busy={change.isPending}
          onChange={(required) => (required ? void requireAgain() : setIsAsking(true))}
        />
      </div>
      {user.mfaBypassed && <Bypassed userId={user.id} />}
      {isAsking && (
        <ConfirmDialog
          title={texts.user.bypassTitle(user.email)}
          confirm={texts.user.bypassConfirm}
          onClose={() => setIsAsking(false)}
          onConfirm={() => set(true)}
        >
          <p>{texts.user.bypassBody}</p>
          <p>{texts.user.resetMail}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
