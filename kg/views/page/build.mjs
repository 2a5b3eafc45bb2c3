// Rebuilds what the page loads: vendor/graph.min.js from npm's sigma and graphology, explorer.js from src/.
// One command, in this folder: npm install --no-package-lock && npm run build
// vendor/vendor.lock then names every bundled package with version, licence and the sha512 of the bundle; explorer.js names
// the sha256 of its sources, which a test compares.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const sources = readdirSync("src").filter((name) => name.endsWith(".js")).sort();
const hash = createHash("sha256");
for (const name of sources) hash.update(`${name}\0`).update(readFileSync(`src/${name}`));

const entry = `import Graph from "graphology"; import Sigma from "sigma";
import { NodeProgram, EdgeRectangleProgram } from "sigma/rendering"; import { floatColor } from "sigma/utils";
window.newskgVendor = { Graph, Sigma, NodeProgram, EdgeRectangleProgram, floatColor };`;
const common = { bundle: true, minify: true, format: "iife", target: "es2022", charset: "ascii", legalComments: "none", write: false };
const vendor = await build({ ...common, stdin: { contents: entry, resolveDir: "." }, metafile: true });
const own = await build({ ...common, entryPoints: ["src/main.js"] });

const safe = (text) => {
  if (/<\/script|<!--/i.test(text)) throw new Error("this text cannot stand in <script>");
  return text;
};
const bundle = safe(vendor.outputFiles[0].text);
writeFileSync("vendor/graph.min.js", bundle);
writeFileSync("explorer.js", safe(`"use strict";/* sources sha256 ${hash.digest("hex")} */${own.outputFiles[0].text}`));

const packages = new Set(Object.keys(vendor.metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
const rows = [...packages].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`));
  return `${name}\t${version}\t${license}`;
});
const sum = createHash("sha512").update(bundle).digest("hex");
writeFileSync("vendor/vendor.lock", ["package\tversion\tlicence", ...rows, `graph.min.js\tsha512\t${sum}`, ""].join("\n"));
