import { IconX } from "@tabler/icons-react";
import { useViewer } from "../access.ts";
import { ApplicationsDocument } from "../gql/graphql.ts";
import { SelectField } from "../parts/Field.tsx";
import { PassingButton } from "../parts/PassingButton.tsx";
import { useAnswer } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { countListFilters, noFilter, readListFilter, writeListFilter, type ListFilter } from "./filter.ts";

interface ListFiltersProps {
  filter: ListFilter;
  onChange: (filter: ListFilter) => void;
}

/** OTP, MFA, status, role and application; each takes effect when it is chosen, and stands in the address. */
export function ListFilters({ filter, onChange }: ListFiltersProps) {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const maySeeApplications = may("seeApplications");
  const { data } = useAnswer(ApplicationsDocument, { first: 100 }, { enabled: maySeeApplications });
  const applications = data?.applications.edges.map((edge) => edge.node) ?? [];
  const { users, roles } = texts;
  const fields: [keyof ListFilter, string, [string, string][]][] = [
    ["otp", users.otp, [["bound", users.bound], ["unbound", users.notBound]]],
    ["mfa", users.mfa, [["required", users.required], ["bypassed", users.bypassed]]],
    ["state", users.state, [["active", users.active], ["locked", users.lockedForGood]]],
    ["role", users.role, [["ADMIN", roles.ADMIN], ["HELPDESK", roles.HELPDESK], ["AUDITOR", roles.AUDITOR]]],
  ];
  if (maySeeApplications) fields.push(["application", users.application, applications.map(({ id, name }) => [id, name])]);
  // Through the address and back, so that a chosen word is one that the address could have said.
  const choose = (name: keyof ListFilter, value: string) =>
    onChange(readListFilter(writeListFilter({ ...filter, [name]: value })));
  return (
    <div className="list-filters" role="group" aria-label={texts.audit.filters}>
      {fields.map(([name, label, options]) => (
        <SelectField key={name} label={label} value={filter[name]} onChange={(event) => choose(name, event.target.value)}>
          <option value="">{texts.audit.any}</option>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
      ))}
      {countListFilters(filter) > 0 && (
        <PassingButton onClick={() => onChange({ ...noFilter, search: filter.search })}>
          <IconX size={18} aria-hidden="true" />
          {texts.users.clearFilters}
        </PassingButton>
      )}
    </div>
  );
}
