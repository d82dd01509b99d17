// The puzzle of a form: finds a number whose digest, together with the key, begins with zeros.
"use strict";

(() => {
  // SHA-256 of a short ASCII text, first 32 bits: browsers offer their own to secure addresses only,
  // and one call at a time.
  const ROUND = [];
  const START = [];
  (() => {
    const isPrime = (n) => { for (let d = 2; d * d <= n; d++) { if (n % d === 0) { return false; } } return true; };
    const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
    for (let n = 2; ROUND.length < 64; n++) {
      if (isPrime(n)) {
        if (START.length < 8) { START.push(fraction(Math.sqrt(n))); }
        ROUND.push(fraction(Math.cbrt(n)));
      }
    }
  })();
  const words = new Int32Array(64);

  function block(hash) {
    for (let i = 16; i < 64; i++) {
      const a = words[i - 15], b = words[i - 2];
      const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
      const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
      words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + words[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    return (hash[0] + a) >>> 0;
  }

  // The key and the number fit into one block.
  function firstWord(text) {
    words.fill(0, 0, 16);
    for (let i = 0; i < text.length; i++) {
      words[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8);
    }
    words[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8);
    words[15] = text.length * 8;
    return block(START);
  }

  // A few thousand tries at a time, so that the page answers meanwhile.
  window.solvePuzzle = (key, bits) => new Promise((resolve) => {
    let tried = 0;
    const go = () => {
      for (const end = tried + 2000; tried < end; tried++) {
        if (firstWord(`${key}:${tried}`) >>> (32 - bits) === 0) {
          resolve(tried);
          return;
        }
      }
      setTimeout(go);
    };
    go();
  });
})();
