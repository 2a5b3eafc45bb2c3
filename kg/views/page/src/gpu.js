// The stage on the graphics card: sigma draws lines and dots, our canvas above it the rest. A stage shows a scene through a camera
// {x, y, k}: the point of the layout in the middle, and pixels per unit. `plain.js` gives the same without WebGL.

import { Graph, Sigma, NodeProgram, EdgeRectangleProgram, floatColor } from "./vendor.js";
import { colourOf, lineColour, shapeOf } from "./look.js";

const HALF = 4096; // sigma's own frame: a fixed square, so that no scene moves the others
const FORMS = { circle: [0, 0, 1], square: [4, Math.PI / 4, 1.2], hexagon: [6, 0, 1.05], diamond: [4, 0, 1.15], triangle: [3, -Math.PI / 2, 1.2], drop: [3, Math.PI / 2, 1.2], sheet: [-1, 0, 1], pentagon: [5, -Math.PI / 2, 1.08], bubble: [-2, 0, 1] };
let paper = [1, 1, 1];
let rim = [0.7, 0.7, 0.6];

const VERTEX = `
attribute vec4 a_id; attribute vec4 a_color; attribute vec2 a_position; attribute float a_size; attribute vec3 a_form; attribute float a_angle;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio;
varying vec4 v_color; varying vec2 v_at; varying float v_pixels; varying vec3 v_form;
void main() {
  float k = 1.0 / u_sizeRatio; // as pixels() in paint.js
  float pixels = a_form.x < -1.5 ? max(a_size * k, 5.0) : max(a_size * (k < 1.0 ? pow(k, 0.8) : k), 1.7);
  float reach = 2.0 * (pixels * 1.25 + 2.0);
  vec2 off = reach * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + off * u_correctionRatio * 2.0, 1.0)).xy, 0.0, 1.0);
  v_at = vec2(off.x, -off.y); v_pixels = pixels; v_form = a_form;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;
const FRAGMENT = `
precision highp float;
varying vec4 v_color; varying vec2 v_at; varying float v_pixels; varying vec3 v_form;
uniform vec3 u_paper; uniform vec3 u_rim;
const float PI = 3.14159265;
void main() {
  float d;
  if (v_form.x < -1.5 || v_form.x == 0.0) d = length(v_at) - v_pixels;
  else if (v_form.x < 0.0) { vec2 q = abs(v_at) - v_pixels * vec2(0.72, 1.0); d = max(q.x, q.y); }
  else {
    float slice = 2.0 * PI / v_form.x;
    float turn = mod(atan(v_at.y, v_at.x) - v_form.y + 2.0 * PI, slice) - slice / 2.0;
    d = cos(turn) * length(v_at) - v_pixels * v_form.z * cos(slice / 2.0);
  }
  #ifdef PICKING_MODE
  gl_FragColor = d > 1.0 ? vec4(0.0) : v_color;
  #else
  float edge = v_pixels > 3.0 ? 1.2 : 0.0;
  vec4 ring = v_form.x < -1.5 ? vec4(u_rim, 1.0) : vec4(u_paper, 1.0);
  float outer = 1.0 - smoothstep(edge - 0.6, edge + 0.6, d);
  vec4 fill = mix(v_color, ring, smoothstep(-0.6, 0.6, d));
  gl_FragColor = vec4(fill.rgb * outer, outer);
  #endif
}`;

class ShapeProgram extends NodeProgram {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 3, VERTEX_SHADER_SOURCE: VERTEX, FRAGMENT_SHADER_SOURCE: FRAGMENT, METHOD: TRIANGLES,
      UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_paper", "u_rim"],
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT }, { name: "a_size", size: 1, type: FLOAT },
        { name: "a_form", size: 3, type: FLOAT }, { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  processVisibleItem(id, at, data) {
    const form = FORMS[data.shape];
    this.array.set([data.x, data.y, data.size, form[0], form[1], form[2], floatColor(data.color), id], at);
  }

  setUniforms(params, { gl, uniformLocations: u }) {
    gl.uniform1f(u.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(u.u_sizeRatio, params.sizeRatio);
    gl.uniformMatrix3fv(u.u_matrix, false, params.matrix);
    gl.uniform3fv(u.u_paper, paper);
    gl.uniform3fv(u.u_rim, rim);
  }
}

const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);

export function gpuStage(box, model, on) {
  const sigma = new Sigma(new Graph({ multi: true, type: "undirected" }), box, {
    nodeProgramClasses: { shape: ShapeProgram }, nodeHoverProgramClasses: { shape: ShapeProgram }, edgeProgramClasses: { line: EdgeRectangleProgram },
    defaultNodeType: "shape", defaultEdgeType: "line", renderLabels: false, renderEdgeLabels: false, enableEdgeEvents: true,
    itemSizesReference: "positions", zoomToSizeRatioFunction: (ratio) => ratio, stagePadding: 0, zIndex: true, minEdgeThickness: 2,
    defaultDrawNodeHover: () => {}, defaultDrawNodeLabel: () => {}, doubleClickZoomingRatio: 1, allowInvalidContainer: true, hideEdgesOnMove: false,
  });
  sigma.setCustomBBox({ x: [-HALF, HALF], y: [-HALF, HALF] });
  const camera = sigma.getCamera();
  const unit = () => {
    const { width, height } = sigma.getDimensions();
    return Math.min(width, height) / (2 * HALF);
  };
  const to = ({ x, y, k }) => ({ x: 0.5 + x / (2 * HALF), y: 0.5 - y / (2 * HALF), ratio: unit() / k, angle: 0 });
  const from = ({ x, y, ratio }) => ({ x: (x - 0.5) * 2 * HALF, y: (0.5 - y) * 2 * HALF, k: unit() / ratio });
  const point = ({ x, y }) => {
    const { width, height } = sigma.getDimensions();
    const cam = from(camera.getState());
    return { x: cam.x + (x - width / 2) / cam.k, y: cam.y + (y - height / 2) / cam.k };
  };
  let dragged = null;
  let moved = false;

  sigma.on("afterRender", () => on.render());
  sigma.on("clickNode", ({ node, event }) => { event.preventSigmaDefault(); if (!moved) on.dot(node); });
  sigma.on("doubleClickNode", ({ node, event }) => { event.preventSigmaDefault(); on.twice(node); });
  sigma.on("clickEdge", ({ edge }) => on.line(edge));
  sigma.on("clickStage", () => on.ground());
  sigma.on("doubleClickStage", ({ event }) => event.preventSigmaDefault());
  sigma.on("enterNode", ({ node }) => on.hover(node, null));
  sigma.on("leaveNode", () => on.hover(null, null));
  sigma.on("enterEdge", ({ edge }) => on.hover(null, edge));
  sigma.on("leaveEdge", () => on.hover(null, null));
  sigma.on("downNode", ({ node, event }) => { dragged = node; moved = false; event.preventSigmaDefault(); });
  sigma.on("moveBody", ({ event }) => {
    if (!dragged) return;
    moved = true;
    const { x, y } = point(event);
    on.drag(dragged, x, y);
    event.preventSigmaDefault();
    event.original.preventDefault?.();
  });
  const drop = () => { if (dragged) setTimeout(() => (moved = false), 0); dragged = null; };
  sigma.on("upNode", drop);
  sigma.on("upStage", drop);
  box.addEventListener("mouseleave", drop);
  camera.on("updated", () => on.camera());

  return {
    name: "webgl",
    camera: () => from(camera.getState()),
    look(cam, glide) {
      if (glide) camera.animate(to(cam), { duration: 350 });
      else camera.setState(to(cam));
    },
    show(scene, look) {
      paper = rgb(look.paper);
      rim = rgb(look.rim);
      const graph = new Graph({ multi: true, type: "undirected" });
      for (const dot of scene.dots) {
        const kind = dot.node >= 0 ? model.nodes[dot.node].kind : null;
        graph.addNode(dot.key, {
          x: dot.x, y: -dot.y, size: dot.r, type: "shape", shape: kind ? shapeOf(kind) : "bubble",
          color: kind ? colourOf(kind, look) : look.bubble, zIndex: kind ? 1 : 0,
        });
      }
      const colour = lineColour(scene, look);
      for (const line of scene.lines) {
        graph.addEdgeWithKey(line.key, line.a, line.b, { size: Math.min(9, 1.5 * (1 + Math.log2(line.claims.length))), color: colour });
      }
      sigma.setGraph(graph);
      sigma.refresh();
    },
    move: (key, x, y) => sigma.getGraph().mergeNodeAttributes(key, { x, y: -y }),
    repaint: () => sigma.scheduleRender(),
    resize: () => sigma.resize(),
    kill: () => sigma.kill(),
  };
}
