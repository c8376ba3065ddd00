// Buttons that copy an address. Without a script the links are there to be copied by hand.

const said = document.querySelector("[data-copied]");

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  said.textContent = `${said.dataset.copied} ${button.dataset.copy}`;
  button.classList.remove("button-secondary");
  setTimeout(() => button.classList.add("button-secondary"), 1200);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
