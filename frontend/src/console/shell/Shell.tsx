import { IconMenu2, IconSearch, IconX } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Button } from "../parts/Button.tsx";
import { Mark } from "../parts/Mark.tsx";
import { useLanguage } from "../texts/context.tsx";
import { AccountPanel } from "./AccountPanel.tsx";
import { Finder } from "./Finder.tsx";
import { Navigation } from "./Navigation.tsx";
import { Offline } from "./Offline.tsx";
import { controlKey } from "./platform.ts";
import { SessionEnded } from "./SessionEnded.tsx";
import { ShortcutList } from "./ShortcutList.tsx";
import { StepUp } from "./StepUp.tsx";
import { useShortcuts } from "./useShortcuts.ts";
import "./finder.css";
import "./shell.css";

interface ShellProps {
  service: { version: string; isDemo: boolean };
  children: ReactNode;
}

function FinderButton({ onOpen }: { onOpen: () => void }) {
  const { texts } = useLanguage();
  return (
    <button type="button" className="finder-button" aria-keyshortcuts="Control+K Meta+K" onClick={onOpen}>
      <IconSearch size={18} aria-hidden="true" />
      <span className="finder-button-text">{texts.finder.open}</span>
      <kbd aria-hidden="true">{controlKey("K")}</kbd>
    </button>
  );
}

/** The frame around every page. On narrow screens the left column folds behind a menu button. */
export function Shell({ service, children }: ShellProps) {
  const { texts } = useLanguage();
  const [location] = useLocation();
  // Open on the page it was opened on; any link closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const [dialog, setDialog] = useState<"finder" | "shortcuts" | null>(null);
  const isOpen = openAt === location;
  const close = () => setDialog(null);
  const showFinder = () => setDialog("finder");
  const showShortcuts = () => setDialog("shortcuts");
  useShortcuts({ onFind: showFinder, onList: showShortcuts });
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
          <FinderButton onOpen={showFinder} />
          <Button
            tone="quiet"
            className="side-toggle"
            aria-expanded={isOpen}
            aria-controls="side-body"
            onClick={() => setOpenAt(isOpen ? null : location)}
            onKeyDown={(event) => event.key === "Escape" && setOpenAt(null)}
          >
            {isOpen ? <IconX size={20} aria-hidden="true" /> : <IconMenu2 size={20} aria-hidden="true" />}
            {texts.shell.menu}
          </Button>
        </div>
        <div className="side-body" id="side-body">
          <Navigation isDemo={service.isDemo} />
          <AccountPanel version={service.version} onShortcuts={showShortcuts} />
        </div>
      </header>
      <main className="content" id="content" tabIndex={-1}>
        <Offline />
        {children}
      </main>
      {dialog === "finder" && <Finder onClose={close} />}
      {dialog === "shortcuts" && <ShortcutList onClose={close} />}
      <StepUp />
      <SessionEnded />
    </div>
  );
}
