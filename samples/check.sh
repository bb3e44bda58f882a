#!/usr/bin/env bash
# Runs the samples as their READMEs say, and one with a few wrong inputs: check.sh FOLDER.
set -euo pipefail
folder=$1
mkdir -p "$folder"
sample() { dotnet run -c Release --no-build --project samples/SunspotForecast -- "$@"; }

sample --out "$folder/sunspots.svg" | tee "$folder/output"
grep -q "diverged at step" "$folder/output"
grep -q "With clipping: made all its" "$folder/output"
head -c 4 "$folder/sunspots.svg" | grep -q "<svg\|<?xm"

# The same seed learns as well with the other norms.
for norm in 1 inf; do
  sample --norm "$norm" --out "$folder/$norm.svg" | grep "With clipping: made all its"
done

# Wrong input: one line, exit code 2, no stack trace.
printf 'YEAR,SUNACTIVITY\n1700,5\n1701,many\n' > "$folder/bad.csv"
for arguments in "--data $folder/none.csv" "--data $folder/bad.csv" "--norm 7" "--max-norm -1" "--epochs 0" "--column NONE"; do
  code=0
  # shellcheck disable=SC2086
  sample $arguments > "$folder/stdout" 2> "$folder/stderr" || code=$?
  echo "$arguments -> $code: $(head -1 "$folder/stderr")"
  [ "$code" -eq 2 ]
  if grep -q "   at " "$folder/stderr"; then exit 1; fi
done

# What the listener prints is what the sample's README shows.
dotnet run -c Release --no-build --project samples/Metrics > "$folder/metrics"
awk '/^```/ { block++; next } block == 3' samples/Metrics/README.md | diff - "$folder/metrics"
