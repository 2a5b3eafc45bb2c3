// The bundled libraries, put on the window by vendor/graph.min.js (sigma and graphology; see vendor/vendor.lock).
export const { Graph, Sigma, NodeProgram, EdgeRectangleProgram, floatColor } = window.newskgVendor;
