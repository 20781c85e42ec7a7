namespace ClaimsWatch.Stats.Boosting;

/// <summary>What the trees are fitted to.</summary>
public enum BoostLoss
{
    /// <summary>Yes or no; the margin is a log odds.</summary>
    Logistic,

    /// <summary>Counts; the margin is a log mean.</summary>
    Poisson,
}

/// <summary>Settings of gradient boosting; names in brackets are those of XGBoost.</summary>
public sealed record BoosterSettings
{
    /// <summary>Loss.</summary>
    public BoostLoss Loss { get; init; } = BoostLoss.Logistic;

    /// <summary>Trees at most, 1 or more (n_estimators).</summary>
    public int RoundsMax { get; init; } = 300;

    /// <summary>Levels of splits in a tree, 1 to 12 (max_depth).</summary>
    public int DepthMax { get; init; } = 4;

    /// <summary>
    /// Leaves of a tree at most; 0 grows level by level. Otherwise the leaf that takes most off the loss is split first, wherever
    /// it stands (grow_policy=lossguide, max_leaves).
    /// </summary>
    public int LeavesMax { get; init; }

    /// <summary>Share of each tree's step that is taken, above 0 to 1 (eta).</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>L2 penalty on leaf values, 0 or more (lambda).</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>Least sum of second derivatives in a leaf (min_child_weight).</summary>
    public double HessianMin { get; init; } = 1;

    /// <summary>Least gain of a split (gamma).</summary>
    public double GainMin { get; init; }

    /// <summary>Bins of a feature, the one of missing values included, 4 to 256 (max_bin).</summary>
    public int BinsMax { get; init; } = 256;

    /// <summary>Share of rows each tree sees, above 0 to 1 (subsample).</summary>
    public double RowShare { get; init; } = 1;

    /// <summary>Share of features each tree sees, above 0 to 1 (colsample_bytree).</summary>
    public double ColumnShare { get; init; } = 1;

    /// <summary>By feature: 1 the margin may only rise with it, −1 only fall, 0 free; empty leaves all free.</summary>
    public IReadOnlyList<int> Monotone { get; init; } = [];

    /// <summary>Rounds without a better loss on the later period after which fitting stops; only with a watched table.</summary>
    public int PatienceRounds { get; init; } = 20;

    /// <summary>Seed of row and column sampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; never changes a result.</summary>
    public int Threads { get; init; } = 1;
}
