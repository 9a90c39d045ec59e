import { IconActivity, IconApps, IconMailbox, IconShieldCog, IconUsers } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useViewer } from "../access.ts";
import { routes } from "../paths.ts";
import { useLanguage } from "../texts/context.tsx";

function NavigationLink({ to, icon, children }: { to: string; icon: ReactNode; children: ReactNode }) {
  const [location] = useLocation();
  const isHere = location === to || location.startsWith(`${to}/`);
  return (
    <li>
      <Link href={to} className="nav-link" aria-current={location === to ? "page" : isHere ? "true" : undefined}>
        {icon}
        {children}
      </Link>
    </li>
  );
}

function Group({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <li className="nav-group">
      <p className="nav-title" id={id}>
        {title}
      </p>
      <ul aria-labelledby={id}>{children}</ul>
    </li>
  );
}

/** The left navigation, with what the viewer's role may see. */
export function Navigation({ isDemo }: { isDemo: boolean }) {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const icon = { size: 19, stroke: 1.7, "aria-hidden": true } as const;
  return (
    <nav aria-label={texts.shell.navigation}>
      <ul className="nav">
        {may("seeApplications") && (
          <NavigationLink to={routes.applications} icon={<IconApps {...icon} />}>
            {texts.shell.applications}
          </NavigationLink>
        )}
        <Group id="nav-users" title={texts.shell.userManagement}>
          <NavigationLink to={routes.users} icon={<IconUsers {...icon} />}>
            {texts.shell.userList}
          </NavigationLink>
        </Group>
        {may("seeAudit") && (
          <Group id="nav-audit" title={texts.shell.auditLogs}>
            <NavigationLink to={routes.behavior} icon={<IconActivity {...icon} />}>
              {texts.shell.behavior}
            </NavigationLink>
            <NavigationLink to={routes.administration} icon={<IconShieldCog {...icon} />}>
              {texts.shell.administration}
            </NavigationLink>
          </Group>
        )}
        {isDemo && (
          <li className="nav-group">
            <a className="nav-link" href="/mailbox">
              <IconMailbox {...icon} />
              {texts.shell.mailbox}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
