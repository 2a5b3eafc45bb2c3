// The keyboard: everything that the mouse does on the picture.

export function bindKeys(ctx, box) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") return ctx.back();
    if (typing) return;
    if (event.key === "/") {
      event.preventDefault();
      return document.getElementById("search").focus();
    }
    if (event.key === "?") return document.getElementById("help").click();
    if (event.key.toLowerCase() === "t") return ctx.go({ view: ctx.state.view === "map" ? "table" : "map" });
    if (ctx.state.view !== "map") return;
    const focused = document.activeElement === box || document.activeElement === document.body;
    if (!focused) return;
    if (act(ctx, event.key)) event.preventDefault();
  });
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function act(ctx, key) {
  const { state } = ctx;
  if (key in ARROWS) {
    const cursor = ctx.cursor();
    if (cursor) ctx.step(cursor, ARROWS[key]);
    else ctx.pan(ARROWS[key][0] * 90, ARROWS[key][1] * 90);
  } else if (key === "+" || key === "=") ctx.zoom(1.4);
  else if (key === "-" || key === "_") ctx.zoom(1 / 1.4);
  else if (key === "0") ctx.fit(true);
  else if (key === "Enter" || key === " ") ctx.enter();
  else if (key.toLowerCase() === "f" && state.node >= 0) ctx.go({ focus: state.node, steps: 1, grown: new Set(), path: null }, { fit: true });
  else if (key === "]" && state.focus >= 0) ctx.go({ steps: Math.min(4, state.steps + 1) }, { fit: true });
  else if (key === "[" && state.focus >= 0) ctx.go({ steps: Math.max(1, state.steps - 1) }, { fit: true });
  else return false;
  return true;
}
