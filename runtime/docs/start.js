// Starts the documentation page. A file of its own: the page's Content-Security-Policy allows no
// script in its text.
const place = document.getElementById("docs");
SwaggerUIBundle({
  domNode: place,
  url: new URL(place.dataset.openapi, location.href).href,
  validatorUrl: null, // it would send the document to a server on the internet
  deepLinking: true,
});
