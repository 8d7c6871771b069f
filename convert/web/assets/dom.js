// Elements made of data. Nothing here reads HTML: text stays text, whatever it holds.

/** An element: its properties (class, data, on… handlers, attributes), and its children. */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const $ = (id) => document.getElementById(id);

/** Say something to a screen reader. */
export function say(text) {
  $("said").textContent = "";
  setTimeout(() => ($("said").textContent = text), 50);
}

export const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

const TAG = /<(\/?)(i|b|sub|sup|span)(?: style="font-variant:\s*small-caps;?")?>/g;

/** Text with CSL's five tags, as a record has it → nodes; any other sign stands for itself. */
export function rich(text) {
  const root = document.createDocumentFragment();
  const open = [root];
  let place = 0;
  for (const found of text.matchAll(TAG)) {
    const name = found[2];
    const isEnd = found[1] === "/";
    const top = open.at(-1);
    if (isEnd && top.localName !== name) continue;
    if (!isEnd && !text.includes(`</${name}>`, found.index)) continue;
    top.append(text.slice(place, found.index));
    place = found.index + found[0].length;
    if (isEnd) open.pop();
    else {
      const made = h(name, name === "span" ? { class: "small-caps" } : {});
      top.append(made);
      open.push(made);
    }
  }
  open.at(-1).append(text.slice(place));
  return root;
}

const SPANS = {
  "font-style italic": ["i"], "font-style oblique": ["i"], "font-style normal": ["span", "upright"],
  "font-weight bold": ["b"], "font-weight normal": ["span", "plain"], "font-weight light": ["span", "plain"],
  "font-variant small-caps": ["span", "small-caps"], "font-variant normal": ["span"],
  "text-decoration underline": ["span", "underline"], "text-decoration none": ["span"],
  "vertical-align sup": ["sup"], "vertical-align sub": ["sub"], "vertical-align baseline": ["span"],
};

/** The nodes of an entry (see convert/csl/output/tree.py) → elements. Only web addresses become links. */
export function tree(nodes) {
  return nodes.map((node) => {
    if (typeof node === "string") return node;
    const children = tree(node.children);
    if (node.kind === "link") return link(node.value, children);
    if (node.kind === "display") return h("span", { class: node.value }, children);
    const [name, kind] = SPANS[`${node.kind} ${node.value}`] ?? ["span"];
    return h(name, { class: kind }, children);
  });
}

export function link(address, children) {
  if (!/^https?:\/\//i.test(address)) return h("span", {}, children);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, children);
}

/** Copy text, and the same as HTML where it is given, so that italics arrive in a word processor. */
export async function copy(button, text, html) {
  try {
    if (html && window.ClipboardItem) {
      const item = new ClipboardItem({
        "text/plain": new Blob([text], { type: "text/plain" }),
        "text/html": new Blob([html], { type: "text/html" }),
      });
      await navigator.clipboard.write([item]);
    } else await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "sr", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  button.label ??= [...button.childNodes];
  button.replaceChildren("Copied");
  say("Copied");
  clearTimeout(button.timer);
  button.timer = setTimeout(() => button.replaceChildren(...button.label), 1500);
}

/** Offer a blob as a file. */
export function save(blob, name) {
  const anchor = h("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
}

export function debounce(milliseconds, action) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), milliseconds);
  };
}
