using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.ClassSupply;

/// <summary>
/// 重複薬効 (KDB): classes of oral medicines in t0 that at least two, and at least three, prescribing institutions gave.
/// </summary>
public sealed class DuplicateClassTally(int classDigits, DetectionWindow window) : ITally
{
    /// <inheritdoc/>
    public string Name => $"duplicate_classes(digits={classDigits})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["classes_from_two.t0", "classes_from_three.t0"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into.Clear();
        if (!scratch.Home.HasSeveralPrescribers(person, window, 1))
        {
            return;
        }

        var lines = scratch.Home.ByClass(person, window, 1, classDigits);
        for (var i = 0; i < lines.Length;)
        {
            var key = lines[i].Key;
            var prescribers = 0;
            var last = 0L;
            for (; i < lines.Length && lines[i].Key == key; i++)
            {
                if (lines[i].Back == 0 && lines[i].IsOral && lines[i].Prescriber != last && lines[i].Prescriber != 0)
                {
                    last = lines[i].Prescriber;
                    prescribers++;
                }
            }

            into[0] += prescribers >= 2 ? 1 : 0;
            into[1] += prescribers >= 3 ? 1 : 0;
        }
    }
}
