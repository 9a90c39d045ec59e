import { IconDeviceMobile, IconMail } from "@tabler/icons-react";
import { formatAgo, formatDay, formatUtc } from "../../shared/time.ts";
import { Button } from "../parts/Button.tsx";
import { useNow } from "../parts/useNow.ts";
import { useLanguage } from "../texts/context.tsx";
import type { User } from "./UserPage.tsx";

export type Binding = User["bindings"][number];

const icons = { OTP: IconDeviceMobile, EMAIL: IconMail };

/** "Bound 12 Nov 2026, last used 3 hours ago"; the exact moments on hover. */
function Used({ binding: { boundAt, lastUsedAt } }: { binding: Binding }) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  return (
    <p className="soft">
      <time dateTime={boundAt} title={formatUtc(boundAt)}>
        {texts.user.boundOn(formatDay(locale, boundAt))}
      </time>
      {texts.user.then}
      {lastUsedAt ? (
        <time dateTime={lastUsedAt} title={formatUtc(lastUsedAt)}>
          {texts.user.lastUsedAgo(formatAgo(locale, lastUsedAt, now))}
        </time>
      ) : (
        texts.user.neverUsed
      )}
    </p>
  );
}

interface BindingsProps {
  user: User;
  isBypassed: boolean;
  /** null: only to be looked at. */
  onReset: ((binding: Binding) => void) | null;
}

/** One row for each binding (rule M1), and a line where an application asks for OTP and none is bound: no row to reset. */
export function Bindings({ user, isBypassed, onReset }: BindingsProps) {
  const { texts } = useLanguage();
  const asking = user.applications.filter(
    ({ id, factors }) =>
      factors.some((factor) => factor.kind === "OTP" && factor.enabled) &&
      !user.bindings.some((binding) => binding.kind === "OTP" && binding.application.id === id),
  );
  if (user.bindings.length === 0 && asking.length === 0) return <p className="soft">{texts.user.noBindings}</p>;
  return (
    <ul className="bindings" aria-label={texts.user.bindings}>
      {user.bindings.map((binding) => {
        const Icon = icons[binding.kind];
        const factor = texts.factors[binding.kind];
        const { name } = binding.application;
        return (
          <li key={binding.id} className="binding">
            <Icon size={22} stroke={1.6} aria-hidden="true" />
            <div>
              <p>
                <strong>{factor}</strong> <span className="binding-place">{name}</span>
              </p>
              <Used binding={binding} />
            </div>
            {onReset && (
              <Button aria-label={texts.user.resetLabel(factor, name)} onClick={() => onReset(binding)}>
                {texts.user.reset}
              </Button>
            )}
          </li>
        );
      })}
      {asking.map(({ id, name }) => (
        <li key={id} className="binding binding-absent">
          <IconDeviceMobile size={22} stroke={1.6} aria-hidden="true" />
          <div>
            <p>
              <strong>{texts.factors.OTP}</strong> <span className="binding-place">{name}</span>
            </p>
            <p className="soft">{isBypassed ? texts.user.unboundBypassed : texts.user.unbound}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
