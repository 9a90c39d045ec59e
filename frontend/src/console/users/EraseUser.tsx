import { useState } from "react";
import { useLocation } from "wouter";
import { EraseUserDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { Button } from "../parts/Button.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { TextField } from "../parts/Field.tsx";
import { routes } from "../paths.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import type { User } from "./UserPage.tsx";

const fieldId = "erase-email";

/** Takes the user out of the log as well as out of the directory, once their address has been typed. */
export function EraseUser({ user }: { user: User }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const change = useChange(EraseUserDocument, { leaves: true });
  const [isAsking, setIsAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const [isMistyped, setIsMistyped] = useState(false);

  function ask() {
    setTyped("");
    setIsMistyped(false);
    setIsAsking(true);
  }

  async function erase(): Promise<string | undefined> {
    if (typed.trim().toLowerCase() !== user.email.toLowerCase()) {
      setIsMistyped(true);
      document.getElementById(fieldId)?.focus();
      return "";
    }
    const { eraseUser } = await change.mutateAsync({ input: { email: user.email } });
    switch (eraseUser.__typename) {
      case "LastAdministrator":
        return texts.user.lastAdministrator;
      case "OwnAccount":
        return texts.user.eraseOwn;
      case "NotFound":
        return texts.states.gone;
      case "UserErased":
        announce(texts.user.erased(eraseUser.erasedEvents));
        navigate(routes.users);
        return undefined;
    }
  }

  return (
    <section className="panel setting" aria-labelledby="erase-user">
      <div>
        <h2 id="erase-user">{texts.user.erase}</h2>
        <p className="soft">{texts.user.eraseLead}</p>
      </div>
      <Button className="button-danger-quiet" onClick={ask}>
        {texts.user.erase}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={texts.user.eraseTitle(user.email)}
          confirm={texts.user.erase}
          onClose={() => setIsAsking(false)}
          onConfirm={erase}
          field={
            <TextField
              id={fieldId}
              label={texts.user.eraseType}
              problem={isMistyped ? texts.user.eraseMistyped(user.email) : undefined}
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setIsMistyped(false);
              }}
            />
          }
        >
          <p>{texts.user.eraseBody}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
