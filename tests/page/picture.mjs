// Takes the picture of the README: node tests/page/picture.mjs PAGE.html PICTURE.png, with NODE_MODULES set.

import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.resolve(process.env.NODE_MODULES, "index.js"));
const [page, picture] = process.argv.slice(2);
const browser = await require("playwright-core").chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const tab = await (await browser.newContext({ viewport: { width: 1200, height: 780 }, colorScheme: "light" })).newPage();
await tab.goto(pathToFileURL(path.resolve(page)).href);
const card = tab.locator(".card[data-kind=met_with]").first();
await card.evaluate((element) => document.getElementById(element.dataset.sentence).scrollIntoView({ block: "center" }));
await card.hover();
await tab.screenshot({ path: picture });
await browser.close();
