// Starts the page.
import { App } from "./app.js";
import { readDocument } from "./data.js";

async function start() {
  const app = new App(await readDocument());
  document.body.replaceChildren(app.element);
  app.draw(app.state.now);
  performance.mark("ready");
  document.documentElement.dataset.ready = "true";
}

start();
