// What the library answered and the courier has to know: refused reports, changes of the run.

import { button, h } from "./dom.js";
import { state } from "./state.js";
import { dayOf, named, say, stopName } from "./words.js";

function stopOf(stopId) {
  for (const run of state.runs) {
    const stop = run.stops.find((one) => one.stop_id === stopId);
    if (stop) return stopName(stop);
  }
  return "";
}

function what(event) {
  const kinds = {
    run_started: "start",
    run_finished: "finish",
    on_way: "on_way",
    at_door: "at_door",
  };
  if (event.kind === "bag_loaded") return say("load_kept", { code: event.bag_code });
  const words = event.kind === "outcome" ? named("outcome", event.outcome) : say(kinds[event.kind]);
  const stop = stopOf(event.stop_id);
  return stop ? `${stop}: ${words}` : words;
}

function sentence(one) {
  if (one.kind === "refused") return say("refused", { what: what(one.event), why: one.why });
  if (one.kind === "late") return say("too_late", { what: what(one.event) });
  if (one.kind === "run_gone") return say("run_gone", { day: dayOf(one.run_on) });
  const facts = { stop: one.stop ? stopName(one.stop) : "", state: named("stop_state", one.state) };
  return say(one.kind, facts);
}

// A box with all of them, until the courier says that it was read.
export function notes(onseen) {
  if (state.notes.length === 0) return null;
  return h(
    "section",
    { class: "note", "aria-labelledby": "notes", id: "notes-box" },
    h("h2", { id: "notes" }, say("told")),
    h("ul", {}, state.notes.map((one) => h("li", {}, sentence(one)))),
    button("notes-seen", say("seen"), onseen, "second"),
  );
}
