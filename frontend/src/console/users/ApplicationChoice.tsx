import { useState } from "react";
import { ApplicationSearch } from "../applications/ApplicationSearch.tsx";
import { useApplications } from "../applications/useApplications.ts";
import { Skeleton } from "../parts/states.tsx";
import { describe } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";

interface Choice {
  id: string;
  name: string;
}

interface ApplicationChoiceProps {
  /** Assigned now; offered whatever else is listed. */
  assigned: readonly Choice[];
}

/** Tick boxes named `applications`, one per application. What was ticked once stays in sight, whatever is searched for. */
export function ApplicationChoice({ assigned }: ApplicationChoiceProps) {
  const { texts } = useLanguage();
  const among = useApplications();
  const [ticked, setTicked] = useState(() => new Set(assigned.map(({ id }) => id)));
  const [kept, setKept] = useState(assigned);
  const { applications, error, isPending } = among;
  if (error && applications.length === 0 && !among.isLong) return <p role="alert">{describe(error, texts)}</p>;
  if (isPending) return <Skeleton lines={3} />;
  const choices: Choice[] = [...kept.filter((one) => !applications.some((other) => other.id === one.id)), ...applications];
  const tick = ({ id, name }: Choice, isTicked: boolean) => {
    const next = new Set(ticked);
    if (isTicked) next.add(id);
    else next.delete(id);
    setTicked(next);
    if (isTicked && !kept.some((one) => one.id === id)) setKept([...kept, { id, name }]);
  };
  return (
    <>
      <ApplicationSearch among={among} />
      <fieldset className="choices">
        <legend>{texts.users.applications}</legend>
        {choices.length === 0 && <p className="soft">{texts.users.noApplications}</p>}
        {choices.map((one) => (
          <label key={one.id} className="choice">
            <input
              type="checkbox"
              name="applications"
              value={one.id}
              checked={ticked.has(one.id)}
              onChange={(event) => tick(one, event.target.checked)}
            />
            {one.name}
          </label>
        ))}
      </fieldset>
    </>
  );
}
