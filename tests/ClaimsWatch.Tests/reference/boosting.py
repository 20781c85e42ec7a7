# Gradient boosting by XGBoost (Debian: python3-xgboost), tree_method hist: level by level, and best leaf first (grow_policy lossguide). Features are
# whole numbers with fewer values than bins, so every program can ask the same questions. Writes boosting-data.csv and boosting.csv (margins by row).
# Poisson leaves are large, so that XGBoost's max_delta_step (.7), which also cuts single leaves off, only does what ours does. Run: python3 boosting.py
import numpy as np
import xgboost

ROWS, FEATURES, ROUNDS = 600, 5, 12
random = np.random.default_rng(20250101)
x = np.column_stack([random.poisson(mean, ROWS) for mean in (3, 8, 20, 5, 1)]).astype(float)
eta = -1.5 + 0.25 * x[:, 0] + np.sin(x[:, 1]) - 0.03 * x[:, 2] + 0.4 * (x[:, 3] > 6) * x[:, 4]
y = {"logistic": (random.uniform(size=ROWS) < 1 / (1 + np.exp(-eta))).astype(float), "poisson": random.poisson(np.exp(eta / 2)).astype(float)}
with open("boosting-data.csv", "w", newline="\n") as out:
    out.write(",".join([f"f{j}" for j in range(FEATURES)] + list(y)) + "\n")
    for i in range(ROWS):
        out.write(",".join(f"{v:g}" for v in [*x[i], *(y[k][i] for k in y)]) + "\n")

margins = {}
for loss, objective in (("logistic", "binary:logistic"), ("poisson", "count:poisson")):
    for policy, more in (("depthwise", dict(max_depth=4)), ("lossguide", dict(max_depth=6, max_leaves=9))):
        parameters = dict(
            objective=objective, tree_method="hist", grow_policy=policy, eta=0.2, min_child_weight=2 if loss == "logistic" else 20, max_bin=256, nthread=1, seed=1,
            base_score=float(y[loss].mean()), **more)
        parameters["lambda"] = 1
        model = xgboost.train(parameters, xgboost.DMatrix(x, y[loss]), ROUNDS)
        margins[f"{policy}_{loss}"] = model.predict(xgboost.DMatrix(x), output_margin=True)

with open("boosting.csv", "w", newline="\n") as out:
    out.write(",".join(margins) + "\n")
    for i in range(ROWS):
        out.write(",".join(f"{margins[k][i]:.9g}" for k in margins) + "\n")

print(xgboost.__version__)
