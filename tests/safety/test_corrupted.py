"""Storage that something else wrote into: it is understood as a whole, or kept aside; nothing fails on it."""

from __future__ import annotations

import random

import pytest

from tests.browser.support import outlined, until
from tests.safety.table import Tried
from tooling.browsers import Browser
from tooling.server import FixtureServer

pytestmark = [pytest.mark.safety("Nothing is lost"), pytest.mark.in_turn]

SPOILED = """
const [state, seed, times, done] = arguments;
let at = seed;
/** mulberry32: numbers from 0 to 1 that a seed repeats. */
const next = () => {
  at = (at + 0x6d2b79f5) | 0;
  let t = Math.imul(at ^ (at >>> 15), 1 | at);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const one = (list) => list[Math.floor(next() * list.length)];
const isTable = (value) => typeof value === "object" && value !== null;
const placesOf = (table, path = []) =>
  Object.entries(table).flatMap(([key, value]) => {
    const here = [...path, key];
    return [here, ...(isTable(value) ? placesOf(value, here) : [])];
  });
const JUNK = [null, "", "x", -1, 1.5, 1e300, true, [], {}, [null], { x: null }, "9".repeat(300), undefined];
const spoil = () => {
  const spoiled = structuredClone(state);
  const path = one(placesOf(spoiled));
  const last = path.pop();
  const table = path.reduce((inner, key) => inner[key], spoiled);
  const junk = one(JUNK);
  if (junk === undefined) delete table[last];
  else table[last] = structuredClone(junk);
  return [spoiled, `${[...path, last].join(".")} = ${JSON.stringify(junk)}`];
};
const report = {
  type: "report", loadedAt: 5, address: "/mypreferences/d/categories/ads",
  page: { kind: "list", lang: "sv" }, counts: null, member: null,
  readings: state.sample.map((setting) => ({ setting, state: "off", via: "row" })),
  list: { id: "ads", read: true, present: [], missing: state.sample }, marks: [], notice: null, news: [],
  lessons: [{ lang: "sv", word: "X", state: "on", setting: state.sample[0], flipped: false }],
};
delete state.sample;
(async () => {
  const { understood } = await import("/shared/stored.js");
  const { summarise } = await import("/shared/summary.js");
  const { merge } = await import("/background/merge.js");
  const { titleOf } = await import("/background/badge.js");
  const wrong = [];
  let refused = 0;
  if (!understood(state)) wrong.push("the state itself is not understood");
  for (let n = 0; n < times; n += 1) {
    const [spoiled, what] = spoil();
    try {
      const known = understood(spoiled);
      if (!known) refused += 1;
      else {
        titleOf(summarise(known, 6e12));
        const after = merge(known, report, 6e12);
        titleOf(summarise(after, 6e12));
        if (!understood(after)) wrong.push(`${what}: what is made of it is not understood`);
      }
    } catch (error) {
      wrong.push(`${what}: ${error}`);
    }
  }
  return { wrong, refused };
})().then(done, (error) => done({ wrong: [String(error.stack)], refused: 0 }));
"""


def test_a_spoiled_state_is_understood_or_kept_aside(
    consented: Browser, server: FixtureServer, tried: Tried, whole: bool, dice: random.Random
) -> None:
    """One place of a real state, deleted or replaced by junk, again and again."""
    for fixture in ("ads.mixed", "data-for-ai-improvement.on"):
        consented.open(server.use(fixture))
        until(lambda: outlined(consented), message="read and marked")
    state = consented.state()
    sample = sorted(state["accounts"]["unnamed"]["settings"])[:5]
    state["accounts"]["unnamed"]["news"] = [
        {"text": "Share with partners", "address": "/mypreferences/d/x", "page": "/y", "at": 1}
    ]
    state["words"] = {"sv": {"Av": {"on": [], "off": [sample[0]], "flipped": True}}}
    times, seed = (50_000 if whole else 2000), dice.randrange(2**31)
    with consented.helper("options/options.html"):
        answer = consented.driver.execute_async_script(
            SPOILED, state | {"sample": sample}, seed, times
        )
    assert answer["refused"] > times / 10
    tried("stored state spoiled in one place", times, lost=sorted(set(answer["wrong"]))[:10])
