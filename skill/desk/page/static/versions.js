// A value of the course in plain words, to be shown beside another version of it.

/** spec: what the form says of the field, where it is known. */
export function said(value, spec = null) {
  if (value === null || value === undefined || value === "") return "(nothing)";
  if (Array.isArray(value)) return value.map((each) => said(each, spec)).join("\n") || "(nothing)";
  if (typeof value === "object") return Object.values(value).map((each) => said(each)).join(" · ");
  return spec?.choices?.find(([name]) => name === value)?.[1] ?? String(value);
}
