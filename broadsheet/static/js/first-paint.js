((root) => {
  root.classList.add("js");
  try {
    const size = localStorage.getItem("text-size");
    if (/^(s|l|xl|xxl)$/.test(size)) root.dataset.textSize = size;
    if (localStorage.getItem("urdu-face") === "nastaliq") root.dataset.urduFace = "nastaliq";
  } catch {}
})(document.documentElement);
