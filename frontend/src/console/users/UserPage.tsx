import { useViewer } from "../access.ts";
import { UserDocument, type UserQuery } from "../gql/graphql.ts";
import { CopyButton } from "../parts/CopyButton.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { PageSkeleton } from "../parts/PageSkeleton.tsx";
import { FailurePage, NotFoundPage, StaleNotice } from "../parts/states.tsx";
import { Ago, Time } from "../parts/Time.tsx";
import { routes } from "../paths.ts";
import { useAnswer } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { AccessModule } from "./AccessModule.tsx";
import { Standing } from "./columns.tsx";
import { DeleteUser } from "./DeleteUser.tsx";
import { EraseUser } from "./EraseUser.tsx";
import { MfaModule } from "./MfaModule.tsx";
import { RecentEvents } from "./RecentEvents.tsx";
import { SessionsModule } from "./SessionsModule.tsx";

export type User = NonNullable<UserQuery["user"]>;

function Facts({ user }: { user: User }) {
  const { texts } = useLanguage();
  return (
    <dl className="facts facts-row">
      <div>
        <dt>{texts.users.state}</dt>
        <dd>
          <Standing lockedUntil={user.lockedUntil} />
        </dd>
      </div>
      <div>
        <dt>{texts.user.role}</dt>
        <dd>{user.role ? texts.roles[user.role] : texts.user.noRole}</dd>
      </div>
      <div>
        <dt>{texts.user.lastLogin}</dt>
        <dd>
          <Ago at={user.lastLoginAt} />
        </dd>
      </div>
      <div>
        <dt>{texts.user.created}</dt>
        <dd>
          <Time at={user.createdAt} />
        </dd>
      </div>
      <div>
        <dt>{texts.user.id}</dt>
        <dd className="user-id">
          <code>{user.id}</code>
          <CopyButton text={user.id} label={texts.user.copyId} />
        </dd>
      </div>
    </dl>
  );
}

/** User details (document 3). */
export function UserPage({ id }: { id: string }) {
  const { texts } = useLanguage();
  const { may, id: viewerId } = useViewer();
  const { data, error, isPending, refetch } = useAnswer(UserDocument, { id });
  if (isPending) return <PageSkeleton />;
  if (!data) return <FailurePage error={error} onRetry={() => void refetch()} />;
  const { user } = data;
  if (!user) return <NotFoundPage />;
  return (
    <>
      <PageHeading
        title={user.email}
        crumbs={[
          { label: texts.shell.userManagement },
          { label: texts.users.title, to: routes.users },
          { label: user.email },
        ]}
      />
      {error && <StaleNotice error={error} onRetry={() => void refetch()} />}
      <Facts user={user} />
      <MfaModule user={user} />
      <SessionsModule user={user} />
      <AccessModule user={user} />
      {may("seeAudit") && <RecentEvents user={user} />}
      {may("changeDirectory") && user.id !== viewerId && (
        <>
          <DeleteUser user={user} />
          <EraseUser user={user} />
        </>
      )}
    </>
  );
}
