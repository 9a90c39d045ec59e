import { useState } from "react";
import { useViewer } from "../access.ts";
import { FindApplicationsDocument, FindUsersDocument } from "../gql/graphql.ts";
import { useSettled } from "../parts/useSettled.ts";
import { useAnswer } from "../requests.ts";
import { catalogues, useLanguage } from "../texts/context.tsx";
import { applicationTargets, findPages, readRecent, userTargets, type Group } from "./finder.ts";

/**
 * What `text` finds: pages at once, applications and users when typing pauses. A question that is no longer asked is
 * aborted; a role is not asked what it may not see.
 */
export function useFound(text: string) {
  const { texts } = useLanguage();
  const { id, may } = useViewer();
  const search = text.trim();
  const settled = useSettled(search);
  const isAsked = search !== "" && settled === search;
  const applications = useAnswer(FindApplicationsDocument, { search }, { enabled: isAsked && may("seeApplications") });
  const users = useAnswer(FindUsersDocument, { search }, { enabled: isAsked && may("seeUsers") });
  const [recent] = useState(() => readRecent(sessionStorage, id));
  const pages: Group = { key: "pages", targets: findPages(search, texts, catalogues, may) };
  const groups: Group[] =
    search === ""
      ? [{ key: "recent", targets: recent }, pages]
      : [
          pages,
          { key: "applications", targets: applicationTargets(applications.data) },
          { key: "users", targets: userTargets(users.data) },
        ];
  const asked = [applications, users];
  return {
    search,
    groups: groups.filter((group) => group.targets.length > 0),
    isSearching: search !== "" && (!isAsked || asked.some((answer) => answer.isLoading)),
    error: isAsked ? (asked.find((answer) => answer.isError)?.error ?? null) : null,
    retry: () => asked.forEach((answer) => void (answer.isError && answer.refetch())),
  };
}
