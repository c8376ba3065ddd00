// Shows a page as a device at night does: every rule for a dark screen holds, and none for a light one.

function darken(rules) {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule) {
      const asked = rule.media.mediaText;
      rule.media.mediaText = asked
        .replaceAll(/\(prefers-color-scheme:\s*dark\)/g, "(min-width: 0)")
        .replaceAll(/\(prefers-color-scheme:\s*light\)/g, "(max-width: 0)");
    }
    if (rule.cssRules) darken(rule.cssRules);
  }
}

for (const sheet of document.styleSheets) darken(sheet.cssRules);
document.documentElement.style.colorScheme = "dark";
