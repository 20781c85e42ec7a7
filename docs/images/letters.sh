#!/usr/bin/env bash
# Makes the pictures of every piece in docs/images/letters from the shipped template sets: needs the built program, Chromium, pdftoppm,
# and fonts with Hangul and simplified Chinese (Debian: fonts-nanum fonts-wqy-microhei).
set -euo pipefail
cd "$(dirname "$0")/../.."
program="dotnet artifacts/bin/ClaimsWatch.Cli/release/claimswatch.dll"
office=$(mktemp -d)/office
$program init "$office" --quiet > /dev/null
cp sample-data/minamo/windows.csv "$office/windows.csv"
echo "{}" > "$office/claimswatch.json" # the invented sender of the defaults
rm -rf docs/images/letters && mkdir -p docs/images/letters
for set in $($program letters templates --format csv | tail -n +2 | cut -d, -f1); do
  $program letters preview -w "$office" --today "${1:-2025-06-22}" --template "$set" --pdf --out "$office/$set.html" --quiet > /dev/null
  pdftoppm -r 48 -gray -png "$office/$set.pdf" "docs/images/letters/$set"
done
# the survey on the back and the reply card are off by default
echo '{"letters":{"replyCard":true,"surveyUrl":"https://example.jp/k?n={letterId}"}}' > "$office/claimswatch.json"
$program letters preview -w "$office" --today "${1:-2025-06-22}" --template standard --pdf --out "$office/reply.html" --quiet > /dev/null
pdftoppm -f 2 -l 3 -r 48 -gray -png "$office/reply.pdf" docs/images/letters/reply
