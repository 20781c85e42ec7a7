namespace ClaimsWatch.Stats.Glm;

/// <summary>A response distribution with its link: all that iteratively reweighted least squares asks of a model.</summary>
public interface IFamily
{
    /// <summary>Name for reports, "poisson(log)".</summary>
    string Name { get; }

    /// <summary>Inverse link: the mean at a linear predictor.</summary>
    double Mean(double eta);

    /// <summary>dμ/dη.</summary>
    double MeanSlope(double eta);

    /// <summary>Variance at a mean, dispersion 1.</summary>
    double Variance(double mean);

    /// <summary>Contribution of one observation to the deviance.</summary>
    double UnitDeviance(double y, double mean);

    /// <summary>Linear predictor to start from, as in R's family()$mustart.</summary>
    double StartingPredictor(double y);

    /// <summary>Whether the model can have produced this response.</summary>
    bool Allows(double y);

    /// <summary>Whether a response lies on the edge of its range, where a mean may run away (0 for counts).</summary>
    bool IsEdge(double y);
}
