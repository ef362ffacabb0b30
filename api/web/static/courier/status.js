// The lines at the top that say what is sent and what is not. They are always true: whoever reads
// "everything is sent" may switch the telephone off.

import { button, h } from "./dom.js";
import { isOpen, state } from "./state.js";
import { MOST_QUEUED } from "./store.js";
import { say, timeOf } from "./words.js";

const box = document.getElementById("sending");
const words = document.getElementById("sending-words");
const asOf = document.getElementById("sending-as-of");
const acts = document.getElementById("sending-acts");

function sentence() {
  const number = state.queue.length;
  if (state.here.account_id == null) return say("who_are_you");
  if (state.turn === "sign_in") return say("sign_in_to_send", { number });
  if (state.turn === "offline") {
    return number ? say("no_network", { number }) : say("no_network_all_sent");
  }
  if (state.turn === "trouble") return say("server_trouble", { number });
  if (number) return say(state.turn === "sending" ? "sending" : "not_sent", { number });
  const at = state.here.last_sent_at;
  return at ? say("sent_at", { time: timeOf(at) }) : say("all_sent");
}

function sentences() {
  const said = [sentence()];
  if (state.queue.length + state.others >= MOST_QUEUED) {
    said.push(say("phone_full", { number: MOST_QUEUED }));
  }
  if (state.others) said.push(say("of_others", { number: state.others }));
  if (!state.canOpenOffline) said.push(say("cannot_offline"));
  return said.join(" ");
}

// Says it only when it is another sentence than before, so that a screen reader does not repeat it.
export function paintStatus(onsend) {
  box.hidden = false;
  box.dataset.unsent = String(state.queue.length);
  const said = sentences();
  if (words.textContent !== said) words.textContent = said;
  const fetched = state.here.as_of;
  asOf.textContent = fetched && isOpen() ? say("as_of", { time: timeOf(fetched) }) : "";
  const isEnded = state.turn === "sign_in" || state.turn === "no_courier";
  const needed = isEnded && isOpen() ? "sign_in" : "";
  const wanted = needed || (state.queue.length ? "send" : "");
  if (acts.dataset.shown === wanted) return;
  acts.dataset.shown = wanted;
  if (wanted === "sign_in") acts.replaceChildren(signInLink("sending-sign-in"));
  else if (wanted) acts.replaceChildren(button("send-now", say("send_now"), onsend, "second"));
  else acts.replaceChildren();
}

export const signInLink = (id) =>
  h("a", { id, class: "button wide-button", href: "/sign-in?next=%2Frun" }, say("sign_in"));
