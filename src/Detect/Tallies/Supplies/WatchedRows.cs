using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Pairs;
using ClaimsWatch.Detect.Tallies.Psychotropics;

namespace ClaimsWatch.Detect.Tallies.Supplies;

/// <summary>
/// Rows of opioids and benzodiazepine-receptor agonists of an open slab. They are few, and looked for in all months of everybody:
/// running through two columns of the slab once is far cheaper than through those of one person after the other.
/// </summary>
public sealed class WatchedRows
{
    private Slab? _slab;
    private List<int>[] _rows = [];
    private int[] _at = [];

    /// <summary>Takes up a slab, unless it is at hand already.</summary>
    public void Of(Slab slab)
    {
        if (ReferenceEquals(slab, _slab))
        {
            return;
        }

        _slab = slab;
        _rows = [.. slab.Months.Select(month => Find(month.Medications))];
        _at = new int[_rows.Length];
    }

    /// <summary>Those of a month from one row to another, ascending; persons that ascend are found without a search.</summary>
    /// <param name="month">Position of the month in the slab.</param>
    /// <param name="start">First row.</param>
    /// <param name="end">One past the last.</param>
    public ReadOnlySpan<int> Between(int month, int start, int end)
    {
        var rows = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rows[month]);
        var at = _at[month];
        at = at > 0 && rows[at - 1] >= start ? 0 : at;
        while (at < rows.Length && rows[at] < start)
        {
            at++;
        }

        _at[month] = at;
        var last = at;
        while (last < rows.Length && rows[last] < end)
        {
            last++;
        }

        return rows[at..last];
    }

    private static List<int> Find(MedicationColumns lines)
    {
        var found = new List<int>();
        var ingredients = lines.Ingredient.Span;
        var legalClasses = lines.LegalClass.Span;
        for (var i = 0; i < lines.Count; i++)
        {
            // Nearly every line ends at this question, which the two lists ask as well.
            if (legalClasses[i] == 0 && ingredients[i] is not (BenzodiazepineAgonists.Eszopiclone or Opioids.Tramadol
                or Opioids.TramadolWithAcetaminophen))
            {
                continue;
            }

            if (Opioids.Has(ingredients[i], legalClasses[i])
                || BenzodiazepineAgonists.Has(ingredients[i], lines.DrugClass.Span[i], legalClasses[i]))
            {
                found.Add(i);
            }
        }

        return found;
    }
}
