/** The page's calculation: labkb.calc(name, inputs); Monte Carlo trials run in a Blob worker. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const ui = (labkb.ui = labkb.ui || {});
  const DATA = "calculators";
  const DATA_VERSION = 1;
  let loaded = false;

  /** Thrown by the sampler to say that trials are needed before the rest can be computed. */
  class TrialsNeeded {
    constructor(job) {
      this.job = job;
    }
  }

  function load() {
    if (loaded) return;
    const records = labkb.consume(DATA, DATA_VERSION);
    if (!records) throw new Error("没有找到计算器的数据，请重新打开整个文件夹里的网站。");
    calc.engine.load(records);
    loaded = true;
  }

  function workerText() {
    const parts = calc.workerSources.map((source) => "(" + source + ")(self.labkb);");
    return (
      "self.labkb = {};\n" +
      parts.join("\n") +
      "\nself.onmessage = (event) => {\n" +
      "  const result = labkb.core.calc.montecarlo.run(event.data, (share) => self.postMessage({ share }));\n" +
      "  self.postMessage({ result });\n};\n"
    );
  }

  /** Runs the trials beside the page; in the page where no worker can be had. */
  function runTrials(job, tell) {
    return new Promise((resolve, reject) => {
      let worker;
      let address;
      try {
        address = URL.createObjectURL(new Blob([workerText()], { type: "text/javascript" }));
        worker = new Worker(address);
      } catch {
        resolve(calc.montecarlo.run(job));
        return;
      }
      const end = () => {
        worker.terminate();
        URL.revokeObjectURL(address);
      };
      worker.onmessage = (event) => {
        if (event.data.share !== undefined) {
          if (tell) tell(event.data.share);
          return;
        }
        end();
        resolve(event.data.result);
      };
      worker.onerror = (event) => {
        end();
        reject(new Error("随机抽样没有完成：" + (event.message || "工作线程出错") + "。"));
      };
      worker.postMessage(job);
    });
  }

  async function attempt(work, name, inputs, tell) {
    load();
    try {
      return work(name, inputs, {
        sampler: (job) => {
          throw new TrialsNeeded(job);
        },
      });
    } catch (need) {
      if (!(need instanceof TrialsNeeded)) throw need;
      const result = await runTrials(need.job, tell);
      return work(name, inputs, { sampler: () => result });
    }
  }

  /**
   * The outputs of a calculator.
   * @param {string} name e.g. "en_score" @param {Record<string, unknown>} inputs as `labkb calc` takes them
   * @param {{progress?: (share: number) => void}} [options]
   * @returns {Promise<Record<string, unknown>>} or {error: {code, field, message}} and no number
   */
  labkb.calc = (name, inputs, options) =>
    attempt(calc.engine.run, name, inputs, options && options.progress);

  /** The same with steps, messages, verdicts and pictures. */
  ui.explain = (name, inputs, options) =>
    attempt(calc.engine.explain, name, inputs, options && options.progress);
})((globalThis.labkb = globalThis.labkb || {}));
