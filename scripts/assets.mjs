// Builds cadre/ui/static/cadre/ from cadre/ui/assets/ and the locked packages. Called by scripts/assets.sh.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import * as sass from "sass";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const source = path.join(root, "cadre/ui/assets");
const target = path.join(root, "cadre/ui/static/cadre");
const work = path.join(root, "node_modules/.cache/cadre");

const FONTS = { "source-sans-3": ["latin", "latin-ext", "vietnamese"], "atkinson-hyperlegible-next": ["latin", "latin-ext"] };
const WEIGHTS = [400, 600, 700];

/** The @font-face rules of the chosen scripts and weights, woff2 only. */
function fontFaces() {
  const faces = [];
  for (const [family, scripts] of Object.entries(FONTS)) {
    const folder = path.join(root, "node_modules/@fontsource", family);
    for (const weight of WEIGHTS) {
      const blocks = readFileSync(path.join(folder, `${weight}.css`), "utf8").split(/(?=\/\* )/);
      for (const script of scripts) {
        const block = blocks.find((text) => text.startsWith(`/* ${family}-${script}-${weight}-normal */`));
        if (!block) throw new Error(`No ${script} ${weight} in ${family}`);
        faces.push(block.replace(/, url\([^)]*\.woff\) format\('woff'\)/, "").replace("./files/", `${folder}/files/`));
      }
    }
  }
  return faces.join("\n");
}

function compile(name) {
  return sass.compile(path.join(source, name), { loadPaths: [root], quietDeps: true, logger: sass.Logger.silent }).css;
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
mkdirSync(work, { recursive: true });
writeFileSync(path.join(work, "fonts.css"), fontFaces());
writeFileSync(path.join(work, "govuk.css"), compile("vendor-govuk.scss"));
writeFileSync(path.join(work, "moj.css"), compile("vendor-moj.scss"));

await esbuild.build({
  entryPoints: { cadre: path.join(source, "css/cadre.css") },
  bundle: true,
  minify: true,
  target: ["chrome100", "firefox100", "safari15"],
  outdir: target,
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  alias: { "vendor": work },
  logLevel: "warning",
});
await esbuild.build({
  entryPoints: { cadre: path.join(source, "js/cadre.js") },
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome100", "firefox100", "safari15"],
  outdir: target,
  logOverride: { "direct-eval": "silent" },
  logLevel: "warning",
});
cpSync(path.join(source, "mark.svg"), path.join(target, "mark.svg"));
