import fc from "fast-check";

// Loaded before the tests in a mutation run (`stryker.config.json`): the same examples for
// every mutant, and no search for a smaller one once a mutant is caught.
fc.configureGlobal({ seed: 20_260_522, endOnFailure: true });
