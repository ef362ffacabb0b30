// One door: how to get there and in, what changes hands, and one tap for how it went.

import { button, choice, field, h, heading } from "./dom.js";
import { isOver } from "./view.js";
import { canScan } from "./scan.js";
import { waysTo } from "./ways.js";
import { named, reasons, say, stopName, timeOf } from "./words.js";
import { window_ } from "./run_page.js";

// `acts` says what happens: onWay, atDoor, outcome(which), take(code), scan, paint.
export function stopPage(run, stop, draft, acts) {
  const title = stopName(stop);
  const parts = [
    h("p", { class: "way-back" },
      h("a", { id: "back", href: `/run/${run.run_id}` }, say("back_to_run"))),
    heading(1, title),
    h("p", {}, h("strong", { id: "stop-state" }, named("stop_state", stop.state)), `, ${window_(stop)}`),
    stop.door.phone_first ? h("p", { class: "note" }, h("strong", {}, say("phone_first"))) : null,
    door(stop.door),
    isOver(stop) ? over(stop) : open(stop, draft, acts),
  ];
  return { title, parts };
}

function door(one) {
  const where = [
    one.district,
    one.street,
    one.house && say("house", { house: one.house }),
    one.flat && say("flat", { flat: one.flat }),
  ];
  const rows = [
    ["address", where.filter(Boolean).join(", ")],
    ["entrance", one.entrance],
    ["floor", one.floor],
    ["lift", one.has_lift === null ? "" : say(one.has_lift ? "has_lift" : "has_no_lift")],
    ["door_code", one.door_code],
    ["notes", one.notes],
    ["language", one.speaks ? named("speaks", one.speaks) : ""],
  ].filter(([, words]) => words);
  const way = ([name, address]) =>
    h("li", {}, h("a", { id: `way-${name}`, href: address, target: "_blank", rel: "noopener noreferrer" },
      say("way_by", { what: name || say("geo") })));
  return [
    h("h2", {}, say("door")),
    h("dl", { class: "summary" }, rows.map(([name, words]) =>
      h("div", {}, h("dt", {}, say(name)), h("dd", {}, words)))),
    one.phone
      ? h("p", {}, h("a", { id: "call", class: "button wide-button second", href: `tel:${one.phone}` },
          say("call", { number: one.phone })))
      : null,
    h("h3", {}, say("navigate")),
    h("ul", { class: "row ways" }, waysTo(one).map(way)),
  ];
}

function over(stop) {
  if (!stop.outcome) return null;
  const facts = { outcome: named("outcome", stop.outcome), time: timeOf(stop.outcome_at) };
  return h("p", { id: "outcome-is" }, say("outcome_is", facts));
}

function open(stop, draft, acts) {
  return [
    stop.state === "planned" ? button("on-way", say("on_way"), acts.onWay, "second") : null,
    stop.state === "at_door" ? null : button("at-door", say("at_door"), acts.atDoor, "second"),
    hands(stop, draft, acts),
    proof(draft, acts),
    h("h2", { id: "outcome" }, say("outcome")),
    button("delivered", say("delivered"), () => acts.outcome("delivered"), "good"),
    h("h3", {}, say("not_delivered")),
    field("another_on", say("another_on"), {
      ...written(draft, "another_on"), type: "date", class: "width-20",
    }),
    field("words", say("words"), { ...written(draft, "words"), hint: say("words_hint"), maxlength: 300 }),
    h("ul", { class: "reasons" }, reasons.map((reason) =>
      h("li", {}, button(`reason-${reason}`, named("outcome", reason), () => acts.outcome(reason), "second")))),
  ];
}

// What a field shows of the draft, and where it writes.
function written(draft, name) {
  const fault = draft.faults[name] ? say(draft.faults[name]) : "";
  return {
    value: draft[name],
    fault,
    faultWord: say("fault"),
    onwrite: (value) => {
      draft[name] = value;
    },
  };
}

function hands(stop, draft, acts) {
  const group = (legend, things, ticked) =>
    h("fieldset", { class: "field" }, h("legend", {}, legend),
      things.length ? things.map((thing) => tick(thing, ticked)) : h("p", {}, say("nothing")));
  const take = (event) => {
    event.preventDefault();
    acts.take(draft.thing);
  };
  return [
    h("h2", {}, `${say("hand_over")}, ${say("take_back")}`),
    group(say("hand_over"), (stop.bag?.drops ?? []), draft.given),
    group(say("take_back"), (stop.bag?.pick_ups ?? []), draft.taken),
    draft.found.length
      ? [h("h3", {}, say("found")),
         h("ul", {}, draft.found.map((code) => h("li", {}, code, " ",
           button(`remove-${code}`, say("remove", { code }), () => acts.drop(code), "second"))))]
      : null,
    h("form", { onsubmit: take, novalidate: true },
      field("thing-code", say("thing_code"), {
        ...written(draft, "thing"), autocomplete: "off", enterkeyhint: "done", class: "width-20",
      }),
      h("button", { id: "take-code", class: "wide-button second" }, say("enter_code"))),
    canScan() ? button("scan", say("scan"), acts.scan, "second") : null,
    h("div", { id: "camera" }),
  ];
}

function tick(thing, ticked) {
  const words = `${named("medium", thing.medium)}, ${thing.barcode ?? say("not_packed")}`;
  const number = thing.handover_id;
  return choice("checkbox", `thing-${number}`, null, words, ticked.has(number), (event) => {
    if (event.target.checked) ticked.add(number);
    else ticked.delete(number);
  });
}

function proof(draft, acts) {
  const choose = (word) => () => {
    draft.proof = word;
    acts.paint();
  };
  const kinds = ["none", "bag", "pin", "name"].map((word) =>
    choice("radio", `proof-${word}`, "proof", named("proof", word), draft.proof === word, choose(word)));
  const more = {
    bag: () => field("code", say("bag_code"), {
      ...written(draft, "code"), inputmode: "numeric", autocomplete: "off", class: "width-20",
    }),
    pin: () => field("pin", say("pin"), {
      ...written(draft, "pin"), type: "password", inputmode: "numeric", autocomplete: "off",
      maxlength: 12, hint: say("pin_hint"), class: "width-10",
    }),
  };
  return h("fieldset", { class: "field" }, h("legend", {}, say("proof")), kinds,
    more[draft.proof] ? more[draft.proof]() : null);
}
