/** A seeded generator (xoshiro128**) that fills arrays with uniform and normal deviates. */
(function self(labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const calc = (core.calc = core.calc || {});
  // A Blob worker on file:// can load no file: it gets the sources of these closures as text.
  (calc.workerSources = calc.workerSources || []).push(self);

  const LAYERS = 128;
  const TAIL = 3.442619855899;
  const AREA = 9.91256303526217e-3;
  const edge = new Float64Array(LAYERS + 1);
  const ratio = new Float64Array(LAYERS);
  (function layers() {
    let f = Math.exp(-0.5 * TAIL * TAIL);
    edge[0] = AREA / f;
    edge[1] = TAIL;
    for (let i = 2; i < LAYERS; i++) {
      edge[i] = Math.sqrt(-2 * Math.log(AREA / edge[i - 1] + f));
      f = Math.exp(-0.5 * edge[i] * edge[i]);
    }
    edge[LAYERS] = 0;
    for (let i = 0; i < LAYERS; i++) ratio[i] = edge[i + 1] / edge[i];
  })();

  /** @param {number} seed a whole number */
  function generator(seed) {
    let mixed = seed >>> 0;
    const word = () => {
      mixed = (mixed + 0x9e3779b9) | 0;
      let z = mixed ^ (mixed >>> 16);
      z = Math.imul(z, 0x21f0aaad);
      z ^= z >>> 15;
      z = Math.imul(z, 0x735a2d97);
      return z ^ (z >>> 15);
    };
    let s0 = word();
    let s1 = word();
    let s2 = word();
    let s3 = word() | 1;

    function bits() {
      const product = Math.imul(s1, 5);
      const result = Math.imul((product << 7) | (product >>> 25), 9);
      const shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
      return result;
    }

    /** 53 random bits in (0, 1). */
    function uniform() {
      return ((bits() >>> 5) * 67108864 + (bits() >>> 6) + 0.5) / 9007199254740992;
    }

    /** Ziggurat of Marsaglia and Tsang in Doornik's form: the layer comes from bits the deviate does not use. */
    function normal() {
      for (;;) {
        const a = bits();
        const b = bits();
        const u = ((a >>> 5) * 67108864 + (b >>> 6) + 0.5) / 4503599627370496 - 1;
        const i = ((a & 31) << 2) | (b & 3);
        const x = u * edge[i];
        if (u < ratio[i] && -u < ratio[i]) return x;
        if (i === 0) return u < 0 ? -tail() : tail();
        const f0 = Math.exp(-0.5 * (edge[i] * edge[i] - x * x));
        const f1 = Math.exp(-0.5 * (edge[i + 1] * edge[i + 1] - x * x));
        if (f1 + uniform() * (f0 - f1) < 1) return x;
      }
    }

    function tail() {
      for (;;) {
        const x = -Math.log(uniform()) / TAIL;
        const y = -Math.log(uniform());
        if (y + y >= x * x) return x + TAIL;
      }
    }

    /** Gamma deviate of shape a >= 0.5, scale 1 (Marsaglia and Tsang 2000). */
    function gamma(shape) {
      if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
      const d = shape - 1 / 3;
      const c = 1 / Math.sqrt(9 * d);
      for (;;) {
        const x = normal();
        const v = (1 + c * x) ** 3;
        if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
      }
    }

    return { uniform, normal, gamma };
  }

  calc.random = { generator };
})((globalThis.labkb = globalThis.labkb || {}));
