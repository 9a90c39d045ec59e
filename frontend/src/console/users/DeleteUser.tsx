import { useState } from "react";
import { useLocation } from "wouter";
import { DeleteUserDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { Button } from "../parts/Button.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { routes } from "../paths.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import type { User } from "./UserPage.tsx";

export function DeleteUser({ user }: { user: User }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const change = useChange(DeleteUserDocument, { leaves: true });
  const [isAsking, setIsAsking] = useState(false);

  async function remove(): Promise<string | undefined> {
    const { deleteUser } = await change.mutateAsync({ input: { userId: user.id } });
    switch (deleteUser.__typename) {
      case "LastAdministrator":
        return texts.user.lastAdministrator;
      case "NotFound":
        return texts.states.gone;
      case "UserDeleted":
        announce(texts.user.removed(user.email));
        navigate(routes.users);
        return undefined;
    }
  }

  return (
    <section className="panel setting" aria-labelledby="delete-user">
      <div>
        <h2 id="delete-user">{texts.user.remove}</h2>
        <p className="soft">{texts.user.removeLead}</p>
      </div>
      <Button className="button-danger-quiet" onClick={() => setIsAsking(true)}>
        {texts.user.remove}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={texts.user.removeTitle(user.email)}
          confirm={texts.user.remove}
          onClose={() => setIsAsking(false)}
          onConfirm={remove}
        >
          <p>{texts.user.removeBody}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
