import { useEffect, useState } from "preact/hooks";
import { texts, visit } from "../door.ts";
import type { FactorKind } from "../gql/graphql.ts";
import { type Mailing, useMailing } from "../mailing.ts";
import { MethodTabs } from "../parts/MethodTabs.tsx";
import { Support } from "../parts/Support.tsx";
import { Title } from "../parts/Title.tsx";
import { lastFactor } from "../place.ts";
import { type Challenge as LoginChallenge, firstMethod, type Notice } from "../stage.ts";
import { Binding } from "./Binding.tsx";
import { CodeForm } from "./CodeForm.tsx";
import { EmailMethod } from "./EmailMethod.tsx";

type Method = LoginChallenge["methods"][number];

interface PanelProps {
  method: Method;
  challenge: LoginChallenge;
  mailing: Mailing;
  /** Whether its field may take the focus: not from a tab that the arrow keys have just reached. */
  takesFocus: boolean;
  /** Whether the page's h1 is the tabs' and the binding needs a heading of its own. */
  isTabbed: boolean;
}

function Panel({ method, challenge, mailing, takesFocus, isTabbed }: PanelProps) {
  const maskedEmail = method.maskedEmail ?? "";
  if (method.kind === "EMAIL") {
    return <EmailMethod challenge={challenge} maskedEmail={maskedEmail} mailing={mailing} takesFocus={takesFocus} />;
  }
  if (!method.bound) {
    return <Binding challenge={challenge} maskedEmail={maskedEmail} mailing={mailing} isTabbed={isTabbed} />;
  }
  return (
    <>
      <p>{texts.openApp(visit.applicationName)}</p>
      <CodeForm kind="OTP" challenge={challenge} takesFocus={takesFocus} />
    </>
  );
}

/** The second step: one method, or tabs of which any one is enough (L2, ux.md 2 and 3). */
export function Challenge({ challenge, notice }: { challenge: LoginChallenge; notice?: Notice | undefined }) {
  const { methods } = challenge;
  const mailing = useMailing(challenge);
  const [choice, setChoice] = useState({ kind: lastFactor(), isByKey: false });
  const kind = firstMethod(challenge, choice.kind);
  // A panel appears when it is first chosen, and then stays: its code and its error survive a switch of tabs.
  const [opened, setOpened] = useState<FactorKind[]>([]);
  useEffect(() => {
    setOpened((before) => (before.includes(kind) ? before : [...before, kind]));
  }, [kind]);

  const isTabbed = methods.length > 1;
  const isBinding = methods.some((method) => method.kind === "OTP" && !method.bound);
  const panels = methods
    .filter((method) => method.kind === kind || opened.includes(method.kind))
    .map((method) => {
      const isShown = method.kind === kind;
      const isBound = String(method.bound);
      const tabbed = isTabbed ? { role: "tabpanel" as const, "aria-labelledby": `tab-${method.kind}` } : {};
      return (
        <div key={method.kind + isBound} id={`panel-${method.kind}`} hidden={!isShown} {...tabbed}>
          <Panel {...{ method, challenge, mailing, isTabbed }} takesFocus={isShown && !choice.isByKey} />
        </div>
      );
    });

  return (
    <>
      <Title key={methods.map(({ kind, bound }) => kind + String(bound)).join()} text={isBinding && !isTabbed ? texts.bindTitle : texts.verifyTitle} />
      {notice && (
        <p role="alert" class="notice">
          {texts.notices[notice]}
        </p>
      )}
      {isTabbed && <MethodTabs kinds={methods.map((method) => method.kind)} chosen={kind} onChosen={setChoice} />}
      {panels}
      <footer>
        <p>
          {isTabbed ? texts.cantUseEither : texts.cantUse} <Support />
        </p>
        <button
          type="button"
          class="quiet"
          onClick={visit.leave}
        >
          {texts.otherAccount}
        </button>
      </footer>
    </>
  );
}
