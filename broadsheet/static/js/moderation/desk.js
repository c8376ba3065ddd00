// The moderators' desk: puts its parts together.
import { Acts } from "./acts.js";
import { Hands } from "./hands.js";
import { Keys } from "./keys.js";
import { Panels } from "./panels.js";
import { Queue } from "./queue.js";

const root = document.querySelector("[data-moderation]");
const queue = new Queue(root);
const panels = new Panels(root, queue);
const hands = new Hands(root, queue, panels);
new Keys(root, queue, new Acts(root, queue, panels), hands, panels);
