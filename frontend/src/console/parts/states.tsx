import { IconDoorOff, IconLock, IconMoodEmpty, IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { rolesWith, useViewer, type Permission } from "../access.ts";
import { describe, isForbidden } from "../problems.ts";
import { places } from "../shell/pages.ts";
import { useLanguage } from "../texts/context.tsx";
import { PassingButton } from "./PassingButton.tsx";
import { PageHeading } from "./PageHeading.tsx";

/** Grey bars where the content will be, so that nothing jumps when it comes. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  const { texts } = useLanguage();
  return (
    <div className="skeleton" role="status">
      <span className="sr-only">{texts.states.loading}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

interface EmptyProps {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
}

export function Empty({ title, children, icon }: EmptyProps) {
  return (
    <div className="empty">
      {icon ?? <IconMoodEmpty size={32} stroke={1.5} aria-hidden="true" />}
      <p className="empty-title">{title}</p>
      {children && <div className="soft">{children}</div>}
    </div>
  );
}

interface FailureProps {
  error: unknown;
  onRetry: () => void;
  /** The page's heading says already that it failed. */
  isHeaded?: boolean;
}

/** Why something is not shown, with a way to ask again where that helps. */
export function Failure({ error, onRetry, isHeaded = false }: FailureProps) {
  const { texts } = useLanguage();
  const { role } = useViewer();
  if (isForbidden(error)) {
    const reason = texts.states.forbiddenBody(texts.roles[role]);
    return (
      <Empty
        title={isHeaded ? reason : texts.states.forbiddenTitle}
        icon={<IconLock size={32} stroke={1.5} aria-hidden="true" />}
      >
        {!isHeaded && <p>{reason}</p>}
      </Empty>
    );
  }
  const reason = describe(error, texts);
  return (
    <div role="alert">
      <Empty
        title={isHeaded ? reason : texts.states.failedTitle}
        icon={<IconPlugConnectedX size={32} stroke={1.5} aria-hidden="true" />}
      >
        {!isHeaded && <p>{reason}</p>}
        <PassingButton onClick={onRetry}>{texts.actions.again}</PassingButton>
      </Empty>
    </div>
  );
}

/** A page of which nothing came; its own heading waits for a better answer. */
export function FailurePage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { texts } = useLanguage();
  return (
    <>
      <PageHeading title={isForbidden(error) ? texts.states.forbiddenTitle : texts.states.failedTitle} />
      <Failure error={error} onRetry={onRetry} isHeaded />
    </>
  );
}

/** The first page that this role may see: the way on from a dead end. */
function ToStart() {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const start = places.find((place) => may(place.permission));
  return (
    start && (
      <Link href={start.to} className="button button-plain">
        {texts.shortcuts.goTo(start.title(texts))}
      </Link>
    )
  );
}

export function NotFoundPage() {
  const { texts } = useLanguage();
  return (
    <>
      <PageHeading title={texts.states.notFoundTitle} />
      <Empty title={texts.states.notFoundBody} icon={<IconDoorOff size={32} stroke={1.5} aria-hidden="true" />}>
        <ToStart />
      </Empty>
    </>
  );
}

/** Why a page is closed to this role, whose it is, and where to go instead (rule D2). */
export function ForbiddenPage({ permission }: { permission: Permission }) {
  const { texts } = useLanguage();
  const { role } = useViewer();
  const allowed = rolesWith(permission).map((each) => texts.roles[each]);
  return (
    <>
      <PageHeading title={texts.states.forbiddenTitle} />
      <Empty
        title={texts.states.forbiddenReason(texts.roles[role], allowed.join(texts.mfa.separator))}
        icon={<IconLock size={32} stroke={1.5} aria-hidden="true" />}
      >
        <p>{texts.states.forbiddenAdvice}</p>
        <ToStart />
      </Empty>
    </>
  );
}

/** What is shown stays when it could not be asked for again; this says so, with a way to retry. */
export function StaleNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { texts } = useLanguage();
  return (
    <p className="notice notice-warn notice-line stale" role="alert">
      <IconPlugConnectedX size={20} aria-hidden="true" />
      <span>
        {texts.states.both(texts.states.stale, describe(error, texts))}
      </span>
      <PassingButton onClick={onRetry}>{texts.actions.again}</PassingButton>
    </p>
  );
}

/** Instead of rows all that there is to say; above rows that stay, a line. */
export function Failed({ error, hasRows, onRetry }: { error: unknown; hasRows: boolean; onRetry: () => void }) {
  return hasRows ? <StaleNotice error={error} onRetry={onRetry} /> : <Failure error={error} onRetry={onRetry} />;
}
