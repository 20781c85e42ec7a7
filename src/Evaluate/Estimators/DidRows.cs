using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>One row a person and window (PRE, POST) with time at risk: the panel as difference in differences sees it.</summary>
internal sealed class DidRows
{
    private readonly double[] _letter;
    private readonly double[] _post;
    private readonly double[] _female;

    private DidRows((PersonSums Person, Window Window)[] rows, Outcome outcome)
    {
        _letter = [.. rows.Select(r => r.Person.Letter)];
        _post = [.. rows.Select(r => r.Window == Window.Post ? 1.0 : 0.0)];
        _female = [.. rows.Select(r => r.Person.Female)];
        Events = [.. rows.Select(r => r.Person.In(r.Window).Of(outcome))];
        Months = [.. rows.Select(r => r.Person.In(r.Window).Months)];
        Clusters = [.. rows.Select(r => r.Person.Cluster)];
        PersonMonths = rows.Sum(r => r.Person.In(r.Window).Rows);
    }

    /// <summary>Sums of the outcome.</summary>
    public double[] Events { get; }

    /// <summary>Person-months at risk.</summary>
    public double[] Months { get; }

    /// <summary>Cluster numbers.</summary>
    public long[] Clusters { get; }

    /// <summary>Rows of the panel that were summed (N).</summary>
    public int PersonMonths { get; }

    public static DidRows Of(PersonTable table, Outcome outcome)
    {
        var rows = table.Persons.SelectMany(p => new[] { (Person: p, Window: Window.Pre), (Person: p, Window: Window.Post) })
            .Where(r => r.Person.In(r.Window).Months > 0).ToArray();
        return new DidRows(rows, outcome);
    }

    public DesignMatrix Design() => DesignMatrix.Intercept(Events.Length).With("letter", _letter).With("post", _post)
        .With("letter:post", Product(_letter, _post));

    public DesignMatrix DesignBySex() => Design().With("female", _female).With("letter:female", Product(_letter, _female))
        .With("post:female", Product(_post, _female)).With("letter:post:female", Product(Product(_letter, _post), _female));

    private static double[] Product(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];
}
