import { useRef, useState } from "react";
import { useViewer } from "../access.ts";
import { Button } from "../parts/Button.tsx";
import { DataTable, type Column } from "../parts/DataTable.tsx";
import { Ago, Time } from "../parts/Time.tsx";
import { useLanguage } from "../texts/context.tsx";
import { BypassSwitch } from "./BypassSwitch.tsx";
import { LockLine } from "./LockLine.tsx";
import { ResetDialog } from "./ResetDialog.tsx";
import type { User } from "./UserPage.tsx";

export type Binding = User["bindings"][number];

function useBindingColumns(onReset: ((binding: Binding) => void) | null): Column<Binding>[] {
  const { texts } = useLanguage();
  const columns: Column<Binding>[] = [
    { key: "factor", header: texts.user.factor, cell: (row) => texts.factors[row.kind] },
    { key: "application", header: texts.user.application, cell: (row) => row.application.name },
    { key: "boundAt", header: texts.user.boundAt, cell: (row) => <Time at={row.boundAt} /> },
    { key: "lastUsed", header: texts.user.lastUsed, cell: (row) => <Ago at={row.lastUsedAt} /> },
  ];
  if (onReset) {
    columns.push({
      key: "reset",
      header: texts.user.action,
      cell: (row) => (
        <Button aria-label={texts.user.resetLabel(texts.factors[row.kind], row.application.name)} onClick={() => onReset(row)}>
          {texts.user.reset}
        </Button>
      ),
    });
  }
  return columns;
}

/** The module "Multi-Factor Authentication" of the user details (document 3.1 to 3.3, rules M1 to M3). */
export function MfaModule({ user }: { user: User }) {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const [resetting, setResetting] = useState<Binding | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const columns = useBindingColumns(may("supportUsers") ? setResetting : null);
  return (
    <section className="panel" aria-labelledby="mfa">
      <h2 id="mfa" ref={heading} tabIndex={-1}>
        {texts.user.mfa}
      </h2>
      <LockLine user={user} />
      <BypassSwitch user={user} />
      {user.bindings.length === 0 ? (
        <p className="soft">{texts.user.noBindings}</p>
      ) : (
        <DataTable caption={texts.user.bindings} columns={columns} rows={user.bindings} rowKey={(row) => row.id} />
      )}
      {resetting && (
        <ResetDialog
          email={user.email}
          userId={user.id}
          binding={resetting}
          finalFocus={() => heading.current}
          onClose={() => setResetting(null)}
        />
      )}
    </section>
  );
}
