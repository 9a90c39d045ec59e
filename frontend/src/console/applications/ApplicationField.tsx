import { ApplicationNameDocument } from "../gql/graphql.ts";
import { SelectField } from "../parts/Field.tsx";
import { useAnswer } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { ApplicationSearch } from "./ApplicationSearch.tsx";
import { useApplications } from "./useApplications.ts";

interface ApplicationFieldProps {
  label: string;
  name?: string;
  /** An id; "" for any. */
  value: string;
  onChoose: (id: string) => void;
}

/** Any application, or one. The chosen one is offered by its name, however old it is. */
export function ApplicationField({ label, name, value, onChoose }: ApplicationFieldProps) {
  const { texts } = useLanguage();
  const among = useApplications();
  const isListed = among.applications.some(({ id }) => id === value);
  const isUnknown = value !== "" && !isListed && !among.isPending;
  const { data, isPending } = useAnswer(ApplicationNameDocument, { id: value }, { enabled: isUnknown });
  const called = data?.application?.name ?? (isPending ? texts.actions.loading : texts.states.unknown);
  return (
    <>
      <ApplicationSearch among={among} />
      <SelectField label={label} name={name} value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{texts.audit.any}</option>
        {value !== "" && !isListed && <option value={value}>{called}</option>}
        {among.applications.map(({ id, name: shown }) => (
          <option key={id} value={id}>
            {shown}
          </option>
        ))}
      </SelectField>
    </>
  );
}
