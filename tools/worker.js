// The worker beside the page: hands questions on to the compiled code, one after the other, and answers back. See src/work/.
// In: [number, question, blob]. Out: { number, done, all } while it lasts, then { number, answer, made } or { number, failure }; { fault } if it broke down.
import start, { answer } from "./desk.js";

const broken = (error) => postMessage({ fault: String(error) });
// Where compiled code gives up, no promise is ever kept; the browser reports it here.
addEventListener("error", (event) => broken(event.message));
addEventListener("unhandledrejection", (event) => broken(event.reason));

let turn = start();
addEventListener("message", ({ data: [number, question, blob] }) => {
  const tell = (done, all) => postMessage({ number, done, all });
  turn = turn.then(async () => postMessage({ number, ...(await answer(question, blob ?? undefined, tell)) }));
});
