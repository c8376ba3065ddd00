// The moderators' desk: puts its parts together.
import { Acts } from "./acts.js";
import { Hands } from "./hands.js";
import { Keys } from "./keys.js";
import { Queue } from "./queue.js";

const root = document.querySelector("[data-moderation]");
const queue = new Queue(root);
const hands = new Hands(root, queue);
new Keys(root, queue, new Acts(root, queue), hands);
