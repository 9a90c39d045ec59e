import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { Redirect, Route, Switch } from "wouter";
import { useViewer, type Permission } from "./access.ts";
import { ApplicationList } from "./applications/ApplicationList.tsx";
import { ApplicationPages } from "./applications/ApplicationPages.tsx";
import { AuditPage } from "./audit/AuditPage.tsx";
import { takeRememberedPlace } from "./place.ts";
import { ForbiddenPage, NotFoundPage, Skeleton } from "./parts/states.tsx";
import { readId, routes } from "./paths.ts";
import { leaveFreely } from "./shell/leaving.ts";
import { UserList } from "./users/UserList.tsx";
import { UserPage } from "./users/UserPage.tsx";

const SettingsPages = lazy(() => import("./settings/SettingsPages.tsx"));

function Guarded({ permission, children }: { permission: Permission; children: ReactNode }) {
  return useViewer().may(permission) ? children : <ForbiddenPage permission={permission} />;
}

function Start() {
  const { may } = useViewer();
  return <Redirect to={takeRememberedPlace() ?? (may("seeApplications") ? routes.applications : routes.users)} replace />;
}

/** Where the server sends who asked for the explorer and may not have it; whoever may goes on to it. */
function ToExplorer() {
  useEffect(() => {
    leaveFreely();
    location.replace("/graphiql");
  }, []);
  return null;
}

/** The pages of the console, one address each. */
export function Console() {
  return (
    <Switch>
      <Route path="/" component={Start} />
      <Route path={routes.applications}>
        <Guarded permission="seeApplications">
          <ApplicationList />
        </Guarded>
      </Route>
      <Route path="/applications/:id/*?">
        {({ id, "*": section }) => (
          <Guarded permission="seeApplications">
            <ApplicationPages key={id} id={readId(id)} section={section ?? ""} />
          </Guarded>
        )}
      </Route>
      <Route path={routes.users} component={UserList} />
      <Route path={routes.user}>{({ id }) => <UserPage key={id} id={readId(id)} />}</Route>
      <Route path={routes.behavior}>
        <Guarded permission="seeAudit">
          <AuditPage key="behavior" category="USER_BEHAVIOR" />
        </Guarded>
      </Route>
      <Route path={routes.administration}>
        <Guarded permission="seeAudit">
          <AuditPage key="administration" category="ADMINISTRATION" />
        </Guarded>
      </Route>
      <Route path={routes.explorer}>
        <Guarded permission="explore">
          <ToExplorer />
        </Guarded>
      </Route>
      <Route path="/settings/*?">
        {({ "*": section }) => (
          <Guarded permission="seeSettings">
            <Suspense fallback={<Skeleton />}>
              <SettingsPages section={section ?? ""} />
            </Suspense>
          </Guarded>
        )}
      </Route>
      <Route component={NotFoundPage} />
    </Switch>
  );
}
