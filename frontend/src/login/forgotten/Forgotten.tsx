import { useState } from "preact/hooks";
import { locale, texts, visit } from "../door.ts";
import { Message } from "../screens/Message.tsx";
import { NewPassword } from "./NewPassword.tsx";
import { RequestLink } from "./RequestLink.tsx";
import { words } from "./words.ts";

type Step = "request" | "sent" | "reset" | "done" | "expired";

/** A forgotten password: ask for a link, or with one set a new password. Neither signs anybody in. */
export function Forgotten({ token }: { token: string }) {
  const [step, setStep] = useState<Step>(token ? "reset" : "request");
  const said = words[locale];

  /** The link is of no more use, or not wanted: it leaves the address, and the history with it. */
  function dropToken(): void {
    history.replaceState(null, "", location.pathname + location.search);
  }

  function leave(): void {
    dropToken();
    visit.leave();
  }

  const back = { label: said.back, onClick: leave };

  switch (step) {
    case "request":
      return <RequestLink said={said} onSent={() => setStep("sent")} onLeave={leave} />;
    case "sent":
      return <Message key={step} icon="clock" title={said.sentTitle} text={said.sentText} button={back} />;
    case "reset":
      return (
        <NewPassword
          token={token}
          said={said}
          onEnd={(isDone) => {
            dropToken();
            setStep(isDone ? "done" : "expired");
          }}
        />
      );
    case "done":
      return <Done title={said.doneTitle} text={said.doneText} onLeave={leave} />;
    case "expired": {
      const again = { label: said.newLink, onClick: () => setStep("request") };
      return <Message key={step} icon="clock" title={said.expiredTitle} text={said.expiredText} button={again} />;
    }
  }
}

function Done({ title, text, onLeave }: { title: string; text: string; onLeave: () => void }) {
  return <Message title={title} text={text} icon="check" button={{ label: texts.signInAgain, onClick: onLeave }} />;
}
