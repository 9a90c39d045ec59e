import { lazy, Suspense } from "react";
import { Link, Redirect } from "wouter";
import { ApplicationDocument, type ApplicationQuery } from "../gql/graphql.ts";
import { PageSkeleton } from "../parts/PageSkeleton.tsx";
import { FailurePage, NotFoundPage, Skeleton, StaleNotice } from "../parts/states.tsx";
import { paths, routes } from "../paths.ts";
import { useAnswer } from "../requests.ts";
import { Breadcrumb, type Crumb } from "../shell/Breadcrumb.tsx";
import { useLanguage } from "../texts/context.tsx";
import { MfaSettings } from "./MfaSettings.tsx";
import { Overview } from "./Overview.tsx";

export type Application = NonNullable<ApplicationQuery["application"]>;

const configuration = "configuration";
const mfa = "configuration/security/mfa";
const mailTexts = "mail-texts";
const branding = "branding";

const MailTextsPage = lazy(() => import("../mailTexts/MailTextsPage.tsx"));
const BrandingPage = lazy(() => import("../branding/BrandingPage.tsx"));

function Header({ application, section }: { application: Application; section: string }) {
  const { texts } = useLanguage();
  const home = paths.application(application.id);
  const crumbs: Crumb[] = [{ label: texts.applications.title, to: routes.applications }];
  if (section === mfa) {
    crumbs.push({ label: application.name, to: home });
    crumbs.push({ label: texts.applications.configuration }, { label: texts.mfa.security }, { label: texts.mfa.title });
  } else if (section === mailTexts) {
    crumbs.push({ label: application.name, to: home }, { label: texts.mailTexts.title });
  } else if (section === branding) {
    crumbs.push({ label: application.name, to: home }, { label: texts.branding.title });
  } else {
    crumbs.push({ label: application.name });
  }
  const tabs = [
    [home, "", texts.applications.overview],
    [paths.mfa(application.id), mfa, texts.applications.configuration],
    [paths.branding(application.id), branding, texts.branding.title],
    [paths.mailTexts(application.id), mailTexts, texts.mailTexts.title],
  ] as const;
  return (
    <div className="application-head">
      <Breadcrumb crumbs={crumbs} />
      <p className="application-name">
        {application.name} <code>{application.clientId}</code>
      </p>
      <nav aria-label={texts.applications.sections} className="sections">
        {tabs.map(([to, place, label]) => (
          <Link key={place} href={to} aria-current={place === section ? "page" : undefined}>
            {label}
          </Link>
        ))}
      </nav>
    </div>
  );
}

/** One application: its top navigation, and the section that the address names. */
export function ApplicationPages({ id, section }: { id: string; section: string }) {
  const { data, error, isPending, refetch } = useAnswer(ApplicationDocument, { id });
  if (section.startsWith(configuration) && section !== mfa) return <Redirect to={paths.mfa(id)} replace />;
  if (isPending) return <PageSkeleton />;
  if (!data) return <FailurePage error={error} onRetry={() => void refetch()} />;
  const { application } = data;
  if (!application || !["", mfa, branding, mailTexts].includes(section)) return <NotFoundPage />;
  return (
    <>
      <Header application={application} section={section} />
      {error && <StaleNotice error={error} onRetry={() => void refetch()} />}
      {section === "" && <Overview application={application} />}
      {section === mfa && <MfaSettings application={application} />}
      {section === mailTexts && (
        <Suspense fallback={<Skeleton />}>
          <MailTextsPage id={application.id} name={application.name} />
        </Suspense>
      )}
      {section === branding && (
        <Suspense fallback={<Skeleton />}>
          <BrandingPage application={application} />
        </Suspense>
      )}
    </>
  );
}
