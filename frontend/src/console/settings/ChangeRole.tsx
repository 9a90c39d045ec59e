import { useState } from "react";
import { SetUserRoleDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Administrator } from "./Administrators.tsx";
import { chosenRole, RoleChoice } from "./RoleChoice.tsx";

export function ChangeRole({ whom, onClose }: { whom: Administrator; onClose: () => void }) {
  const { texts } = useLanguage();
  const words = texts.administrators;
  const announce = useAnnounce();
  const change = useChange(SetUserRoleDocument);
  const [problem, setProblem] = useState<string>();

  async function save(form: FormData): Promise<string | undefined> {
    setProblem(undefined);
    const { setUserRole } = await change.mutateAsync({ input: { userId: whom.id, role: chosenRole(form) } });
    switch (setUserRole.__typename) {
      case "LastAdministrator":
        setProblem(words.last);
        return "";
      case "NotFound":
        return texts.states.gone;
      case "UserRoleSet":
        announce(words.changed);
        return undefined;
    }
  }

  return (
    <FormDialog title={words.change} lead={words.changeLead(whom.email)} submit={texts.actions.save} onClose={onClose} onSubmit={save}>
      <RoleChoice label={texts.users.role} {...(whom.role ? { current: whom.role } : {})} problem={problem} />
    </FormDialog>
  );
}
