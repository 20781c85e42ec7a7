using System.Text.Json;
using ClaimsWatch.Evaluate.Estimators;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>
/// One object of <c>results</c>: an id and its fields in a fixed order; numbers keep full precision, NaN is written as null.
/// </summary>
/// <param name="Id">Name as in evaluation.md 7.</param>
/// <param name="Fields">Name and value: double, long, int, string, bool or null.</param>
public sealed record Result(string Id, IReadOnlyList<(string Name, object? Value)> Fields)
{
    /// <summary>A field by name; null when it is not there or has no value.</summary>
    public object? this[string name] => Fields.FirstOrDefault(f => f.Name == name).Value;

    /// <summary>The fields of an estimate.</summary>
    public static Result Of(Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var i = estimate.Inference;
        var fields = new List<(string, object?)>
        {
            ("estimate", Finite(i.Estimate)), ("se", Finite(i.StandardError)), ("vcov", estimate.Vcov),
            ("dist", i.IsNormal ? "z" : "t"), ("df", Finite(i.Df)), ("stat", Finite(i.Statistic)), ("p", Finite(i.P)),
            ("ci_lo", Finite(i.Low)), ("ci_hi", Finite(i.High)),
        };
        if (estimate.IsLogRatio)
        {
            fields.Add(("rate_ratio", Finite(estimate.RateRatio)));
            fields.Add(("rr_lo", Finite(estimate.RatioLow)));
            fields.Add(("rr_hi", Finite(estimate.RatioHigh)));
        }

        fields.Add(("n_obs", estimate.Observations));
        if (estimate.Clusters is { } clusters)
        {
            fields.Add(("n_clusters", clusters));
        }

        if (estimate.Coefficients is { } k)
        {
            fields.Add(("K", k));
        }

        if (estimate.Theta is { } theta)
        {
            fields.Add(("theta", Finite(theta)));
            fields.Add(("se_theta", Finite(estimate.ThetaError ?? double.NaN)));
        }

        if (estimate.AllZeroPersons is { } empty)
        {
            fields.Add(("n_all_zero", empty));
        }

        if (estimate.Aliased.Count > 0)
        {
            fields.Add(("aliased", string.Join(' ', estimate.Aliased)));
        }

        if (estimate.Label is { } label)
        {
            fields.Add(("label", label));
        }

        fields.Add(("status", estimate.Status));
        return new Result(estimate.Id, fields);
    }

    /// <summary>The fields of a rate.</summary>
    public static Result Of(ArmRate rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return new Result(rate.Id,
        [
            ("value", Finite(rate.Value)), ("sum", rate.Sum), ("person_months", rate.PersonMonths), ("n_persons", rate.Persons),
        ]);
    }

    /// <summary>A single number with a label.</summary>
    public static Result Number(string id, double value, string? label = null) =>
        new(id, label is null ? [("value", Finite(value))] : [("value", Finite(value)), ("label", label)]);

    /// <summary>Writes <c>{"id": …, fields}</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        foreach (var (name, value) in Fields)
        {
            writer.WritePropertyName(name);
            switch (value)
            {
                case null: writer.WriteNullValue(); break;
                case double number: writer.WriteNumberValue(number); break;
                case int number: writer.WriteNumberValue(number); break;
                case long number: writer.WriteNumberValue(number); break;
                case bool flag: writer.WriteBooleanValue(flag); break;
                default: writer.WriteStringValue(value.ToString()); break;
            }
        }

        writer.WriteEndObject();
    }

    private static object? Finite(double value) => double.IsFinite(value) ? value : null;
}
