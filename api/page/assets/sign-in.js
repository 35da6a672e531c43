// Turns the token of a sign-in link (/sign-in#token=…) into a session, and forgets it.
import { signIn } from "./graphql.js";

const token = new URLSearchParams(location.hash.slice(1)).get("token");
history.replaceState(null, "", "/sign-in"); // the token must not stay in the history
const outcome = document.getElementById("outcome");

if (!token) {
  outcome.textContent = "The link carries no token. Open the whole link that was printed for you, or paste the token on the first page.";
} else {
  const refusal = await signIn(token);
  if (refusal) outcome.textContent = refusal;
  else location.replace("/");
}
