// node chdb.mjs SQL_FILE OUT_FILE THREADS RUNS MODULES: runs the statements some times, each in a new session; lines of the last run to OUT_FILE, measures as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [sqlFile, outFile, threads, runs, modules] = process.argv.slice(2);
const { query, Session } = createRequire(modules + "/")("chdb");
const statements = readFileSync(sqlFile, "utf8").split(/;\s*$/m).filter((s) => s.trim() !== "");
const cpuSeconds = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1e6; };
const measured = [];
let text = "";
for (let run = 0; run < Number(runs); run++) {
  const [wall, cpu] = [performance.now(), cpuSeconds()];
  const session = new Session();
  for (const statement of statements) {
    text = session.query(`${statement}\nsettings max_threads = ${threads}`, "TSVRaw");
  }

  measured.push({ wall: (performance.now() - wall) / 1000, cpu: cpuSeconds() - cpu });
  session.cleanup();
}

writeFileSync(outFile, text);
const version = query("select version()", "TSVRaw").trim();
console.log(JSON.stringify({ program: `chdb (ClickHouse ${version})`, runs: measured, peakBytes: process.resourceUsage().maxRSS * 1024 }));
