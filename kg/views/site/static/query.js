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
  // What Yasgui leaves without a name for those who do not see it; tabs come and go, hence the observer.
  const host = document.getElementById("editor");
  const name = () => {
    for (const field of host.querySelectorAll("input:not([aria-label]), textarea:not([aria-label])")) {
      field.setAttribute("aria-label", field.matches("textarea") ? "SPARQL" : "SPARQL endpoint");
    }
    for (const choice of host.querySelectorAll("select:not([aria-label])")) choice.setAttribute("aria-label", "rows");
    for (const button of host.querySelectorAll("[role=tablist] .addTab:not([role])")) {
      button.setAttribute("role", "tab"); // nothing else may stand in a list of tabs
      button.setAttribute("aria-selected", "false");
    }
    for (const area of host.querySelectorAll(".CodeMirror-scroll[tabindex='-1']")) area.tabIndex = 0;
  };
  new MutationObserver(name).observe(host, { childList: true, subtree: true });
  name();
  // A thing of ours has its page here, whatever its address in the world.
  const base = data.prefixes.id;
  host.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link?.href.startsWith(base)) return;
    event.preventDefault();
    window.open(`/id/${link.href.slice(base.length)}`, "_blank", "noopener");
  });
  const asked = new URLSearchParams(location.search).get("query");
  if (asked) editor.getTab().setQuery(asked);
  document.getElementById("saved").addEventListener("change", (event) => {
    const found = data.saved.find((query) => query.name === event.target.value);
    if (found) editor.getTab().setQuery(found.query);
  });
})();
