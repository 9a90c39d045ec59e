import { IconTrash, IconUpload } from "@tabler/icons-react";
import { useId, useRef, useState } from "react";
import type { Application } from "../applications/ApplicationPages.tsx";
import { RemoveLogoDocument, SaveLogoDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { Button } from "../parts/Button.tsx";
import { describe } from "../problems.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";

const largest = 32 * 1024;

async function inBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** The logo: what is shown, another one, or none. Each is saved at once, and the server looks into the file. */
export function LogoField({ application, readOnly }: { application: Application; readOnly: boolean }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const saving = useChange(SaveLogoDocument);
  const removing = useChange(RemoveLogoDocument);
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { logoUrl } = application.branding;
  const isBusy = saving.isPending || removing.isPending;
  const words = texts.branding;

  async function guard(work: () => Promise<string | undefined>): Promise<void> {
    setProblem(undefined);
    setProblem(await work().catch((error: unknown) => describe(error, texts)));
  }

  async function upload(file: File): Promise<string | undefined> {
    if (file.size > largest) return words.faults.TOO_LARGE();
    const sent = { applicationId: application.id, content: await inBase64(file) };
    const { saveLogo } = await saving.mutateAsync({ input: sent });
    if (saveLogo.__typename === "LogoRefused") return words.faults[saveLogo.fault](saveLogo.found ?? "");
    if (saveLogo.__typename === "NotFound") return texts.states.gone;
    announce(words.logoSaved);
    return undefined;
  }

  async function remove(): Promise<string | undefined> {
    const { removeLogo } = await removing.mutateAsync({ input: { applicationId: application.id } });
    if (removeLogo.__typename === "NotFound") return texts.states.gone;
    // The button that was pressed goes with the logo.
    choose.current?.focus();
    announce(words.logoRemoved);
    return undefined;
  }

  return (
    <div className="logo-field" role="group" aria-labelledby={id}>
      <p className="label" id={id}>
        {words.logo}
      </p>
      <div className="logo-row">
        {logoUrl ? <img className="logo-shown" src={logoUrl} alt={words.logo} /> : <p className="soft">{words.noLogo}</p>}
        {!readOnly && (
          <div className="row-actions">
            <input
              ref={input}
              hidden
              type="file"
              accept="image/png,image/svg+xml,.png,.svg"
              onChange={({ currentTarget }) => {
                const file = currentTarget.files?.[0];
                if (file) void guard(() => upload(file));
                currentTarget.value = "";
              }}
            />
            <Button ref={choose} busy={isBusy} onClick={() => input.current?.click()}>
              <IconUpload size={18} aria-hidden="true" /> {logoUrl ? words.replace : words.upload}
            </Button>
            {logoUrl && (
              <Button busy={isBusy} onClick={() => void guard(remove)}>
                <IconTrash size={18} aria-hidden="true" /> {words.remove}
              </Button>
            )}
          </div>
        )}
      </div>
      <p className="field-hint">{words.logoHint}</p>
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
