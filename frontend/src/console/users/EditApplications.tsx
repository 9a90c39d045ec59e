import { SetUserApplicationsDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { readTicked } from "../parts/form.ts";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { ApplicationChoice } from "./ApplicationChoice.tsx";
import type { User } from "./UserPage.tsx";

export function EditApplications({ user, onClose }: { user: User; onClose: () => void }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const change = useChange(SetUserApplicationsDocument);

  async function save(form: FormData): Promise<string | undefined> {
    const input = { userId: user.id, applicationIds: readTicked(form, "applications") };
    const { setUserApplications } = await change.mutateAsync({ input });
    if (setUserApplications.__typename === "NotFound") return texts.states.gone;
    announce(texts.user.applicationsSaved);
    return undefined;
  }

  return (
    <FormDialog
      title={texts.user.editApplications}
      lead={texts.user.editApplicationsLead(user.email)}
      submit={texts.actions.save}
      onClose={onClose}
      onSubmit={save}
    >
      <ApplicationChoice assigned={user.applications} />
    </FormDialog>
  );
}
