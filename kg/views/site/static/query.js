// The query editor: Yasgui on our endpoint, the saved queries in a list. No address but our own is asked.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const endpoint = new URL("/sparql", document.baseURI).href;
  const begin = data.saved.length ? data.saved[0].query : "SELECT * WHERE { ?s ?p ?o } LIMIT 10";
  Yasgui.Yasqe.defaults.value = begin;
  const editor = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: null,
    yasqe: { value: begin, requestConfig: { endpoint }, createShareableLink: null },
  });
  const asked = new URLSearchParams(location.search).get("query");
  if (asked) editor.getTab().setQuery(asked);
  document.getElementById("saved").addEventListener("change", (event) => {
    const found = data.saved.find((query) => query.name === event.target.value);
    if (found) editor.getTab().setQuery(found.query);
  });
})();
