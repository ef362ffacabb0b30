// Reads bar codes with the camera where the browser can (Barcode Detection, WICG). Pictures are
// looked at and forgotten; nothing is recorded.

import { h } from "./dom.js";
import { say } from "./words.js";

const LONGEST_MS = 60_000;
const EVERY_MS = 200;

export const canScan = () =>
  "BarcodeDetector" in globalThis && Boolean(navigator.mediaDevices?.getUserMedia);

// Shows the camera in `place` until a code is read, it is stopped, or a minute is over. Answers the
// code; null where none was read; undefined where there is no camera.
export async function scanned(place) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return undefined;
  }
  let isStopped = false;
  let stop;
  const stopped = new Promise((resolve) => {
    stop = () => {
      isStopped = true;
      resolve(null);
    };
  });
  const video = h("video", { class: "camera", "aria-hidden": "true", playsinline: true });
  const words = say("scan_stop");
  const end = h("button", { type: "button", class: "wide-button second", onclick: stop }, words);
  place.replaceChildren(h("p", { role: "status" }, say("scan_waits")), video, end);
  end.focus();
  video.muted = true;
  video.srcObject = stream;
  const timer = setTimeout(stop, LONGEST_MS);
  try {
    return await Promise.race([firstCode(video, () => isStopped || !place.isConnected), stopped]);
  } catch {
    return undefined;
  } finally {
    stop();
    clearTimeout(timer);
    for (const track of stream.getTracks()) track.stop();
    place.replaceChildren();
  }
}

async function firstCode(video, isStopped) {
  await video.play();
  const detector = new BarcodeDetector();
  while (!isStopped()) {
    const found = await detector.detect(video);
    if (found.length) return found[0].rawValue;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  return null;
}
