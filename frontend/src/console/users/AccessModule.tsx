import { useState } from "react";
import { Link } from "wouter";
import { useViewer } from "../access.ts";
import { Button } from "../parts/Button.tsx";
import { paths } from "../paths.ts";
import { useLanguage } from "../texts/context.tsx";
import { EditApplications } from "./EditApplications.tsx";
import { EditRole } from "./EditRole.tsx";
import type { User } from "./UserPage.tsx";

/** Where the user may sign in, and what for. */
export function AccessModule({ user }: { user: User }) {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const [editing, setEditing] = useState<"applications" | "role" | null>(null);
  const mayChange = may("changeDirectory");
  const close = () => setEditing(null);
  return (
    <section className="panel" aria-labelledby="access">
      <h2 id="access">{texts.user.access}</h2>
      <div className="setting">
        <div>
          <h3>{texts.user.assigned}</h3>
          {user.applications.length === 0 && <p className="soft">{user.role ? texts.user.onlyConsole : texts.user.noneAssigned}</p>}
          <ul className="names">
            {user.applications.map(({ id, name }) => (
              <li key={id}>{may("seeApplications") ? <Link href={paths.application(id)}>{name}</Link> : name}</li>
            ))}
          </ul>
        </div>
        {mayChange && (
          <Button aria-label={texts.user.editApplications} onClick={() => setEditing("applications")}>
            {texts.user.edit}
          </Button>
        )}
      </div>
      <div className="setting">
        <div>
          <h3>{texts.user.role}</h3>
          <p>{user.role ? texts.roles[user.role] : texts.user.noRole}</p>
        </div>
        {mayChange && (
          <Button aria-label={texts.user.changeRole} onClick={() => setEditing("role")}>
            {texts.user.edit}
          </Button>
        )}
      </div>
      {editing === "applications" && <EditApplications user={user} onClose={close} />}
      {editing === "role" && <EditRole user={user} onClose={close} />}
    </section>
  );
}
