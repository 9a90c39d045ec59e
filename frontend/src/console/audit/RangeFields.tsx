import { useState } from "react";
import { SelectField, TextField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { useLanguage } from "../texts/context.tsx";
import { toInstant, toLocalInput, type Filter } from "./filter.ts";
import { isSpan, type Span } from "./range.ts";

interface RangeFieldsProps {
  filter: Filter;
  span: Span | undefined;
}

/** A span that moves with the clock, or two instants of one's own: choosing one empties the other. */
export function RangeFields({ filter, span }: RangeFieldsProps) {
  const { texts } = useLanguage();
  const [range, setRange] = useState({ last: span ?? "", since: toLocalInput(filter.since), until: toLocalInput(filter.until) });
  const isOwn = range.since !== "" || range.until !== "";
  return (
    <>
      <SelectField
        label={texts.audit.range}
        name="last"
        value={range.last}
        onChange={({ target }) => setRange({ last: target.value, since: "", until: "" })}
      >
        <option value="">{isOwn ? texts.audit.ownRange : texts.audit.anyTime}</option>
        {Object.entries(texts.audit.spans).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </SelectField>
      {(["since", "until"] as const).map((name) => (
        <TextField
          key={name}
          label={texts.audit[name]}
          name={name}
          type="datetime-local"
          value={range[name]}
          onChange={({ target }) => setRange({ ...range, last: "", [name]: target.value })}
        />
      ))}
    </>
  );
}

/** What the fields say. An instant that still stands as it was drawn is the one it was, to its last millisecond. */
export function readRange(form: FormData, filter: Filter): Pick<Filter, "since" | "until"> & { span: Span | undefined } {
  const last = readText(form, "last");
  return {
    since: toInstant(readText(form, "since"), filter.since),
    until: toInstant(readText(form, "until"), filter.until),
    span: isSpan(last) ? last : undefined,
  };
}
