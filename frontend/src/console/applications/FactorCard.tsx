import { IconAlertTriangle, IconDeviceMobile, IconMail } from "@tabler/icons-react";
import { formatAgo } from "../../shared/time.ts";
import type { MailDeliveryQuery } from "../gql/graphql.ts";
import { Switch } from "../parts/Switch.tsx";
import { useNow } from "../parts/useNow.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Application } from "./ApplicationPages.tsx";
import { shownState } from "./changes.ts";

type Mail = MailDeliveryQuery["mailDelivery"];

interface FactorCardProps {
  factor: Application["factors"][number];
  /** The state on its way to the server, shown at once. */
  pending: boolean | undefined;
  mail: Mail | undefined;
  readOnly: boolean;
  busy: boolean;
  onToggle: (enabled: boolean) => void;
}

/** What stands in the way of mail (rule C5); OTP needs it too, once. */
function useMailWarning(kind: "OTP" | "EMAIL", mail: Mail | undefined): string[] {
  const { locale, texts } = useLanguage();
  const now = useNow();
  if (!mail || mail.isWorking) return [];
  const failed = mail.lastFailedAt ? formatAgo(locale, mail.lastFailedAt, now) : texts.states.unknown;
  const reason = mail.isConfigured ? texts.mfa.mailFailing(failed) : texts.mfa.mailMissing;
  return kind === "OTP" ? [reason, texts.mfa.mailForOtp] : [reason];
}

/** One factor: what it is, how many have bound it, its switch, and the warning of rule C5. */
export function FactorCard({ factor, pending, mail, readOnly, busy, onToggle }: FactorCardProps) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  const warning = useMailWarning(factor.kind, mail);
  const title = `factor-${factor.kind}`;
  const when = factor.savedAt && formatAgo(locale, factor.savedAt, now);
  const Icon = factor.kind === "OTP" ? IconDeviceMobile : IconMail;
  return (
    <li className="factor">
      <Icon className="factor-icon" size={26} stroke={1.5} aria-hidden="true" />
      <div className="factor-text">
        <h3 id={title}>{texts.factors[factor.kind]}</h3>
        <div id={`${title}-about`}>
          <p>{texts.mfa.state(factor.kind, factor.bindingCount)}</p>
          <p className="soft">{texts.mfa[factor.kind]}</p>
          {warning.length > 0 && (
            <p className="factor-warning">
              <IconAlertTriangle size={18} aria-hidden="true" />
              <span>{warning.reduce(texts.states.both)}</span>
            </p>
          )}
        </div>
        {when && (
          <p className="factor-saved">
            {factor.savedBy ? texts.mfa.savedBy(factor.savedBy.email, when) : texts.mfa.savedAt(when)}
          </p>
        )}
      </div>
      <Switch
        checked={pending ?? shownState(factor)}
        onChange={onToggle}
        labelledBy={title}
        describedBy={`${title}-about`}
        readOnly={readOnly}
        busy={busy}
      />
    </li>
  );
}
