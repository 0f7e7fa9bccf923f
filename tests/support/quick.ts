/**
 * What makes a test file start and run sooner, and changes nothing of what it proves. Every file
 * is a process of its own: what each of them would do again is kept, or not done.
 */
import asyncHooks from "node:async_hooks";
import crypto from "node:crypto";
import { enableCompileCache, syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import v8 from "node:v8";
import "../../src/find-once.ts";

const packages = join(import.meta.dirname, "../../node_modules");

/** Types are stripped and code is compiled once for all processes. */
function keepCompiledCode(): void {
  enableCompileCache(join(packages, ".cache/ocop/code"));
}

/**
 * A hash that was worked out once is known: every built account of a file has the same password
 * and salt, and signing a sheet asks for it each time. The function stays the product's own.
 */
function rememberHashes(): void {
  const known = new Map<string, Buffer>();
  const work = crypto.scrypt;
  crypto.scrypt = (
    password: crypto.BinaryLike,
    salt: crypto.BinaryLike,
    length: number,
    ...rest: unknown[]
  ) => {
    const done = rest.pop() as (error: Error | null, key: Buffer) => void;
    const options = (rest[0] ?? {}) as crypto.ScryptOptions;
    const name = JSON.stringify([password, salt, length, options]);
    const key = known.get(name);
    if (key) setImmediate(done, null, Buffer.from(key));
    else
      work(password, salt, length, options, (error, made) => {
        if (!error) known.set(name, Buffer.from(made));
        done(error, made);
      });
  };
  syncBuiltinESMExports();
}

/**
 * The runner follows every promise of a process, to say which test an error belongs to that nobody
 * caught; a third of the time of a test that asks the program much goes there. Such an error
 * fails the file without it, too, only not under the test's name. Its hook is the first.
 */
function leavePromisesAlone(): void {
  const create = asyncHooks.createHook;
  asyncHooks.createHook = (callbacks) => {
    asyncHooks.createHook = create;
    syncBuiltinESMExports();
    return create({ ...callbacks, trackPromises: false });
  };
  syncBuiltinESMExports();
}

/**
 * The embedded engine is a large program, and most files ask it little: optimising its functions
 * as early as usual costs such a file as much as all that it asks.
 */
function leaveEngineAsItIs(): void {
  v8.setFlagsFromString("--wasm-tiering-budget=100000000");
  v8.setFlagsFromString("--no-wasm-loop-unrolling");
  v8.setFlagsFromString("--wasm-lazy-validation");
}

leavePromisesAlone();
leaveEngineAsItIs();
keepCompiledCode();
rememberHashes();
