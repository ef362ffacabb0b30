// Makes elements. Texts are always texts, never markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(element, facts, children) {
  for (const [name, fact] of Object.entries(facts)) {
    if (fact === undefined || fact === null || fact === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), fact);
    else if (name === "value" || name === "checked") element[name] = fact;
    else element.setAttribute(name, fact === true ? "" : fact);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== ""));
  return element;
}

export function h(tag, facts = {}, ...children) {
  return filled(document.createElement(tag), facts, children);
}

export function svg(tag, facts = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), facts, children);
}

export function heading(level, text) {
  return h(`h${level}`, level === 1 ? { id: "top", tabindex: "-1" } : {}, text);
}

export function button(id, text, act, style = "") {
  return h("button", { id, type: "button", class: `wide-button ${style}`, onclick: act }, text);
}

// A field with its label, a hint and a fault, as the other pages have them.
export function field(id, label, { value, fault, faultWord, hint, onwrite, ...more }) {
  const described = [hint && `${id}-hint`, fault && `${id}-error`].filter(Boolean).join(" ");
  return h(
    "div",
    { class: fault ? "field wrong" : "field" },
    h("label", { for: id }, label),
    hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null,
    fault ? h("p", { class: "error", id: `${id}-error` }, faultWord, " ", fault) : null,
    h("input", {
      id,
      type: "text",
      value: value ?? "",
      "aria-describedby": described || null,
      "aria-invalid": fault ? "true" : null,
      oninput: (event) => onwrite(event.target.value),
      ...more,
    }),
  );
}

export function choice(type, id, name, label, isChecked, onchange) {
  return h(
    "div",
    { class: "choice" },
    h("input", { type, id, name, checked: isChecked, onchange }),
    h("label", { for: id }, label),
  );
}
