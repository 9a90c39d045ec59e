import { useViewer } from "../access.ts";
import { SetUserRoleDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Administrator } from "./Administrators.tsx";

export function RemoveRole({ whom, onClose }: { whom: Administrator; onClose: () => void }) {
  const { texts } = useLanguage();
  const words = texts.administrators;
  const viewer = useViewer();
  const announce = useAnnounce();
  const change = useChange(SetUserRoleDocument);

  async function remove(): Promise<string | undefined> {
    const { setUserRole } = await change.mutateAsync({ input: { userId: whom.id, role: null } });
    switch (setUserRole.__typename) {
      case "LastAdministrator":
        return texts.user.lastAdministrator;
      case "NotFound":
        return texts.states.gone;
      case "UserRoleSet":
        announce(words.removed(whom.email));
        return undefined;
    }
  }

  return (
    <ConfirmDialog
      title={words.removeTitle(whom.email)}
      confirm={words.remove}
      onClose={onClose}
      onConfirm={remove}
      finalFocus={() => document.querySelector("h1")}
    >
      <p>{words.removeBody}</p>
      {whom.id === viewer.id && <p className="strong">{words.removeSelf}</p>}
    </ConfirmDialog>
  );
}
