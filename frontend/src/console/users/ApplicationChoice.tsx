import { ApplicationsDocument } from "../gql/graphql.ts";
import { Skeleton } from "../parts/states.tsx";
import { describe } from "../problems.ts";
import { useAnswer } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";

const most = 100;

interface ApplicationChoiceProps {
  /** Assigned now; offered even if the directory has more applications than one page shows. */
  assigned: readonly { id: string; name: string }[];
}

/** Tick boxes named `applications`, one per application. */
export function ApplicationChoice({ assigned }: ApplicationChoiceProps) {
  const { texts } = useLanguage();
  const { data, error } = useAnswer(ApplicationsDocument, { first: most });
  if (error && !data) return <p role="alert">{describe(error, texts)}</p>;
  if (!data) return <Skeleton lines={3} />;
  const listed = data.applications.edges.map((edge) => edge.node);
  const choices = [...assigned.filter((one) => !listed.some((other) => other.id === one.id)), ...listed];
  return (
    <fieldset className="choices">
      <legend>{texts.users.applications}</legend>
      {choices.length === 0 && <p className="soft">{texts.users.noApplications}</p>}
      {choices.map(({ id, name }) => (
        <label key={id} className="choice">
          <input type="checkbox" name="applications" value={id} defaultChecked={assigned.some((one) => one.id === id)} />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
