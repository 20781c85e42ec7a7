"""Markdown of `claimswatch model evaluate --worlds --format json`: JSON on stdin, Markdown on stdout."""
import json, sys

result = json.load(sys.stdin)
n = lambda v, d=3: "–" if v is None else f"{v:.{d}f}"
ci = lambda i, d=3: "–" if i is None else f"{n(i['value'], d)} [{n(i['low'], d)}, {n(i['high'], d)}]"
print("# Every score on three invented worlds\n")
print(f"`claimswatch model evaluate --worlds --format json | python3 benchmarks/score-worlds.py`, {result['persons']} people, {result['months']} months, "
      f"seed {result['seed']}. Invented people with far more crossings than any insurer has: it shows that the comparison works, not how well anyone's future is foretold.\n")
for world in result["worlds"]:
    for o in world["outcomes"]:
        decision = o["challenger"] if o["use_model"] else f"{o['best_baseline']} (fallback)"
        print(f"## {world['world']}, {o['outcome']}: ranks by **{decision}**\n")
        print(f"Fitted on {o['train_rows']} person-months ({o['train_events']} outcomes), judged on {o['test_rows']} ({o['test_events']}; chance AUPRC {n(o['prevalence'])}).\n")
        print("| score | precision [95 % CI] | NNE | recall | lead median | lead ≥ 2 | too late | AUPRC | net benefit | O:E | slope | ICI | gain over best baseline |")
        print("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
        for s in o["scorers"]:
            c = s["calibration"]
            print(f"| {s['id']} {s['name']} | {ci(s['precision'])} | {n(s['letters_for_one'], 1)} | {n(s['recall']['value'])} | {n(s['lead_median'], 0)} | "
                  f"{n(s['lead_two_share'], 2)} | {s['too_late']} | {n(s['average_precision'])} | {n(s['net_benefit'], 4)} | {n(c['ratio'], 2)} | {n(c['slope'], 2)} | "
                  f"{n(c['integrated_index'])} | {ci(s['gain']) if s['gain'] else 'best baseline'} |")
        print("\n| by sex | selected m / f | precision m / f | recall m / f | O:E m | O:E f |\n|---|---|---|---|---|---|")
        for s in o["scorers"]:
            m, f = s["by_sex"]
            oe = lambda x: ci(dict(value=x["calibration"]["ratio"], low=x["calibration"]["ratio_low"], high=x["calibration"]["ratio_high"]), 2)
            print(f"| {s['id']} | {n(m['selected_share'])} / {n(f['selected_share'])} | {n(m['precision'])} / {n(f['precision'])} | "
                  f"{n(m['recall'])} / {n(f['recall'])} | {oe(m)} | {oe(f)} |")
        print()
