import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { formatTime } from "../../shared/time.ts";
import { SetMfaBypassDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { Switch } from "../parts/Switch.tsx";
import { useNow } from "../parts/useNow.ts";
import { describe } from "../problems.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { formatEnd, holding } from "./bypass.ts";
import { BypassDialog } from "./BypassDialog.tsx";
import type { User } from "./UserPage.tsx";

type Bypass = NonNullable<User["mfaBypass"]>;

/** The lasting amber line: by whom, since when, until when, why. */
function Bypassed({ bypass }: { bypass: Bypass }) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  return (
    <p className="notice notice-warn notice-line">
      <IconAlertTriangle size={20} aria-hidden="true" />
      <span>
        {texts.user.bypassedBy(
          bypass.by?.email ?? null,
          bypass.since && formatTime(locale, bypass.since),
          bypass.until && formatEnd(locale, bypass.until, now),
        )}
        {bypass.reason && <span className="reason">{texts.user.bypassReason(bypass.reason)}</span>}
      </span>
    </p>
  );
}

/** "Require MFA for this user", said positively; off asks first (document 3.3, rule M3). */
export function BypassSwitch({ user, readOnly }: { user: User; readOnly: boolean }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const change = useChange(SetMfaBypassDocument);
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState("");
  const bypass = holding(user.mfaBypass, useNow());

  async function requireAgain(): Promise<void> {
    setProblem("");
    try {
      const { setMfaBypass } = await change.mutateAsync({ input: { userId: user.id, bypassed: false } });
      const { __typename } = setMfaBypass;
      if (__typename === "MfaBypassSet") announce(texts.user.bypassOff);
      else setProblem(__typename === "OwnAccount" ? texts.support.own : texts.states.gone);
    } catch (error) {
      setProblem(describe(error, texts));
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
            {bypass ? texts.user.requireOff : texts.user.requireOn}
          </p>
        </div>
        <Switch
          checked={!bypass}
          labelledBy="require-mfa"
          describedBy="require-mfa-about"
          readOnly={readOnly}
          busy={change.isPending}
          onChange={(required) => (required ? void requireAgain() : setIsAsking(true))}
        />
      </div>
      {bypass && <Bypassed bypass={bypass} />}
      {problem && (
        <p className="notice notice-danger" role="alert">
          {problem}
        </p>
      )}
      {isAsking && <BypassDialog user={user} onClose={() => setIsAsking(false)} />}
    </>
  );
}
