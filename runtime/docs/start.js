// Starts the documentation page. A file of its own: the page's Content-Security-Policy allows no
// script in its text.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const followColours = () => root.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", followColours);
followColours();

const place = document.getElementById("docs");
new MutationObserver(() => nameControls()).observe(place, { childList: true, subtree: true });
SwaggerUIBundle({
  domNode: place,
  url: new URL(place.dataset.openapi, location.href).href,
  validatorUrl: null, // it would send the document to a server on the internet
  deepLinking: true,
});

/** Gives names to what Swagger UI leaves without one, for those who hear the page. */
function nameControls() {
  name("#servers", () => "Server");
  name("textarea.body-param__text", () => "Request body");
  name(".opblock-section-request-body .content-type", () => "Media type of the request body");
  name("tr[data-param-name] :is(select, input, textarea)", (control) => {
    return control.closest("tr").dataset.paramName;
  });
  // The path is a link within a button. The button alone does the same.
  for (const link of place.querySelectorAll(".opblock-summary-control a[href]")) {
    link.removeAttribute("href");
  }
}

function name(selector, text) {
  for (const control of place.querySelectorAll(`:is(${selector}):not([aria-label])`)) {
    control.setAttribute("aria-label", text(control));
  }
}
