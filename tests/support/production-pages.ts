/**
 * Pages are drawn as an installation draws them: React's own checks of a page cost half of the
 * time, and are made where pages are tested one by one. Imported first by the files that ask for
 * every address as every role.
 */
process.env["NODE_ENV"] = "production";
