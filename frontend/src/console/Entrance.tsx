import { useEffect, useState } from "react";
import { ViewerProvider } from "./access.ts";
import { Console } from "./Console.tsx";
import { goToLogin } from "./place.ts";
import { SessionDocument, type SessionQuery } from "./gql/graphql.ts";
import { Button } from "./parts/Button.tsx";
import { Mark } from "./parts/Mark.tsx";
import { describe } from "./problems.ts";
import { useAnswer } from "./requests.ts";
import { endSession, resumeSession } from "./session.ts";
import { useSignOut } from "./shell/AccountPanel.tsx";
import { Shell } from "./shell/Shell.tsx";
import { useLanguage } from "./texts/context.tsx";

function NoRole({ email }: { email: string }) {
  const { texts } = useLanguage();
  const { busy, problem, signOut } = useSignOut();
  return (
    <main className="alone">
      <Mark size={40} />
      <h1>{texts.states.noRoleTitle}</h1>
      <p>{texts.states.noRoleBody(email)}</p>
      <Button tone="primary" onClick={signOut} busy={busy}>
        {texts.states.otherAccount}
      </Button>
      {problem && (
        <p className="notice notice-danger" role="alert">
          {problem}
        </p>
      )}
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

/** Who is signed in; whoever was stays known when the session ends, so that the page stays in sight. */
function useKnownViewer(answered: SessionQuery["viewer"] | undefined, answeredAt: number) {
  const [known, setKnown] = useState<SessionQuery["viewer"]>(null);
  if (answered && answered !== known) setKnown(answered);
  const hasLeft = known !== null && answered === null;
  useEffect(() => {
    if (hasLeft) endSession();
    else if (answered) resumeSession();
    // An answer that says the same again is news too: signed in anew, in another tab.
  }, [hasLeft, answered, answeredAt]);
  return answered ?? known;
}

/** Lets in whoever has a session and a role; sends everybody else to the login of the console. */
export function Entrance() {
  const { texts } = useLanguage();
  const { data, dataUpdatedAt, error, refetch } = useAnswer(SessionDocument, {});
  const viewer = useKnownViewer(data?.viewer, dataUpdatedAt);
  const isStranger = data !== undefined && viewer === null;
  useEffect(() => {
    if (isStranger) goToLogin();
  }, [isStranger]);
  useEffect(() => {
    document.title = texts.productConsole;
  }, [texts]);
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data || !viewer) {
    return (
      <main className="alone" aria-busy="true">
        <Mark size={40} />
        <p className="sr-only">{texts.states.loading}</p>
      </main>
    );
  }
  const { id, email, role } = viewer;
  if (!role) return <NoRole email={email} />;
  return (
    <ViewerProvider value={{ id, email, role }}>
      <Shell service={data.service}>
        <Console />
      </Shell>
    </ViewerProvider>
  );
}
