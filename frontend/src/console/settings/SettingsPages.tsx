import { Link, Redirect } from "wouter";
import "./settings.css";
import { NotFoundPage } from "../parts/states.tsx";
import { routes } from "../paths.ts";
import { Breadcrumb } from "../shell/Breadcrumb.tsx";
import { useLanguage } from "../texts/context.tsx";
import { Administrators } from "./Administrators.tsx";
import { ApiTokens } from "./ApiTokens.tsx";
import { MailPage } from "./MailPage.tsx";

const pages = { administrators: Administrators, mail: MailPage, tokens: ApiTokens };

function isSection(section: string): section is keyof typeof pages {
  return Object.hasOwn(pages, section);
}

/** Settings: its own top navigation, and the section that the address names. */
export default function SettingsPages({ section }: { section: string }) {
  const { texts } = useLanguage();
  if (section === "") return <Redirect to={routes.administrators} replace />;
  if (!isSection(section)) return <NotFoundPage />;
  const titles = {
    administrators: texts.administrators.title,
    mail: texts.mailSettings.title,
    tokens: texts.tokens.title,
  };
  const Page = pages[section];
  return (
    <>
      <div className="application-head">
        <Breadcrumb crumbs={[{ label: texts.settings.title, to: routes.settings }, { label: titles[section] }]} />
        <nav aria-label={texts.settings.sections} className="sections">
          {(["administrators", "mail", "tokens"] as const).map((each) => (
            <Link key={each} href={routes[each]} aria-current={each === section ? "page" : undefined}>
              {titles[each]}
            </Link>
          ))}
        </nav>
      </div>
      <Page key={section} />
    </>
  );
}
