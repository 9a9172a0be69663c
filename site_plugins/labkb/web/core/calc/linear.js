/** Small linear algebra in binary64: correlation matrices and least squares. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const { refuse } = calc.errors;

  /**
   * Lower triangle L with A = L·Lᵗ; pivots that vanish within rounding are taken as 0.
   * @returns {number[][] | null} null where A is not positive semi-definite
   */
  function choleskySemi(matrix) {
    const n = matrix.length;
    const tolerance = 1e-10 * n;
    const lower = matrix.map(() => new Array(n).fill(0));
    for (let j = 0; j < n; j++) {
      let pivot = matrix[j][j];
      for (let k = 0; k < j; k++) pivot -= lower[j][k] ** 2;
      if (pivot < -tolerance) return null;
      const root = pivot > tolerance ? Math.sqrt(pivot) : 0;
      lower[j][j] = root;
      for (let i = j + 1; i < n; i++) {
        let rest = matrix[i][j];
        for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
        if (root === 0) {
          // sqrt: an entry of size ε hides behind a pivot of size ε².
          if (Math.abs(rest) > Math.sqrt(tolerance)) return null;
        } else lower[i][j] = rest / root;
      }
    }
    return lower;
  }

  /** Refuses what is no correlation matrix of n inputs. */
  function checkCorrelation(matrix, n, field) {
    if (matrix.length !== n || matrix.some((row) => row.length !== n)) {
      refuse(
        "correlation_shape",
        field,
        "相关系数矩阵应当是 " + n + " 行 " + n + " 列，与输入量的个数一致。"
      );
    }
    matrix.forEach((row, i) =>
      row.forEach((r, j) => {
        const place = "第 " + (i + 1) + " 行第 " + (j + 1) + " 列";
        if (!(Math.abs(r) <= 1)) {
          refuse(
            "correlation_out_of_range",
            field,
            "相关系数只能在 −1 到 1 之间，" + place + "是 " + r + "。"
          );
        }
        if (i === j && r !== 1)
          refuse(
            "correlation_diagonal",
            field,
            "相关系数矩阵的对角线必须是 1，" + place + "是 " + r + "。"
          );
        if (Math.abs(r - matrix[j][i]) > 1e-12) {
          refuse(
            "correlation_asymmetric",
            field,
            "相关系数矩阵必须对称，" + place + "与对应的一格不相等。"
          );
        }
      })
    );
    if (!choleskySemi(matrix)) {
      refuse(
        "correlation_not_psd",
        field,
        "这组相关系数互相矛盾（矩阵不是半正定的），没有输入量能同时满足，请核对。"
      );
    }
  }

  /** Inverse by Gauss-Jordan with pivoting; null where singular. */
  function inverse(matrix) {
    const n = matrix.length;
    const work = matrix.map((row, i) => row.concat(row.map((_, j) => (i === j ? 1 : 0))));
    for (let column = 0; column < n; column++) {
      let pivot = column;
      for (let i = column + 1; i < n; i++)
        if (Math.abs(work[i][column]) > Math.abs(work[pivot][column])) pivot = i;
      if (work[pivot][column] === 0) return null;
      [work[column], work[pivot]] = [work[pivot], work[column]];
      const scale = work[column][column];
      work[column] = work[column].map((v) => v / scale);
      for (let i = 0; i < n; i++) {
        if (i === column) continue;
        const factor = work[i][column];
        if (factor !== 0) work[i] = work[i].map((v, j) => v - factor * work[column][j]);
      }
    }
    return work.map((row) => row.slice(n));
  }

  /** Root of a monotone or bracketed function by bisection, to the last bit. */
  function bisect(f, low, high) {
    let atLow = f(low);
    for (let step = 0; step < 2000; step++) {
      const middle = low + (high - low) / 2;
      if (middle === low || middle === high) return middle;
      const value = f(middle);
      if (value === 0) return middle;
      if (value < 0 === atLow < 0) {
        low = middle;
        atLow = value;
      } else high = middle;
    }
    return low;
  }

  calc.linear = { choleskySemi, checkCorrelation, inverse, bisect };
})((globalThis.labkb = globalThis.labkb || {}));
