# Gives the headline numbers of expected.csv again from panel.csv, with numpy only: python3 reproduce.py
# Y_post ~ letter + log(rate_pre + 0.5) + female, Poisson, offset log(person-months); HC0, or CR1 when people share a household.
import calendar, collections, csv
import numpy as np

PRE, POST, DELAYED, SUFFIX = @PRE@, @POST@, @DELAYED@, "@SUFFIX@"


def index(month):
    return month // 100 * 12 + month % 100 - 1


people = {}
for row in csv.DictReader(open("panel.csv", encoding="utf-8-sig")):
    if not row["letter_month"]:
        continue
    person = people.setdefault((row["person_id"], row["round"]), {"row": row, "pre": [0.0, 0.0], "post": [0.0, 0.0]})
    month = int(row["month"])
    share = int(row["person_days_at_risk"]) / calendar.monthrange(month // 100, month % 100)[1]
    ahead = index(month) - index(int(row["selection_month"]))
    after = index(month) - index(int(row["letter_month"]))
    length = DELAYED if row["stratum"].endswith(SUFFIX) else POST
    window = "pre" if -PRE <= ahead < 0 else "post" if ahead > 0 and 0 <= after < length else None
    if window and share > 0:
        person[window][0] += float(row["claims"])
        person[window][1] += share

members = collections.defaultdict(set)
for person in people.values():
    members[person["row"]["household"]].add(person["row"]["person_id"])
for person in people.values():
    r = person["row"]
    person["cluster"] = "h" + r["household"] if r["household"] and len(members[r["household"]]) > 1 else "p" + r["person_id"]
shared = len({p["cluster"] for p in people.values()}) < len(people)
analysed = [p for p in people.values() if p["row"]["sex"] in "12" and p["pre"][1] > 0 and p["post"][1] > 0]


def estimate(name, chosen, terms, wanted):
    y = np.array([p["post"][0] for p in chosen])
    offset = np.log([p["post"][1] for p in chosen])
    x = np.array([[1.0] + [t(p) for t in terms] for p in chosen])
    b = np.zeros(x.shape[1])
    b[0] = np.log(y.sum() / np.exp(offset).sum())
    for _ in range(100):
        mu = np.exp(x @ b + offset)
        step = np.linalg.solve(x.T @ (x * mu[:, None]), x.T @ (y - mu))
        b += step
        if np.abs(step).max() < 1e-13:
            break
    mu = np.exp(x @ b + offset)
    bread = np.linalg.inv(x.T @ (x * mu[:, None]))
    score = x * (y - mu)[:, None]
    factor = 1.0
    if shared:
        groups = collections.defaultdict(lambda: np.zeros(x.shape[1]))
        for p, s in zip(chosen, score):
            groups[p["cluster"]] += s
        score = np.array(list(groups.values()))
        factor = len(score) / (len(score) - 1)
    v = factor * bread @ score.T @ score @ bread
    print(f"{name}.{'CR1' if shared else 'HC0'},{b[wanted]:.15g},{np.sqrt(v[wanted, wanted]):.15g}")


def letter(p):
    return float(p["row"]["arm"] == "letter")


def female(p):
    return float(p["row"]["sex"] == "2")


def before(p):
    return np.log(p["pre"][0] / p["pre"][1] + 0.5)


print("id,estimate,se")
estimate("claims.all.poisson_ancova", analysed, [letter, before, female], 1)
estimate("claims.male.poisson_ancova", [p for p in analysed if p["row"]["sex"] == "1"], [letter, before], 1)
estimate("claims.female.poisson_ancova", [p for p in analysed if p["row"]["sex"] == "2"], [letter, before], 1)
estimate("claims.poisson_ancova_sex_interaction", analysed, [letter, before, female, lambda p: letter(p) * female(p)], 4)
