// Reads a panel as Parquet and as CSV with DuckDB, prints the sums of both by arm and sex, and ends with 1 when they differ.
// Usage: claimswatch demo --out DIR; claimswatch export panel -w DIR --out p.parquet; the same with --out p.csv
//        npm install @duckdb/node-api && node duckdb-reads-panel.mjs p.parquet p.csv > duckdb-reads-panel.txt
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
async function sums(table) {
  const reader = await connection.runAndReadAll(`
    select arm, sex::integer as sex, count(*) as n, sum(claims)::bigint as claims, sum(institutions)::bigint as institutions,
      sum(dispensed_quantity)::bigint as quantity, sum(person_days_at_risk)::bigint as days_at_risk, count(distinct person_id) as people
    from ${table} group by all order by arm, sex`);
  return JSON.stringify(reader.getRowObjectsJson());
}
const [parquet, csv] = [await sums(`'${process.argv[2]}'`), await sums(`read_csv('${process.argv[3]}')`)];
console.log(parquet);
console.log(csv);
process.exit(parquet === csv ? 0 : 1);
