// The list of runs, and one run: its stops as a list and a map, its bags, what lies in the car.

import { button, field, h, heading } from "./dom.js";
import { map } from "./map.js";
import { canScan } from "./scan.js";
import { state } from "./state.js";
import { isOver, nextStop } from "./view.js";
import { dayOf, named, say, stopName, timeOf, todayOn } from "./words.js";

export function runsPage() {
  const lines = state.runs.map((run) =>
    h(
      "li",
      {},
      h("a", { id: `run-${run.run_id}`, href: `/run/${run.run_id}` }, dayOf(run.run_on),
        run.run_on === todayOn() ? ` (${say("today")})` : ""),
      h("p", {}, runFacts(run)),
    ),
  );
  const none = state.turn === "offline" ? "none_here" : "no_runs";
  return {
    title: say("my_runs"),
    parts: [
      heading(1, say("my_runs")),
      lines.length ? h("ul", { class: "cards" }, lines) : h("p", {}, say(none)),
    ],
  };
}

function runFacts(run) {
  const [start, end] = [timeOf(run.starts_at), timeOf(run.ends_at)];
  const words = named("run_state", run.state);
  return say("run_facts", { start, end, stops: run.stops.length, state: words });
}

// `acts` says what happens: start, load, scan, askFinish, finish.
export function runPage(run, acts) {
  const title = say("run_of", { day: dayOf(run.run_on) });
  const parts = [
    h("p", { class: "way-back" }, h("a", { id: "back", href: "/run" }, say("back_to_runs"))),
    heading(1, title),
  ];
  if (run.state === "finished") {
    parts.push(h("p", {}, say(run.stops.length ? "finish_waits" : "finished")), inCar(run));
    return { title, parts };
  }
  const next = nextStop(run);
  const done = run.stops.filter(isOver).length;
  parts.push(
    h("p", {}, runFacts(run)),
    h("p", {}, say("done_of", { done, all: run.stops.length })),
    run.state === "published" ? button("start", say("start"), acts.start) : null,
    run.state === "started" && next ? nextLink(run, next) : null,
    run.state === "published" ? bags(run, acts) : null,
    stops(run),
    mapPart(run, next),
    run.state === "started" ? inCar(run) : null,
    run.state === "started" ? end(run, acts) : null,
  );
  return { title, parts };
}

const address = (run, stop) => `/run/${run.run_id}/stops/${stop.stop_id}`;

function nextLink(run, stop) {
  const words = `${say("next_stop")}: ${stopName(stop)}`;
  return h("p", {}, h("a", { id: "next", class: "button wide-button", href: address(run, stop) }, words));
}

function bags(run, { load, scan, codeDraft, setCode, codeFault }) {
  const all = run.stops.filter((stop) => stop.bag?.drops.length);
  const left = all.filter((stop) => !stop.bag.is_loaded);
  if (all.length === 0) return null;
  const counted = say("loaded_of", { loaded: all.length - left.length, all: all.length });
  const waits = left.map((stop) => h("li", {}, `${stop.bag.bag_code} – ${stopName(stop)}`));
  const send = (event) => {
    event.preventDefault();
    load();
  };
  return h(
    "section",
    { "aria-labelledby": "bags" },
    h("h2", { id: "bags" }, say("load")),
    h("p", { id: "loaded" }, counted),
    left.length
      ? [
          h(
            "form",
            { onsubmit: send, novalidate: true },
            field("bag-code", say("bag_code"), {
              value: codeDraft, fault: codeFault, faultWord: say("fault"), onwrite: setCode,
              inputmode: "numeric", autocomplete: "off", enterkeyhint: "done", class: "width-20",
            }),
            h("button", { id: "load-bag", class: "wide-button" }, say("enter_code")),
          ),
          canScan() ? button("scan-bag", say("scan"), scan, "second") : null,
          h("div", { id: "camera" }),
          h("h3", {}, say("not_loaded")),
          h("ul", {}, waits),
        ]
      : null,
  );
}

function stops(run) {
  const lines = run.stops.map((stop) => {
    const where = [stop.door.street, stop.door.house].filter(Boolean).join(" ");
    return h(
      "li",
      { class: isOver(stop) ? "over" : "" },
      h("a", { id: `stop-${stop.stop_id}`, href: address(run, stop) }, stopName(stop)),
      h("p", {}, `${where} · ${window_(stop)} · `, h("strong", {}, named("stop_state", stop.state))),
    );
  });
  return [h("h2", { id: "stops" }, say("stops")), h("ul", { class: "cards", id: "stop-list" }, lines)];
}

export function window_(stop) {
  if (!stop.promised_from_at) return say("about", { time: timeOf(stop.arrives_at) });
  const [start, end] = [timeOf(stop.promised_from_at), timeOf(stop.promised_until_at)];
  return say("between", { start, end });
}

function mapPart(run, next) {
  const without = run.stops.filter((stop) => stop.door.lat_deg === null);
  return [
    h("h2", {}, say("map")),
    map(run, next),
    without.length
      ? h("p", {}, say("no_point", { stops: without.map(stopName).join("; ") }))
      : null,
  ];
}

function inCar(run) {
  const list = (isFromReader, words) => {
    const things = run.in_car.filter((thing) => thing.is_from_reader === isFromReader);
    if (things.length === 0) return null;
    const name = (thing) =>
      [thing.medium && named("medium", thing.medium), thing.barcode ?? say("no_code")]
        .filter(Boolean)
        .join(", ");
    return [h("h3", {}, words), h("ul", {}, things.map((thing) => h("li", {}, name(thing))))];
  };
  return h(
    "section",
    { "aria-labelledby": "in-car" },
    h("h2", { id: "in-car" }, say("in_car")),
    run.in_car.length === 0 ? h("p", {}, say("in_car_none")) : null,
    list(true, say("from_readers")),
    list(false, say("not_taken")),
  );
}

function end(run, acts) {
  const left = run.stops.filter((stop) => !isOver(stop)).length;
  const isAsked = left > 0 && state.sure === "finish";
  return h(
    "section",
    { "aria-labelledby": "end" },
    h("h2", { id: "end" }, say("end")),
    left ? h("p", { id: "open-stops" }, say("open_stops", { number: left })) : null,
    isAsked
      ? button("finish-anyway", say("finish_anyway"), acts.finish, "warning")
      : button("finish", say("finish"), left ? acts.askFinish : acts.finish, "second"),
  );
}
