// Somebody signs in on this telephone. If a courier's runs are on it, they are not shown until the
// library's computer has said who it is.

import { lock } from "./store.js";

const there = (await indexedDB.databases?.()) ?? [];
if (there.some((one) => one.name === "dauys-courier")) await lock();
