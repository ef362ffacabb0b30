// What a run looks like with the reports that are not sent yet; and what changed in it meanwhile.
// Pure functions: nothing here reads a clock, a store or a page.

export const isOver = (stop) => stop.state === "done" || stop.state === "failed";

// The run as the courier knows it: the server's word and, after it, their own reports in order.
export function seen(run, events) {
  const now = structuredClone(run);
  for (const event of events) apply(now, event);
  return now;
}

function apply(run, event) {
  if (event.kind === "run_started" && event.run_id === run.run_id) start(run);
  if (event.kind === "run_finished" && event.run_id === run.run_id) run.state = "finished";
  if (event.kind === "bag_loaded") {
    const stop = run.stops.find((one) => one.bag?.bag_code === event.bag_code);
    if (stop) stop.bag.is_loaded = true;
  }
  const stop = run.stops.find((one) => one.stop_id === event.stop_id);
  if (!stop || isOver(stop)) return;
  if (run.state === "published") start(run);
  if (event.kind === "on_way") onWay(run, stop);
  if (event.kind === "at_door") stop.state = "at_door";
  if (event.kind === "outcome") outcome(run, stop, event);
}

function start(run) {
  if (run.state !== "published") return;
  run.state = "started";
  for (const stop of run.stops) if (stop.bag) stop.bag.is_loaded = true;
}

// A courier is on the way to one door.
function onWay(run, stop) {
  for (const other of run.stops) if (other.state === "on_way") other.state = "planned";
  if (stop.state !== "at_door") stop.state = "on_way";
}

function outcome(run, stop, event) {
  const isDelivered = event.outcome === "delivered";
  stop.state = isDelivered ? "done" : "failed";
  stop.outcome = event.outcome;
  stop.outcome_at = event.happened_at;
  const drops = (stop.bag?.drops ?? []).filter((thing) => thing.barcode);
  const given = new Set(isDelivered ? event.given : []);
  const taken = new Set(isDelivered ? event.taken : []);
  const car = (thing, isFromReader) =>
    run.in_car.push({ medium: thing.medium, barcode: thing.barcode, is_from_reader: isFromReader });
  for (const thing of stop.bag?.pick_ups ?? []) if (taken.has(thing.handover_id)) car(thing, true);
  for (const code of event.found ?? []) car({ medium: "", barcode: code }, true);
  for (const thing of drops) if (!given.has(thing.handover_id)) car(thing, false);
  stop.bag = null;
}

// What the courier did not do and did not know: a list of { kind, stop?, run? }.
export function changes(expected, fresh) {
  const found = [];
  for (const run of expected) {
    const now = fresh.find((one) => one.run_id === run.run_id);
    if (!now) found.push({ kind: "run_gone", run_on: run.run_on });
    else if (now.state !== "finished") found.push(...changesOfRun(run, now));
  }
  return found;
}

function changesOfRun(before, now) {
  const found = [];
  const was = new Map(before.stops.map((stop) => [stop.stop_id, stop]));
  const is = new Map(now.stops.map((stop) => [stop.stop_id, stop]));
  for (const stop of before.stops) {
    if (!is.has(stop.stop_id) && !isOver(stop)) found.push({ kind: "stop_gone", stop: line(stop) });
  }
  for (const stop of now.stops) {
    const old = was.get(stop.stop_id);
    if (!old) found.push({ kind: "stop_new", stop: line(stop) });
    else if ((isOver(old) || isOver(stop)) && old.state !== stop.state)
      found.push({ kind: "stop_differs", stop: line(stop), state: stop.state });
    else if (!isOver(stop) && things(old) !== things(stop))
      found.push({ kind: "stop_bag", stop: line(stop) });
  }
  const order = (stops, other) =>
    stops.filter((stop) => other.has(stop.stop_id)).map((stop) => stop.stop_id).join();
  if (order(before.stops, is) !== order(now.stops, was)) found.push({ kind: "stop_moved" });
  return found;
}

const line = (stop) => ({ turn: stop.turn, name: stop.name });

function things(stop) {
  const list = [...(stop.bag?.drops ?? []), ...(stop.bag?.pick_ups ?? [])];
  return list.map((thing) => `${thing.handover_id}:${thing.barcode}`).join();
}

// Where the courier goes next: the door they are at or on the way to, else the first open one.
export function nextStop(run) {
  const open = run.stops.filter((stop) => !isOver(stop));
  return (
    open.find((stop) => stop.state === "at_door") ??
    open.find((stop) => stop.state === "on_way") ??
    open[0]
  );
}
