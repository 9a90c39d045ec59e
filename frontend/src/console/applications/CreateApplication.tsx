import { useState } from "react";
import { useLocation } from "wouter";
import { CreateApplicationDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { TextField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { FormDialog } from "../parts/FormDialog.tsx";
import { paths } from "../paths.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";

export function CreateApplication({ onClose }: { onClose: () => void }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const change = useChange(CreateApplicationDocument);
  const [problems, setProblems] = useState<{ name?: string; clientId?: string }>({});

  async function create(form: FormData): Promise<string | undefined> {
    const name = readText(form, "name").trim();
    const clientId = readText(form, "clientId").trim();
    setProblems(name ? {} : { name: texts.applications.nameMissing });
    if (!name) return "";
    const { createApplication } = await change.mutateAsync({ input: { name, clientId: clientId || null } });
    if (createApplication.__typename === "ClientIdTaken") {
      setProblems({ clientId: texts.applications.clientIdTaken });
      return "";
    }
    announce(texts.applications.made(createApplication.application.name));
    navigate(paths.application(createApplication.application.id));
    return undefined;
  }

  function refuse(field: string): boolean {
    const words = { name: texts.applications.nameInvalid, clientId: texts.applications.clientIdInvalid };
    if (field !== "name" && field !== "clientId") return false;
    setProblems({ [field]: words[field] });
    return true;
  }

  return (
    <FormDialog
      title={texts.applications.create}
      lead={texts.applications.createLead}
      submit={texts.actions.create}
      onClose={onClose}
      onSubmit={create}
      onRefused={refuse}
    >
      <TextField label={texts.applications.name} name="name" required maxLength={100} problem={problems.name} />
      <TextField
        label={texts.applications.clientId}
        name="clientId"
        maxLength={64}
        spellCheck={false}
        autoCapitalize="none"
        hint={texts.applications.clientIdHint}
        problem={problems.clientId}
      />
    </FormDialog>
  );
}
