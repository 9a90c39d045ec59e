import { lazy, Suspense } from "react";
import { Link, Redirect } from "wouter";
import { ApplicationDocument, type ApplicationQuery } from "../gql/graphql.ts";
import { FailurePage, NotFoundPage, Skeleton, StaleNotice } from "../parts/states.tsx";
import { paths, routes } from "../paths.ts";
import { useAnswer } from "../requests.ts";
import { Breadcrumb, type Crumb } from "../shell/Breadcrumb.tsx";
import { useLanguage } from "../texts/context.tsx";
import { ApplicationSkeleton } from "./ApplicationSkeleton.tsx";
import { MfaSettings } from "./MfaSettings.tsx";
import { Overview } from "./Overview.tsx";

export type Application = NonNullable<ApplicationQuery["application"]>;

const configuration = "configuration";
const mfa = "configuration/security/mfa";
const mailTexts = "mail-texts";

const MailTextsPage = lazy(() => import("../mailTexts/MailTextsPage.tsx"));

function Header({ application, section }: { application: Application; section: string }) {
  const { texts } = useLanguage();
  const isConfiguration = section === mfa;
  const home = paths.application(application.id);
  const crumbs: Crumb[] = [{ label: texts.applications.title, to: routes.applications }];
  if (isConfiguration) {
    crumbs.push({ label: application.name, to: home });
    crumbs.push({ label: texts.applications.configuration }, { label: texts.mfa.security }, { label: texts.mfa.title });
  } else if (section === mailTexts) {
    crumbs.push({ label: application.name, to: home }, { label: texts.mailTexts.title });
  } else {
    crumbs.push({ label: application.name });
  }
  return (
    <div className="application-head">
      <Breadcrumb crumbs={crumbs} />
      <p className="application-name">
        {application.name} <code>{application.clientId}</code>
      </p>
      <nav aria-label={texts.applications.sections} className="sections">
        <Link href={home} aria-current={section === "" ? "page" : undefined}>
          {texts.applications.overview}
        </Link>
        <Link href={paths.mfa(application.id)} aria-current={isConfiguration ? "page" : undefined}>
          {texts.applications.configuration}
        </Link>
        <Link href={paths.mailTexts(application.id)} aria-current={section === mailTexts ? "page" : undefined}>
          {texts.mailTexts.title}
        </Link>
      </nav>
    </div>
  );
}

/** One application: its top navigation, and the section that the address names. */
export function ApplicationPages({ id, section }: { id: string; section: string }) {
  const { data, error, isPending, refetch } = useAnswer(ApplicationDocument, { id });
  if (section.startsWith(configuration) && section !== mfa) return <Redirect to={paths.mfa(id)} replace />;
  if (isPending) return <ApplicationSkeleton />;
  if (!data) return <FailurePage error={error} onRetry={() => void refetch()} />;
  const { application } = data;
  if (!application || !["", mfa, mailTexts].includes(section)) return <NotFoundPage />;
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
    </>
  );
}
