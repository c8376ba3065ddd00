(function (root) {
  root.classList.add("js");
  try {
    var size = localStorage.getItem("text-size");
    if (/^(s|l|xl|xxl)$/.test(size)) root.dataset.textSize = size;
  } catch (refused) {}
})(document.documentElement);
