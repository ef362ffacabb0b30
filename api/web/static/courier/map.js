// Draws the stops of a run as points, north up; the list of stops says the same in words.

import { svg } from "./dom.js";
import { say } from "./words.js";
import { isOver } from "./view.js";

const WIDTH = 320;
const HEIGHT = 260;
const EDGE = 24;
const METRES_A_DEGREE = 111_320;

// The points in the picture (equirectangular about their middle); null where no stop has a point.
export function placed(stops) {
  const there = stops.filter((stop) => stop.door.lat_deg !== null && stop.door.lon_deg !== null);
  if (there.length === 0) return null;
  const lats = there.map((stop) => stop.door.lat_deg);
  const middle = (Math.min(...lats) + Math.max(...lats)) / 2;
  const across = Math.cos((middle * Math.PI) / 180) * METRES_A_DEGREE;
  const flat = there.map((stop) => ({
    stop,
    x: stop.door.lon_deg * across,
    y: -stop.door.lat_deg * METRES_A_DEGREE,
  }));
  const [left, top] = [Math.min(...flat.map((p) => p.x)), Math.min(...flat.map((p) => p.y))];
  const wide = Math.max(...flat.map((p) => p.x)) - left;
  const high = Math.max(...flat.map((p) => p.y)) - top;
  const scale = Math.min((WIDTH - 2 * EDGE) / (wide || 1), (HEIGHT - 2 * EDGE) / (high || 1));
  const dx = (WIDTH - wide * scale) / 2;
  const dy = (HEIGHT - high * scale) / 2;
  return flat.map(({ stop, x, y }) => ({
    stop,
    x: Math.round((x - left) * scale + dx),
    y: Math.round((y - top) * scale + dy),
  }));
}

export function map(run, next) {
  const points = placed(run.stops);
  if (!points) return null;
  const way = points.map(({ x, y }) => `${x},${y}`).join(" ");
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "map", role: "img", "aria-label": say("map_words") },
    svg("polyline", { points: way, class: "map-way" }),
    points.map(({ stop, x, y }) => mark(stop, x, y, stop.stop_id === next?.stop_id)),
  );
}

// What is over is a square, what is to come a circle, the next one has a ring.
function mark(stop, x, y, isNext) {
  const shape = isOver(stop)
    ? svg("rect", { x: x - 11, y: y - 11, width: 22, height: 22, class: "map-over" })
    : svg("circle", { cx: x, cy: y, r: 13, class: "map-open" });
  const ring = isNext ? svg("circle", { cx: x, cy: y, r: 18, class: "map-ring" }) : null;
  const text = { x, y: y + 5, "text-anchor": "middle", class: isOver(stop) ? "map-off" : "map-on" };
  return svg("g", {}, ring, shape, svg("text", text, String(stop.turn)));
}
