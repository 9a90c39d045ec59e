import { IconX } from "@tabler/icons-react";
import { useViewer } from "../access.ts";
import { ApplicationField } from "../applications/ApplicationField.tsx";
import { SelectField } from "../parts/Field.tsx";
import { PassingButton } from "../parts/PassingButton.tsx";
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
  const { users, roles } = texts;
  const fields: [keyof ListFilter, string, [string, string][]][] = [
    ["otp", users.otp, [["bound", users.bound], ["unbound", users.notBound]]],
    ["mfa", users.mfa, [["required", users.required], ["bypassed", users.bypassed]]],
    ["state", users.state, [["active", users.active], ["locked", users.lockedForGood]]],
    ["role", users.role, [["ADMIN", roles.ADMIN], ["HELPDESK", roles.HELPDESK], ["AUDITOR", roles.AUDITOR]]],
  ];
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
      {may("seeApplications") && (
        <ApplicationField
          label={users.application}
          value={filter.application}
          onChoose={(application) => choose("application", application)}
        />
      )}
      {countListFilters(filter) > 0 && (
        <PassingButton onClick={() => onChange({ ...noFilter, search: filter.search })}>
          <IconX size={18} aria-hidden="true" />
          {texts.users.clearFilters}
        </PassingButton>
      )}
    </div>
  );
}
