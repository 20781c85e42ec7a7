using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Robust;

/// <summary>Finite-sample factors of the cluster-robust variance.</summary>
public enum CrForm
{
    /// <summary>No factor (R: vcovCL(type = "HC0", cadjust = FALSE)).</summary>
    CR0,

    /// <summary>G/(G − 1) (R: vcovCL(type = "HC0")).</summary>
    CR1,

    /// <summary>G/(G − 1) × (N − 1)/(N − K), Stata's regress (R: vcovCL(type = "HC1")).</summary>
    CR1S,
}

/// <summary>
/// Variances that hold when observations of one cluster (a person, a household) depend on each other (Liang and Zeger 1986).
/// </summary>
public static class ClusterRobust
{
    /// <summary>
    /// The variance of a fit's coefficients. <paramref name="cluster"/> has one id a row of the design fitted;
    /// <paramref name="rowCount"/> is N for CR1S when rows were aggregated before fitting. One cluster alone has no variance:
    /// NaN.
    /// </summary>
    public static Covariance Of(FittedModel model, ReadOnlySpan<long> cluster, CrForm form, int? rowCount = null,
        int? coefficientCount = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (cluster.Length != model.RowCount)
        {
            throw new ArgumentException($"{cluster.Length} cluster ids for {model.RowCount} rows.", nameof(cluster));
        }

        var k = model.CoefficientCount;
        var n = rowCount ?? model.RowCount;
        var counted = coefficientCount ?? k;
        var (indexes, g) = Index(cluster);
        if (model.Status != FitStatus.Converged || g < 2 || (form == CrForm.CR1S && n <= counted))
        {
            return new Covariance(form.ToString(), model, Sandwich.Unknown(k), g);
        }

        var sums = new double[checked(g * k)];
        for (var a = 0; a < k; a++)
        {
            var x = model.Design.Column(a);
            for (var i = 0; i < x.Length; i++)
            {
                sums[(indexes[i] * k) + a] += x[i] * model.ScoreResiduals[i];
            }
        }

        var factor = form switch
        {
            CrForm.CR0 => 1.0,
            CrForm.CR1 => g / (g - 1.0),
            _ => g / (g - 1.0) * (n - 1.0) / (n - counted),
        };
        return new Covariance(form.ToString(), model, Sandwich.Between(model.Bread, Sandwich.OuterSum(sums, k), factor), g);
    }

    // Clusters are numbered in ascending id, not in row order, so that the order of rows can't change a sum's last digit by
    // cluster.
    private static (int[] Indexes, int Count) Index(ReadOnlySpan<long> cluster)
    {
        var ids = cluster.ToArray();
        Array.Sort(ids);
        var count = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            if (i == 0 || ids[i] != ids[count - 1])
            {
                ids[count++] = ids[i];
            }
        }

        var indexes = new int[cluster.Length];
        for (var i = 0; i < indexes.Length; i++)
        {
            indexes[i] = Array.BinarySearch(ids, 0, count, cluster[i]);
        }

        return (indexes, count);
    }
}
