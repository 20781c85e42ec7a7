// Reads the files that DuckDbReferenceTests writes with DuckDB and prints, as JSON lines, what another program sees in them.
// Usage: CLAIMSWATCH_REFERENCE_OUT=DIR dotnet test --filter DuckDbReference
//        npm install @duckdb/node-api && node duckdb-reads-store.mjs DIR > duckdb-reads-store.txt
import { readFileSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { DuckDBInstance } from '@duckdb/node-api';

const folder = process.argv[2];
const connection = await (await DuckDBInstance.create(':memory:')).connect();
async function rows(sql) {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJson();
}
function print(name, value) {
  console.log(JSON.stringify({ [name]: value }));
}

print('duckdb', (await rows('select version() as v'))[0].v);
const files = readdirSync(folder, { recursive: true }).filter(f => f.endsWith('.parquet')).sort();
for (const file of files) {
  print('sha256', [file, createHash('sha256').update(readFileSync(`${folder}/${file}`)).digest('hex')]);
}
for (const codec of ['uncompressed', 'brotli', 'gzip']) {
  const source = `read_parquet('${folder}/${codec}/**/*.parquet', hive_partitioning = true)`;
  print('types', (await rows(`describe select * from ${source}`)).map(r => `${r.column_name} ${r.column_type}`));
  print('months', await rows(`select month::varchar as month, claim_month, count(*)::varchar as rows, sum(i32)::varchar as i32,
    sum(i64)::varchar as i64, sum(round(f64 * 100000)::bigint)::varchar as f64, count(distinct text)::varchar as texts,
    max(text) as last_text, bit_xor(i64)::varchar as folded from ${source} group by all order by 1`));
  print('pruned', (await rows(`select count(*)::varchar as n from ${source} where i64 > 9223372036854775000`))[0].n);
  print('text_equal', (await rows(`select count(*)::varchar as n from ${source} where text = '髙橋 𠮷'`))[0].n);
}
print('extremes', await rows(`select i32, i64::varchar as i64, f64::varchar as f64, text from '${folder}/extremes.parquet'`));
print('empty', (await rows(`select count(*)::varchar as n from '${folder}/empty.parquet'`))[0].n);
