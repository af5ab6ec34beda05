// Starts the blob service of Azurite, and stops it once nobody holds the other end of standard input any more: a test run that dies leaves no server behind.
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
require(process.env.AZURITE_MAIN);
