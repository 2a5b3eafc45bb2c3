// The left-hand side: filters that are the legend at the same time, and the search box with its results.

import { fill, h } from "./dom.js";
import { kindSign } from "./panel.js";
import { t, termWords } from "./words.js";

export function renderFilters(ctx, box) {
  const { model } = ctx;
  const count = (list, of) => {
    const found = new Map();
    for (const item of list) found.set(of(item), (found.get(of(item)) ?? 0) + 1);
    return found;
  };
  const kinds = count(model.nodes, (n) => n.kind);
  const relations = count(model.claims, (c) => c.relation);
  const statuses = count(model.claims, (c) => c.status);
  fill(box,
    h("h2", {}, t("filters"), h("button", { type: "button", class: "link", onclick: () => ctx.go({ kinds: new Set(), relations: new Set(), statuses: new Set(), place: -1, from: "", to: "", confidence: 0 }) }, t("reset"))),
    checks(ctx, "kinds", model.kinds, kinds, (id) => kindSign(ctx, id)),
    checks(ctx, "relations", model.relations, relations),
    placeSelect(ctx),
    h("fieldset", {}, h("legend", {}, t("date")), dateBox(ctx, "from"), dateBox(ctx, "to")),
    slider(ctx),
    statuses.size > 1 ? checks(ctx, "statuses", model.statuses, statuses) : null,
    h("fieldset", {}, flag(ctx, "table", t("divisions")), flag(ctx, "lone", t("lone"))));
}

function checks(ctx, name, rows, counts, mark) {
  const off = ctx.state[name];
  const present = rows.filter(([id]) => counts.has(id));
  const set = (next) => ctx.go({ [name]: next });
  return h("fieldset", { "data-filter": name },
    h("legend", {}, t({ kinds: "kinds", relations: "relations", statuses: "status" }[name]),
      h("button", { type: "button", class: "link", onclick: () => set(off.size ? new Set() : new Set(present.map(([id]) => id))) }, t(off.size ? "all" : "none"))),
    present.map(([id]) => h("div", { class: `check${off.has(id) ? " off" : ""}` },
      h("label", {}, h("input", { type: "checkbox", checked: !off.has(id), value: id, onchange: (event) => {
        const next = new Set(off);
        if (event.target.checked) next.delete(id);
        else next.add(id);
        set(next);
      } }), mark ? mark(id) : null, h("span", {}, termWords(rows, id)), h("small", {}, String(counts.get(id)))),
      present.length > 2 ? h("button", { type: "button", class: "only", "aria-label": `${t("only")} ${termWords(rows, id)}`, onclick: () => set(new Set(present.map(([other]) => other).filter((other) => other !== id))) }, t("only")) : null)));
}

function placeSelect(ctx) {
  const { model, state } = ctx;
  const select = h("select", { id: "place", onchange: (event) => ctx.go({ place: Number(event.target.value) }, { fit: true }) },
    h("option", { value: "-1" }, t("anywhere")),
    ctx.places().map(({ place, depth, count }) => h("option", { value: String(place), selected: place === state.place }, `${"　".repeat(depth)}${model.nodes[place].name}（${count}）`)));
  return h("fieldset", {}, h("legend", {}, h("label", { for: "place" }, t("place"))), select);
}

function dateBox(ctx, name) {
  return h("label", { class: "date" }, t(name), h("input", { type: "date", name, value: ctx.state[name], onchange: (event) => ctx.go({ [name]: event.target.value }) }));
}

function slider(ctx) {
  const shown = h("output", {}, ctx.state.confidence.toFixed(2));
  return h("fieldset", {}, h("legend", {}, h("label", { for: "confidence" }, t("confidence")), shown),
    h("input", { type: "range", id: "confidence", min: "0", max: "1", step: "0.05", value: String(ctx.state.confidence),
      oninput: (event) => (shown.textContent = Number(event.target.value).toFixed(2)),
      onchange: (event) => ctx.go({ confidence: Number(event.target.value) }) }));
}

function flag(ctx, name, label) {
  return h("div", { class: "check" }, h("label", {}, h("input", { type: "checkbox", name, checked: ctx.state[name], onchange: (event) => ctx.go({ [name]: event.target.checked }) }), h("span", {}, label)));
}

// A combobox over the search: `pick(node)` is called with the chosen entity, `leave()` on Escape.
export function searchBox(ctx, input, list, pick, leave) {
  let found = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const choose = (n) => {
    const node = found[n];
    close();
    if (!node) return;
    input.value = "";
    pick(node.i);
  };
  const show = () => {
    found = ctx.find(input.value);
    at = found.length ? 0 : -1;
    fill(list, found.map((node, n) => h("li", { role: "option", id: `${list.id}-${n}`, "aria-selected": String(n === at), onmousedown: (event) => { event.preventDefault(); choose(n); } },
      kindSign(ctx, node.kind), h("span", {}, node.name), node.names.length ? h("small", {}, node.names.slice(0, 3).join("、")) : null,
      h("em", {}, [termWords(ctx.model.kinds, node.kind), placeName(ctx, node)].filter(Boolean).join(" · ")))),
    !found.length && input.value.trim() ? h("li", { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" }, t("nothing")) : null);
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
    ctx.say(t("found", { n: found.length }));
  };
  const mark = () => {
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % Math.max(1, found.length);
      mark();
      event.preventDefault();
    } else if (event.key === "Enter") {
      choose(Math.max(0, at));
      event.preventDefault();
    } else if (event.key === "Escape") {
      input.value = "";
      close();
      leave();
    }
    event.stopPropagation();
  });
}

function placeName(ctx, node) {
  const place = node.places.find((p) => p !== node.i);
  return place === undefined ? "" : ctx.model.nodes[place].name;
}
