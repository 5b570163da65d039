const unescape = (step) => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** What a JSON Pointer, also one in a URI's fragment, leads to. */
export const at = (value, pointer) => {
  const steps = pointer.split('/').slice(1);
  const names = pointer.startsWith('#') ? steps.map((step) => unescape(decodeURIComponent(step))) : steps.map(unescape);
  return names.reduce((found, name) => found?.[name], value);
};
