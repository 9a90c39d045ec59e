import { IconMenu2, IconX } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Button } from "../parts/Button.tsx";
import { Mark } from "../parts/Mark.tsx";
import { useLanguage } from "../texts/context.tsx";
import { AccountPanel } from "./AccountPanel.tsx";
import { Navigation } from "./Navigation.tsx";
import "./shell.css";

interface ShellProps {
  service: { version: string; isDemo: boolean };
  children: ReactNode;
}

/** The frame around every page. On narrow screens the left column folds behind a menu button. */
export function Shell({ service, children }: ShellProps) {
  const { texts } = useLanguage();
  const [location] = useLocation();
  // Open on the page it was opened on; any link closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === location;
  return (
    <div className="shell">
      <a className="to-content" href="#content">
        {texts.shell.toContent}
      </a>
      <header className="side" data-open={isOpen || undefined}>
        <div className="side-head">
          <Link href="/" className="brand">
            <Mark />
            {texts.product}
          </Link>
          <Button
            tone="quiet"
            className="side-toggle"
            aria-expanded={isOpen}
            aria-controls="side-body"
            onClick={() => setOpenAt(isOpen ? null : location)}
          >
            {isOpen ? <IconX size={20} aria-hidden="true" /> : <IconMenu2 size={20} aria-hidden="true" />}
            {texts.shell.menu}
          </Button>
        </div>
        <div className="side-body" id="side-body">
          <Navigation isDemo={service.isDemo} />
          <AccountPanel version={service.version} />
        </div>
      </header>
      <main className="content" id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
