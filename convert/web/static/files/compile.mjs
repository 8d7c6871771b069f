// node compile.mjs PYODIDE WORK: starts Pyodide with the folders of WORK, where compiling.py compiles what is needed.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, work] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.FS.mkdirTree("/build");
python.FS.mount(python.FS.filesystems.NODEFS, { root: work }, "/build");
const loaded = python.runPython("import sys; list(sys.modules)").toJs();
python.runPython("sys.path.append('/build/packages')");
const modules = JSON.parse(readFileSync(`${work}/modules.json`, "utf-8"));
const compiling = python.pyimport("convert.web.static.compiling");
const path = python.pyimport("pathlib").Path;
try {
  compiling.compile_needed(path("/build/packages"), path("/build/library"), modules, loaded);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
