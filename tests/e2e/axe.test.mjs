// axe on every screen × language × theme × size: no violation. Screens are listed here as they land.
import { expectAccessible } from "./support/axe.mjs";
import { eachLanguage } from "./support/app.mjs";

for (const device of ["desktop", "phone"]) {
  for (const theme of ["light", "dark"]) {
    eachLanguage(`start, ${device}, ${theme}`, { device, theme }, async ({ app, page }) => {
      await app.open();
      await expectAccessible(page);
    });
  }
}
