"""Firefox's own profiler: the time of an extension's scripts on a page's main thread.

A sample is taken every 0.2 ms, with the stack of the main thread and the CPU time since the sample before. A sample
whose stack holds a script of the extension's counts with that time: sampled, so right only over many runs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from selenium.webdriver.remote.webdriver import WebDriver

from tooling.browsers import Firefox

INTERVAL = 0.2
"""ms."""
ENTRIES = 8_000_000
START = """
const [entries, interval, done] = arguments;
const started = Services.profiler.StartProfiler(entries, interval, ["js", "cpu"], ["GeckoMain"]);
started.then(() => done([]), (error) => done(`${error}`));
"""
# For each main thread of a web page: CPU time of samples with the extension's address in their stack, and of the
# longest run of such samples.
STOP = """
const [base, done] = arguments;
(async () => {
  const profile = await Services.profiler.getProfileDataAsync();
  await Services.profiler.StopProfiler();
  let script = 0;
  let longest = 0;
  for (const { meta, threads } of profile.processes) {
    const unit = meta.sampleUnits?.threadCPUDelta === "µs" ? 1e3 : 1e6;
    for (const { name, processType, samples, stackTable, frameTable, stringTable } of threads) {
      if (name !== "GeckoMain" || processType === "default") continue;
      const { stack, threadCPUDelta } = samples.schema;
      const { prefix, frame } = stackTable.schema;
      const ours = stackTable.data.map(() => null);
      const isOurs = (at) => {
        if (at === null) return false;
        const row = stackTable.data[at];
        const location = stringTable[frameTable.data[row[frame]][frameTable.schema.location]];
        return (ours[at] ??= isOurs(row[prefix]) || location.includes(base));
      };
      let run = 0;
      for (const sample of samples.data) {
        const cpu = (sample[threadCPUDelta] ?? 0) / unit;
        run = isOurs(sample[stack] ?? null) ? run + cpu : 0;
        if (run) script += cpu;
        longest = Math.max(longest, run);
      }
    }
  }
  return [script, longest];
})().then(done, (error) => done(`${error}`));
"""


@dataclass
class Profiled:
    """ms of CPU of an extension's scripts in web pages; filled when the block ends."""

    script: float = 0
    longest: float = 0


@contextlib.contextmanager
def profiled(browser: Firefox, base: str | None) -> Iterator[Profiled]:
    """Profiles while the block runs.

    Args:
        browser: Firefox.
        base: an address in the extension's stacks, "moz-extension://<uuid>/content".
    """
    found = Profiled()
    _asked(browser.driver, START, ENTRIES, INTERVAL)
    try:
        yield found
    finally:
        answer = _asked(browser.driver, STOP, base or "no extension")
        found.script, found.longest = answer


def _asked(driver: WebDriver, script: str, *arguments: object) -> list[float]:
    with driver.context(driver.CONTEXT_CHROME):  # type: ignore[attr-defined]
        answer = driver.execute_async_script(script, *arguments)
    if isinstance(answer, str):
        raise RuntimeError(f"Firefox's profiler: {answer}")  # noqa: TRY004 - Firefox's answer, no argument
    return list(answer)
