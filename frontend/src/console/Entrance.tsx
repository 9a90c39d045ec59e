import { useEffect } from "react";
import { ViewerProvider } from "./access.ts";
import { Console } from "./Console.tsx";
import { goToLogin } from "./place.ts";
import { SessionDocument } from "./gql/graphql.ts";
import { Button } from "./parts/Button.tsx";
import { Mark } from "./parts/Mark.tsx";
import { describe } from "./problems.ts";
import { useAnswer } from "./requests.ts";
import { useSignOut } from "./shell/AccountPanel.tsx";
import { Shell } from "./shell/Shell.tsx";
import { useLanguage } from "./texts/context.tsx";

function NoRole({ email }: { email: string }) {
  const { texts } = useLanguage();
  const { busy, signOut } = useSignOut();
  return (
    <main className="alone">
      <Mark size={40} />
      <h1>{texts.states.noRoleTitle}</h1>
      <p>{texts.states.noRoleBody(email)}</p>
      <Button tone="primary" onClick={signOut} busy={busy}>
        {texts.states.otherAccount}
      </Button>
    </main>
  );
}

function Unreachable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { texts } = useLanguage();
  return (
    <main className="alone">
      <Mark size={40} />
      <h1>{texts.states.failedTitle}</h1>
      <p role="alert">{describe(error, texts)}</p>
      <Button tone="primary" onClick={onRetry}>
        {texts.actions.again}
      </Button>
    </main>
  );
}

/** Lets in whoever has a session and a role; sends everybody else to the login of the console. */
export function Entrance() {
  const { texts } = useLanguage();
  const { data, error, refetch } = useAnswer(SessionDocument, {});
  const isStranger = data !== undefined && !data.viewer;
  useEffect(() => {
    document.title = texts.productConsole;
    if (isStranger) goToLogin();
  }, [isStranger, texts]);
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data?.viewer) {
    return (
      <main className="alone" aria-busy="true">
        <Mark size={40} />
        <p className="sr-only">{texts.states.loading}</p>
      </main>
    );
  }
  const { id, email, role } = data.viewer;
  if (!role) return <NoRole email={email} />;
  return (
    <ViewerProvider value={{ id, email, role }}>
      <Shell service={data.service}>
        <Console />
      </Shell>
    </ViewerProvider>
  );
}
