"""XGBoost on the tables that `boosting` wrote: same rounds, depth, rate, penalties, bins, threads. Usage: boosting.py FOLDER"""
import json, resource, sys, time
import numpy as np
import xgboost

folder = sys.argv[1]
meta = json.load(open(f"{folder}/meta.json"))


def table(name, rows):
    x = np.fromfile(f"{folder}/{name}-x.bin", dtype="<f8").reshape(meta["features"], rows).T
    return np.ascontiguousarray(x), np.fromfile(f"{folder}/{name}-y.bin", dtype="<f8")


train_x, train_y = table("train", meta["train_rows"])
test_x, _ = table("test", meta["test_rows"])
parameters = dict(
    objective="binary:logistic" if meta["loss"] == "logistic" else "count:poisson", tree_method="hist", max_depth=meta["depth"],
    eta=meta["rate"], min_child_weight=1, max_bin=256, nthread=meta["threads"], seed=1)
parameters["lambda"] = 1
parameters["base_score"] = float(train_y.mean())
cpu = lambda: sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
start, used = time.perf_counter(), cpu()
model = xgboost.train(parameters, xgboost.DMatrix(train_x, train_y, nthread=meta["threads"]), meta["rounds"])
took, used = time.perf_counter() - start, cpu() - used
model.predict(xgboost.DMatrix(test_x), output_margin=True).astype("<f8").tofile(f"{folder}/xgboost.bin")
print(json.dumps(dict(version=xgboost.__version__, wall=took, cpu=used)))
