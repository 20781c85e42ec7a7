// node duckdb.mjs SQL_FILE OUT_FILE THREADS RUNS MODULES: runs a query some times; lines of the last run to OUT_FILE, measures as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [sqlFile, outFile, threads, runs, modules] = process.argv.slice(2);
const { DuckDBInstance, version } = createRequire(modules + "/")("@duckdb/node-api");
const sql = readFileSync(sqlFile, "utf8");
const cpuSeconds = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1e6; };
const measured = [];
let lines = [];
for (let run = 0; run < Number(runs); run++) {
  // A new database each time: nothing of a run is left for the next but the system's file cache.
  const instance = await DuckDBInstance.create(":memory:", { threads });
  const connection = await instance.connect();
  const [wall, cpu] = [performance.now(), cpuSeconds()];
  const reader = await connection.runAndReadAll(sql);
  lines = reader.getRows().map((row) => String(row[0]));
  measured.push({ wall: (performance.now() - wall) / 1000, cpu: cpuSeconds() - cpu });
  connection.closeSync();
  instance.closeSync();
}

writeFileSync(outFile, lines.join("\n") + "\n");
console.log(JSON.stringify({ program: `DuckDB ${version ? version() : ""}`.trim(), runs: measured, peakBytes: process.resourceUsage().maxRSS * 1024 }));
