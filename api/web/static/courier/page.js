// The courier's page: chooses what is shown, keeps what is reported, and speaks with the library.
// Where the telephone lets nothing be kept, the page of the server stays as it is; it is enough.

import { meet, newDraft, outcomeOf, takeCode } from "./codes.js";
import { button, h, heading } from "./dom.js";
import { exchange, isSpeaking } from "./exchange.js";
import { notes } from "./notes.js";
import { report } from "./reports.js";
import { runPage, runsPage } from "./run_page.js";
import { scanned } from "./scan.js";
import { isOpen, reload, runOf, state } from "./state.js";
import { paintStatus, signInLink } from "./status.js";
import { stopPage } from "./stop_page.js";
import { arrive, CHANNEL, forgetNotes, forgetOld, isUsable, leave } from "./store.js";
import { here, named, say, stopName, todayOn } from "./words.js";

const view = document.getElementById("view");
const spoken = document.getElementById("said");
const place = { bagCode: "", bagFault: "" };

// --- what is shown -----------------------------------------------------------------------------

function route() {
  const found = /^\/run(?:\/(\d+)(?:\/stops\/(\d+))?)?$/.exec(location.pathname) ?? [];
  return { runId: Number(found[1] ?? 0), stopId: Number(found[2] ?? 0) };
}

function shown() {
  if (!isOpen()) return closedPage();
  const { runId, stopId } = route();
  if (!state.here.as_of) {
    const words = say(state.turn === "offline" ? "not_on_phone" : "loading");
    return sentencePage(say("my_runs"), words, "/run", say("back_to_runs"));
  }
  if (!runId) return runsPage();
  const run = runOf(runId);
  if (!run) return sentencePage(say("my_runs"), say("not_on_phone"), "/run", say("back_to_runs"));
  if (!stopId) return runPage(run, actsOfRun(run));
  const stop = run.stops.find((one) => one.stop_id === stopId);
  const back = [`/run/${runId}`, say("back_to_run")];
  if (!stop) return sentencePage(say("stops"), say("stop_gone_before"), ...back);
  if (!state.drafts.has(stopId)) state.drafts.set(stopId, newDraft(stop));
  const draft = state.drafts.get(stopId);
  meet(draft, stop);
  return stopPage(run, stop, draft, actsOfStop(run, stop, draft));
}

function closedPage() {
  const words = state.here.is_locked
    ? say("locked")
    : say(state.here.sign_out_due !== undefined ? "signed_out" : "who_are_you");
  const parts = [heading(1, say("my_runs")), h("p", {}, words), h("p", {}, signInLink("sign-in"))];
  return { title: say("my_runs"), parts };
}

function sentencePage(title, sentence, address, words) {
  const back = h("p", { class: "way-back" }, h("a", { id: "back", href: address }, words));
  return { title, parts: [heading(1, title), h("p", {}, sentence), back] };
}

// Whether the page of the server stands there still, because nothing was ever fetched: it has plain
// forms that work with a network, so it is not taken away.
const isServers = () => isOpen() && !state.here.as_of && here.account_id !== null;

// The page anew; the focus goes to `focus`, or stays where it is. What would be the same stays, so
// that a screen reader does not lose its place.
function paint(focus = "") {
  paintStatus(speak);
  if (spoken.textContent !== state.said) spoken.textContent = state.said;
  const isScanning = Boolean(document.getElementById("camera")?.childElementCount);
  if (isServers() || (isScanning && !focus)) return;
  const { title, parts } = shown();
  const told = isOpen() ? notes(readNotes) : null;
  const fresh = h("div", {}, told, signOutBox(), parts);
  document.title = document.title.replace(/^.* – /, `${title} – `);
  if (fresh.innerHTML !== view.innerHTML || focus) replaceView(fresh);
  if (focus) document.getElementById(focus)?.focus();
}

function replaceView(fresh) {
  const held = document.activeElement;
  const heldId = view.contains(held) ? held.id : "";
  const [from, until] = heldId && held.type === "text" ? [held.selectionStart, held.selectionEnd] : [];
  view.replaceChildren(...fresh.childNodes);
  const target = heldId ? document.getElementById(heldId) : null;
  target?.focus({ preventScroll: true });
  if (from !== undefined) target?.setSelectionRange?.(from, until);
}

// --- what the courier does ---------------------------------------------------------------------

async function keep(facts, done) {
  const how = await report(state.here.account_id, facts);
  if (how !== "kept") {
    state.said = say(how === "full" ? "phone_full" : "not_saved", { number: state.queue.length });
    paint("said");
    return false;
  }
  await reload();
  state.said = done;
  speak();
  return true;
}

function actsOfRun(run) {
  const finish = async () => {
    state.sure = "";
    if (await keep({ kind: "run_finished", run_id: run.run_id }, say("finish_kept"))) paint("said");
  };
  return {
    start: async () => {
      if (await keep({ kind: "run_started", run_id: run.run_id }, say("start_kept"))) paint("said");
    },
    askFinish: () => {
      state.sure = "finish";
      paint("finish-anyway");
    },
    finish,
    codeDraft: place.bagCode,
    codeFault: place.bagFault,
    setCode: (code) => {
      place.bagCode = code;
    },
    load: () => loadBag(run),
    scan: async () => {
      const code = await scanned(document.getElementById("camera"));
      if (code === undefined) return understood(["scan_no_camera", {}], "bag-code");
      place.bagCode = code ?? "";
      return code ? loadBag(run) : paint("scan-bag");
    },
  };
}

async function loadBag(run) {
  const code = place.bagCode.trim();
  const stop = run.stops.find((one) => one.bag?.bag_code === code);
  place.bagFault = stop ? "" : say("bag_unknown", { code });
  if (!stop) return paint("bag-code");
  place.bagCode = "";
  if (stop.bag.is_loaded) {
    state.said = say("bag_loaded_before", { code });
  } else {
    const done = say("bag_loaded", { code, turn: stop.turn });
    if (!(await keep({ kind: "bag_loaded", bag_code: code }, done))) return undefined;
  }
  return paint(document.getElementById("bag-code") ? "bag-code" : "said");
}

function actsOfStop(run, stop, draft) {
  const move = async (kind, words) => {
    if (await keep({ kind, stop_id: stop.stop_id }, say(words, { stop: stopName(stop) }))) paint("said");
  };
  return {
    onWay: () => move("on_way", "on_way_kept"),
    atDoor: () => move("at_door", "at_door_kept"),
    outcome: (which) => sayOutcome(run, stop, draft, which),
    paint: () => paint(),
    drop: (code) => {
      draft.found = draft.found.filter((one) => one !== code);
      paint("thing-code");
    },
    take: (code) => {
      draft.thing = "";
      understood(takeCode(run, stop, draft, code), "thing-code");
    },
    scan: () => scanThing(run, stop, draft),
  };
}

function understood(said, focus) {
  if (said) state.said = say(...said);
  paint(focus);
}

async function scanThing(run, stop, draft) {
  const code = await scanned(document.getElementById("camera"));
  if (code === undefined) return understood(["scan_no_camera", {}], "thing-code");
  return understood(code ? takeCode(run, stop, draft, code) : null, "scan");
}

async function sayOutcome(run, stop, draft, which) {
  const facts = outcomeOf(stop, draft, which, todayOn());
  const [fault] = Object.keys(draft.faults);
  if (fault) return paint(fault);
  const done = say("outcome_kept", { stop: stopName(stop), outcome: named("outcome", which) });
  if (!(await keep(facts, done))) return undefined;
  state.drafts.delete(stop.stop_id); // with the PIN in it
  return go(`/run/${run.run_id}`, "said");
}

async function readNotes() {
  await forgetNotes();
  await reload();
  paint("top");
}

// --- leaving -----------------------------------------------------------------------------------

function signOutBox() {
  if (state.sure !== "sign_out") return null;
  return h(
    "div",
    { class: "note", id: "sign-out-box", tabindex: "-1" },
    h("p", {}, say("unsent_stay", { number: state.queue.length })),
    button("sign-out-anyway", say("sign_out_anyway"), signOut, "warning"),
  );
}

function askSignOut(event) {
  event.preventDefault();
  if (state.queue.length === 0) return signOut();
  state.sure = "sign_out";
  return paint("sign-out-box");
}

async function signOut() {
  state.sure = "";
  state.said = "";
  state.drafts.clear();
  await leave({ sign_out_due: true });
  await reload();
  paint("top");
  speak();
}

// --- moving about, and speaking with the library -----------------------------------------------

function go(address, focus = "top") {
  if (address !== location.pathname) history.pushState(null, "", address);
  paint(focus);
  if (focus === "top") scrollTo(0, 0);
}

function follow(event) {
  const link = event.target.closest?.("a[href]");
  const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!link || !isPlain || link.dataset.language || link.target) return;
  if (!/^\/run(\/|$)/.test(link.getAttribute("href"))) return;
  event.preventDefault();
  state.said = "";
  state.sure = "";
  go(link.getAttribute("href"));
}

async function turned(how) {
  await reload();
  state.turn = how;
  paint();
}

const speak = () => {
  exchange(turned);
};

async function keepForLater() {
  try {
    if (!navigator.serviceWorker) throw new Error("no service worker");
    await navigator.serviceWorker.register("/run/worker.js", { scope: "/run", type: "module" });
    await navigator.storage?.persist?.();
  } catch {
    state.canOpenOffline = false;
    paint();
  }
}

async function begin() {
  if (!(await isUsable())) return;
  await forgetOld(Date.now());
  await reload();
  if (here.account_id !== null && !state.here.sign_out_due) await arrive(here.account_id);
  await reload();
  paint();
  document.addEventListener("click", follow);
  document.getElementById("sign-out").addEventListener("submit", askSignOut);
  addEventListener("popstate", () => paint("top"));
  addEventListener("online", speak);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") speak();
  });
  // Something was sent: by this page, or by the service worker, and then there is a network.
  new BroadcastChannel(CHANNEL).onmessage = () => (isSpeaking() ? turned(state.turn) : speak());
  speak();
  keepForLater();
}

begin();
