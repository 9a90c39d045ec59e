import { useState } from "react";
import { fromLocalInput, toLocalInput } from "../audit/filter.ts";
import { SetMfaBypassDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { SelectField, TextField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { useNow } from "../parts/useNow.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { endAfter, formatEnd, longestDays, spans } from "./bypass.ts";
import { SupportDialog } from "./SupportDialog.tsx";
import type { User } from "./UserPage.tsx";

const picked = "picked";

/** Asks before a user is let past every second step (rule M3): until when, and why. */
export function BypassDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  const announce = useAnnounce();
  const change = useChange(SetMfaBypassDocument);
  const [span, setSpan] = useState("");
  const [problem, setProblem] = useState<string>();

  function readEnd(form: FormData): string | null | undefined {
    if (span === picked) return fromLocalInput(readText(form, "until"));
    return span ? endAfter(Number(span), now) : null;
  }

  function refuse(field: string): boolean {
    if (field === "until") setProblem(texts.support.untilInvalid);
    return field === "until";
  }

  async function bypass(form: FormData, reason: string | null): Promise<string | undefined> {
    setProblem(undefined);
    const until = readEnd(form);
    if (until === undefined) {
      setProblem(texts.support.untilInvalid);
      return "";
    }
    const { setMfaBypass } = await change.mutateAsync({ input: { userId: user.id, bypassed: true, reason, until } });
    if (setMfaBypass.__typename === "NotFound") return texts.states.gone;
    if (setMfaBypass.__typename === "OwnAccount") return texts.support.own;
    announce(texts.user.bypassOn);
    return undefined;
  }

  return (
    <SupportDialog
      title={texts.user.bypassTitle(user.email)}
      confirm={texts.user.bypassConfirm}
      onClose={onClose}
      onConfirm={bypass}
      onRefused={refuse}
      choices={
        <>
          <SelectField label={texts.support.end} value={span} onChange={(event) => setSpan(event.target.value)}>
            <option value="">{texts.support.noEnd}</option>
            {spans.map((hours) => (
              <option key={hours} value={hours}>
                {texts.support.span(hours, formatEnd(locale, endAfter(hours, now), now))}
              </option>
            ))}
            <option value={picked}>{texts.support.pick}</option>
          </SelectField>
          {span === picked && (
            <TextField
              label={texts.support.until}
              name="until"
              type="datetime-local"
              required
              min={toLocalInput(endAfter(0, now))}
              max={toLocalInput(endAfter(longestDays * 24, now))}
              problem={problem}
            />
          )}
        </>
      }
    >
      <p>{texts.user.bypassBody}</p>
      <p>{texts.user.resetMail}</p>
    </SupportDialog>
  );
}
