// The stage without WebGL: the same as `gpu.js` on a plain canvas.

import { onScreen, paintBase, pixels } from "./paint.js";

export function plainStage(box, model, on) {
  const canvas = document.createElement("canvas");
  canvas.className = "plain";
  box.append(canvas);
  const ctx = canvas.getContext("2d");
  if (!ctx) throw new Error("no canvas");
  let scene = null;
  let look = null;
  let cam = { x: 0, y: 0, k: 1 };
  let asked = false;
  let press = null;
  let hovered = null;
  let gliding = null; // the step of the way that the camera is on
  const size = () => ({ w: box.clientWidth, h: box.clientHeight });

  function draw() {
    asked = false;
    const { w, h } = size();
    const dense = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(w * dense) || canvas.height !== Math.round(h * dense)) {
      canvas.width = Math.round(w * dense);
      canvas.height = Math.round(h * dense);
    }
    ctx.setTransform(dense, 0, 0, dense, 0, 0);
    if (scene) paintBase(ctx, scene, cam, size(), look, model);
    on.render();
  }
  const ask = () => {
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  };
  // Towards another camera in a third of a second; whatever the reader does meanwhile ends it.
  function glide(to) {
    const from = cam;
    const began = performance.now();
    const turn = (gliding = () => {
      if (turn !== gliding) return;
      const share = Math.min(1, (performance.now() - began) / 330);
      const eased = 1 - (1 - share) ** 3;
      const k = from.k * (to.k / from.k) ** eased;
      // the middle moves so that what is looked at keeps straight on its way while the scale changes
      const way = to.k === from.k ? eased : (1 / from.k - 1 / k) / (1 / from.k - 1 / to.k);
      set({ k, x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way }, true);
      if (share < 1) requestAnimationFrame(turn);
    });
    turn();
  }
  const set = (next, own = false) => {
    if (!own) gliding = null;
    cam = next;
    on.camera();
    ask();
  };
  const at = (event) => {
    const frame = canvas.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  };
  const point = ({ x, y }) => ({ x: cam.x + (x - size().w / 2) / cam.k, y: cam.y + (y - size().h / 2) / cam.k });

  function dotAt(spot) {
    for (const dot of scene.ranked) {
      const [x, y] = onScreen(cam, size(), dot);
      if (Math.hypot(x - spot.x, y - spot.y) <= pixels(dot, cam) + 2) return dot.key;
    }
    return null;
  }
  function lineAt(spot) {
    let best = [6, null];
    for (const line of scene.lines) {
      const [ax, ay] = onScreen(cam, size(), scene.byKey.get(line.a));
      const [bx, by] = onScreen(cam, size(), scene.byKey.get(line.b));
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const along = Math.max(0, Math.min(1, ((spot.x - ax) * (bx - ax) + (spot.y - ay) * (by - ay)) / length));
      const far = Math.hypot(ax + along * (bx - ax) - spot.x, ay + along * (by - ay) - spot.y);
      if (far < best[0]) best = [far, line.key];
    }
    return best[1];
  }

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    press = { ...at(event), cam, key: dotAt(at(event)), moved: false };
  });
  canvas.addEventListener("pointermove", (event) => {
    const spot = at(event);
    if (!press) {
      const dot = dotAt(spot);
      const line = dot ? null : lineAt(spot);
      if (`${dot}${line}` !== hovered) on.hover(dot, line);
      hovered = `${dot}${line}`;
      return;
    }
    if (Math.hypot(spot.x - press.x, spot.y - press.y) > 4) press.moved = true;
    if (!press.moved) return;
    if (press.key) on.drag(press.key, point(spot).x, point(spot).y);
    else set({ ...cam, x: press.cam.x - (spot.x - press.x) / cam.k, y: press.cam.y - (spot.y - press.y) / cam.k });
  });
  canvas.addEventListener("pointerup", (event) => {
    const done = press;
    press = null;
    if (!done || done.moved) return;
    const line = done.key ? null : lineAt(at(event));
    if (done.key) on.dot(done.key);
    else if (line) on.line(line);
    else on.ground();
  });
  canvas.addEventListener("dblclick", (event) => {
    const key = dotAt(at(event));
    if (key) on.twice(key);
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const held = point(at(event));
    const k = Math.min(20, Math.max(1e-3, cam.k * Math.exp(-event.deltaY * 0.0016)));
    set({ k, x: held.x - ((held.x - cam.x) * cam.k) / k, y: held.y - ((held.y - cam.y) * cam.k) / k });
  }, { passive: false });

  return {
    name: "canvas",
    camera: () => cam,
    look: (next, slow) => (slow ? glide(next) : set(next)),
    show(next, palette) {
      scene = next;
      look = palette;
      ask();
    },
    move: ask,
    repaint: ask,
    resize: ask,
    kill: () => canvas.remove(),
  };
}
