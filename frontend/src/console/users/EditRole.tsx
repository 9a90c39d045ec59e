import { useState } from "react";
import { SetUserRoleDocument, type Role } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { leastRole, readRole, RoleField } from "../parts/RoleField.tsx";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";

interface EditRoleProps {
  user: { id: string; email: string; role: Role | null };
  /** Where taking the role away has a button of its own. */
  isKept?: boolean;
  onClose: () => void;
}

/** What a user may do in the console (rules D2, D4). */
export function EditRole({ user, isKept = false, onClose }: EditRoleProps) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const change = useChange(SetUserRoleDocument);
  const [problem, setProblem] = useState<string>();

  async function save(form: FormData): Promise<string | undefined> {
    setProblem(undefined);
    const role = readRole(form) ?? (isKept ? leastRole : null);
    const { setUserRole } = await change.mutateAsync({ input: { userId: user.id, role } });
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
      <RoleField current={user.role} isOptional={!isKept} problem={problem} />
    </FormDialog>
  );
}
