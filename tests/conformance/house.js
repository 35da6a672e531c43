// Where the house is, who asks, and how a trial is told. A trial that fails ends the program with 1.

export const address = process.env.ENTENTE_AT;
export const caseId = process.env.ENTENTE_CASE;
export const signed = { authorization: `Bearer ${process.env.ENTENTE_TOKEN}` };
export const sockets = address.replace("http", "ws");

export function verdict(what, isGood, reason = "") {
  console.log(isGood ? `ok      ${what}` : `NOT OK  ${what}: ${reason}`);
  if (!isGood) process.exitCode = 1;
}

export async function tried(what, trial) {
  try {
    await trial();
    verdict(what, true);
  } catch (fault) {
    verdict(what, false, fault?.stack ?? JSON.stringify(fault));
  }
}

export function same(found, expected) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
}
