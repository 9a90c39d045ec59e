import { TextField } from "../parts/Field.tsx";
import { describe } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";
import { most, type useApplications } from "./useApplications.ts";

/** Beside a choice of applications, where there are more of them than it lists: narrows what it offers. */
export function ApplicationSearch({ among }: { among: ReturnType<typeof useApplications> }) {
  const { texts } = useLanguage();
  const { applications, error, hasMore, isLong, isNarrowed, search, setSearch } = among;
  if (!isLong) return null;
  const count = isNarrowed && applications.length === 0 ? texts.applications.nothing(search.trim()) : texts.applications.found(applications.length);
  return (
    <TextField
      label={texts.applications.find}
      type="search"
      spellCheck={false}
      maxLength={200}
      value={search}
      hint={<span role="status">{error ? describe(error, texts) : hasMore ? texts.applications.newest(most) : count}</span>}
      onChange={(event) => setSearch(event.target.value)}
      onKeyDown={(event) => {
        // It searches by itself; the form around it is not sent by that.
        if (event.key === "Enter") event.preventDefault();
      }}
    />
  );
}
