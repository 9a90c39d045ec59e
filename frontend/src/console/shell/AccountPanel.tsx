import { IconDevicesOff, IconKeyboard, IconLock, IconLogout } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useViewer } from "../access.ts";
import { goToLogin } from "../place.ts";
import { SignOutDocument } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { describe } from "../problems.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { SignOutEverywhere } from "../users/SignOutEverywhere.tsx";
import { forgetRecent } from "./finder.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";

// Seldom needed, so it is fetched when it is.
const ChangePassword = lazy(() => import("./ChangePassword.tsx"));

export function useSignOut() {
  const { texts } = useLanguage();
  const change = useChange(SignOutDocument, { leaves: true });
  const leave = () => {
    forgetRecent(sessionStorage);
    goToLogin("/");
  };
  return {
    busy: change.isPending,
    problem: change.isError ? describe(change.error, texts) : "",
    signOut: () => change.mutate({}, { onSuccess: leave }),
  };
}

/** Who is signed in, as what; the language; the way out. */
export function AccountPanel({ version, onShortcuts }: { version: string; onShortcuts: () => void }) {
  const { texts } = useLanguage();
  const viewer = useViewer();
  const { email, role } = viewer;
  const [isAsking, setIsAsking] = useState(false);
  const [isChanging, setIsChanging] = useState(false);
  const { busy, problem, signOut } = useSignOut();
  return (
    <div className="account">
      <p className="account-email">{email}</p>
      <p className="soft">{texts.roles[role]}</p>
      <Button tone="quiet" className="account-action account-keys" onClick={onShortcuts}>
        <IconKeyboard size={18} stroke={1.7} aria-hidden="true" />
        {texts.shortcuts.title}
      </Button>
      <Button tone="quiet" className="account-action" onClick={() => setIsChanging(true)}>
        <IconLock size={18} stroke={1.7} aria-hidden="true" />
        {texts.passwords.change}
      </Button>
      <Button tone="quiet" className="account-action" onClick={signOut} busy={busy}>
        <IconLogout size={18} stroke={1.7} aria-hidden="true" />
        {texts.shell.signOut}
      </Button>
      {problem && (
        <p className="notice notice-danger" role="alert">
          {problem}
        </p>
      )}
      <Button tone="quiet" className="account-action" onClick={() => setIsAsking(true)}>
        <IconDevicesOff size={18} stroke={1.7} aria-hidden="true" />
        {texts.sessions.signOutEverywhere}
      </Button>
      {isChanging && (
        <Suspense>
          <ChangePassword onClose={() => setIsChanging(false)} />
        </Suspense>
      )}
      {isAsking && <SignOutEverywhere user={viewer} isOwn onClose={() => setIsAsking(false)} />}
      <p className="account-foot">
        <LanguageSwitch />
        <span className="soft">{texts.shell.version(version)}</span>
      </p>
    </div>
  );
}
