const unescape = (step) => step.replaceAll("~1", "/").replaceAll("~0", "~");

/** The target of a JSON Pointer, which may be the fragment of a URI. */
export const at = (value, pointer) => {
  const steps = pointer.split("/").slice(1);
  const names = pointer.startsWith("#")
    ? steps.map((step) => unescape(decodeURIComponent(step)))
    : steps.map(unescape);
  return names.reduce((found, name) => found?.[name], value);
};
