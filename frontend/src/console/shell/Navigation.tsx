import { IconActivity, IconApps, IconMailbox, IconSettings, IconShieldCog, IconTerminal2, IconUsers } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useViewer } from "../access.ts";
import { useLanguage } from "../texts/context.tsx";
import { places, type Place } from "./pages.ts";

const look = { size: 19, stroke: 1.7, "aria-hidden": true } as const;

const icons: Record<Place["key"], ReactNode> = {
  applications: <IconApps {...look} />,
  users: <IconUsers {...look} />,
  behavior: <IconActivity {...look} />,
  administration: <IconShieldCog {...look} />,
  explorer: <IconTerminal2 {...look} />,
  settings: <IconSettings {...look} />,
};

/** The link to one page, if the viewer's role may see it. */
function Entry({ page }: { page: Place["key"] }) {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const [location] = useLocation();
  const place = places.find((each) => each.key === page);
  if (!place || !may(place.permission)) return null;
  const isHere = location === place.to || location.startsWith(`${place.to}/`);
  const content = (
    <>
      {icons[page]}
      {place.title(texts)}
    </>
  );
  return (
    <li>
      {place.isOutside ? (
        <a href={place.to} className="nav-link">
          {content}
        </a>
      ) : (
        <Link
          href={place.to}
          className="nav-link"
          aria-current={location === place.to ? "page" : isHere ? "true" : undefined}
        >
          {content}
        </Link>
      )}
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
  return (
    <nav aria-label={texts.shell.navigation}>
      <ul className="nav">
        <Entry page="applications" />
        <Group id="nav-users" title={texts.shell.userManagement}>
          <Entry page="users" />
        </Group>
        {may("seeAudit") && (
          <Group id="nav-audit" title={texts.shell.auditLogs}>
            <Entry page="behavior" />
            <Entry page="administration" />
          </Group>
        )}
        <Entry page="explorer" />
        <Entry page="settings" />
        {isDemo && (
          <li>
            <a className="nav-link" href="/mailbox">
              <IconMailbox {...look} />
              {texts.shell.mailbox}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
