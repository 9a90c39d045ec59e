import { texts, visit } from "../door.ts";
import type { Stage } from "../stage.ts";
import { Title } from "../parts/Title.tsx";
import { Challenge } from "./Challenge.tsx";
import { Locked } from "./Locked.tsx";
import { Message } from "./Message.tsx";
import { SignedIn } from "./SignedIn.tsx";
import { SignIn } from "./SignIn.tsx";

/** The same picture as in login.html: a visitor who reads sees no word before there is something to do. */
function Waiting({ text }: { text: string }) {
  return (
    <>
      <Title text={text} isUnseen />
      <div class="waiting lines" aria-hidden="true" />
    </>
  );
}

/** The screen of a stage. */
export function Screen({ stage }: { stage: Stage }) {
  const button = { label: texts.startAgain, onClick: visit.leave };
  const expired = { icon: "clock", title: texts.expiredTitle, button } as const;
  switch (stage.at) {
    case "loading":
      return <Waiting text={texts.loading} />;
    case "enteringConsole":
      return <Waiting text={texts.enteringConsole} />;
    case "missing":
      return <Message title={texts.missingTitle} text={texts.missingText} />;
    case "unknown":
      return <Message title={texts.unknownTitle} text={texts.unknownText(visit.clientId)} />;
    case "unreachable": {
      const retry = { label: texts.tryAgain, onClick: () => void visit.enter() };
      return <Message title={texts.unreachableTitle} text={texts.unreachableText} button={retry} />;
    }
    case "expired":
      return <Message {...expired} text={texts.expiredText} />;
    case "noFactorLeft":
      return <Message {...expired} text={texts.noFactorLeft} />;
    case "signIn":
      return <SignIn isSignedOut={stage.isSignedOut === true} />;
    case "forgotten":
      return <stage.screen token={stage.token} />;
    case "challenge":
      return <Challenge key={stage.challenge.token} challenge={stage.challenge} notice={stage.notice} />;
    case "locked":
      return <Locked lock={stage.lock} />;
    case "signedIn":
      return <SignedIn proof={stage.proof} email={stage.email} />;
  }
}
