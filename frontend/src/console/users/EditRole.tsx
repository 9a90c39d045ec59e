import { useState } from "react";
import { SetUserRoleDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { readRole, RoleField } from "./RoleField.tsx";
import type { User } from "./UserPage.tsx";

export function EditRole({ user, onClose }: { user: User; onClose: () => void }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const change = useChange(SetUserRoleDocument);
  const [problem, setProblem] = useState<string>();

  async function save(form: FormData): Promise<string | undefined> {
    setProblem(undefined);
    const { setUserRole } = await change.mutateAsync({ input: { userId: user.id, role: readRole(form) } });
    switch (setUserRole.__typename) {
      case "LastAdministrator":
        setProblem(texts.user.lastAdministrator);
        return "";
      case "NotFound":
        return texts.states.gone;
      case "UserRoleSet":
        announce(texts.user.roleSaved);
        return undefined;
    }
  }

  return (
    <FormDialog
      title={texts.user.changeRole}
      lead={texts.user.roleLead(user.email)}
      submit={texts.actions.save}
      onClose={onClose}
      onSubmit={save}
    >
      <RoleField current={user.role} problem={problem} />
    </FormDialog>
  );
}
