// Zotero's own integration.js opens a document and refreshes it: node zotero_fields.cjs INTEGRATION.JS MODULES LOCALES
// In: one JSON object with fields (code, text, note), preferences, style (XML). Out: what Zotero read, wrote and minded.
// MODULES is a folder where `npm install citeproc @xmldom/xmldom xpath` was run. Zotero's code is no part of this project.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const [integration, modules, locales] = process.argv.slice(2);
const load = (name) => require(path.join(modules, "node_modules", name));
const CSL = load("citeproc");
const { DOMParser } = load("@xmldom/xmldom");
const xpath = load("xpath");
const input = JSON.parse(fs.readFileSync(0, "utf8"));
const minded = [];

// --- the document, as the plug-in for Word shows it ---------------------------------------------------------------

const fields = input.fields.map((given, index) => ({
  ...given,
  getCode: async () => given.code,
  getText: async () => given.text,
  getNoteIndex: async () => given.note,
  setCode: async (code) => { given.newCode = code; },
  setText: async (text) => { given.newText = text; },
  equals: async (other) => other === fields[index],
  isAdjacentToNextField: async () => false,
  select: async () => {},
  delete: async () => minded.push(`field ${index} is deleted`),
  removeCode: async () => minded.push(`field ${index} loses its code`),
}));
const alert = (text) => { minded.push(`asks: ${text}`); return 0; };
const doc = {
  getFields: async () => fields,
  displayAlert: async (text) => alert(text),
  activate: async () => {},
  setBibliographyStyle: async () => {},
  getDocumentData: async () => input.preferences,
  setDocumentData: async (data) => { input.newPreferences = data; },
};

// --- what Zotero's other files would give: a library that has none of the works ------------------------------------

const nothing = async () => {};
const progress = { start() {}, finishSegment() {}, reset() {}, update() {} };
let count = 0;
const Zotero = {
  version: "7.0.0",
  debug() {},
  logError(error) { minded.push(`error: ${error}`); },
  getString: (name) => name,
  randomString: () => `r${count++}`,
  Prefs: { get: () => undefined, set() {} },
  Promise: {
    delay: nothing,
    defer() {
      const deferred = {};
      deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
      return deferred;
    },
  },
  Exception: { Alert: class extends Error {}, UserCancelled: class extends Error {} },
  Utilities: {
    htmlSpecialChars: (text) => `${text}`.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;"),
    unescapeHTML: (text) => `${text}`.replace(/<[^>]*>/g, "").replace(/&#38;|&amp;/g, "&").replace(/&#60;|&lt;/g, "<").replace(/&#62;|&gt;/g, ">"),
    xpath: (node, query) => xpath.select(query, node),
    xpathText: (node, query) => xpath.select(query, node).map((found) => found.value ?? found.textContent).join(", "),
    deepCopy: (value) => JSON.parse(JSON.stringify(value)),
    randomString: () => `r${count++}`,
    isEmpty: (value) => !Object.keys(value).length,
    itemFromCSLJSON(item, data) { if (!data.type) minded.push(`an item without type: ${JSON.stringify(data)}`); },
  },
  URI: { getURIItem: async () => false, getItemURI: () => "" },
  Relations: { getByPredicateAndObject: async () => [], replacedItemPredicate: "" },
  Item: class { isAnnotation() { return false; } isNote() { return false; } toJSON() { return {}; } },
  Items: { get: () => false, loadDataTypes: nothing, getByLibraryAndKey: () => false },
  Retractions: { getRetractionsFromJSON: async () => [] },
  Cite: {
    getItem: (id) => Array.isArray(id) ? id.map(Zotero.Cite.getItem)
      : Zotero.Integration.currentSession.embeddedZoteroItems[id.split("/")[1]],
    removeFromBibliography() {},
  },
  Styles: { init: nothing, get: () => style },
};
const style = {
  hasBibliography: input.style.includes("<bibliography"),
  class: /<style[^>]*class="([\w-]+)"/.exec(input.style)[1],
  getCiteProc(locale) {
    const session = Zotero.Integration.currentSession;
    const engine = new CSL.Engine({
      retrieveLocale(lang) {
        const file = path.join(locales, `locales-${lang}.xml`);
        return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
      },
      retrieveItem: (id) => session.embeddedItems[id.split("/")[1]],
    }, input.style, locale || undefined, Boolean(locale));
    engine.setOutputFormat("html");
    return engine;
  },
};
const context = vm.createContext({
  Zotero, DOMParser, console, setTimeout,
  Components: { utils: { import() {} }, classes: {}, interfaces: {} },
  ChromeUtils: { import: () => ({}), importESModule: () => ({}), defineESModuleGetters() {} },
  Services: {}, Cc: {}, Ci: {}, Cu: {}, XPCOMUtils: { defineLazyModuleGetters() {}, defineLazyPreferenceGetter() {} },
});
vm.runInContext("Object.prototype.toSource = function () { return ''; }; Object.defineProperty(Object.prototype, 'toSource', {enumerable: false});", context);
vm.runInContext(fs.readFileSync(integration, "utf8"), context, { filename: "integration.js" });
Zotero.Integration.Progress = class { constructor() { Object.assign(this, progress); } };

async function refresh() {
  const data = new Zotero.Integration.DocumentData(input.preferences);
  const session = new Zotero.Integration.Session(doc, { primaryFieldType: "Field", secondaryFieldType: "Bookmark", outputFormat: "html" });
  Zotero.Integration.currentSession = session;
  Zotero.Integration.currentDoc = doc;
  session.progressBar = progress;
  session.sessionID = data.sessionID;
  await session.setData(data);
  session._doc = doc;
  await session.updateFromDocument(2); // FORCE_CITATIONS_RESET_TEXT, as Refresh does
  await session.updateDocument(2, true, false);
  const citations = Object.values(session.citationsByIndex).map((one) => ({
    citationID: one.citationID,
    noteIndex: one.properties.noteIndex,
    items: one.citationItems.map((item) => ({ ...item, itemData: { ...item.itemData, id: undefined }, id: undefined })),
  }));
  return { style: data.style, prefs: data.prefs, dataVersion: data.dataVersion, citations };
}

refresh().then(
  (read) => console.log(JSON.stringify({ ...read, minded, fields: input.fields })),
  (error) => { console.error(error); process.exit(1); },
);
